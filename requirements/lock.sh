#!/bin/sh
# Writes the lock files anew from pyproject.toml: for every Python from 3.11 on and every platform at once,
# with hashes, naming no package index.  Usage: requirements/lock.sh [uv options, e.g. --upgrade]
set -eu
cd "$(dirname "$0")/.."
lock() {
  out=$1; shift
  .venv/bin/uv pip compile --system-certs --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --quiet "$@" --output-file "requirements/$out"
}
echo uv | lock uv.txt - "$@"
lock production.txt pyproject.toml "$@"
lock run.txt pyproject.toml --group local "$@"
lock dev.txt pyproject.toml --group dev "$@"
