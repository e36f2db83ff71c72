"""Set-up before anything of ours can run: a Python, .venv with exactly what the lock names, and .env.

    python3 config/bootstrap.py run | dev

Standard library only, and no syntax younger than Python 3.6: it has to be readable by the one it turns away.
"""

import hashlib
import os
import secrets
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "requirements"
SPACE = 1000000000  # bytes; .venv, the collected files and a database cluster take about half of it
CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")


def main(wanted: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - that is the question
        go_over_to_newer_python()
    if not PYTHON.exists():
        make_venv()
    if wanted == "run" and stamp("dev").exists():
        wanted = "dev"  # what is there for tests stays
    if not is_installed(wanted):
        install(wanted)
    write_env()


def go_over_to_newer_python() -> None:
    for minor in (14, 13, 12, 11):
        found = shutil.which(f"python3.{minor}")
        if found and not subprocess.call([found, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            os.execv(found, [found, *sys.argv])  # noqa: S606 - what python3 should have been
    this = f"{sys.version_info[0]}.{sys.version_info[1]}"
    refuse(
        f"Giljabi needs Python 3.11 or newer; this one is {this}.",
        f"Python 3.11 이상이 있어야 해요. 지금 것은 {this} 버전이에요.",
    )


def make_venv() -> None:
    enough_space()
    say(f"Making .venv with Python {sys.version_info[0]}.{sys.version_info[1]}")
    try:
        import ensurepip  # noqa: F401, PLC0415
        import venv  # noqa: F401, PLC0415
    except ImportError:
        refuse(
            "This Python has no venv module. On Debian and Ubuntu: apt-get install python3-venv",
            "이 Python에는 venv 모듈이 없어요. Debian과 Ubuntu에서는 이렇게 깔아요: apt-get install python3-venv",
        )
    run(sys.executable, "-m", "venv", "--clear", str(VENV))


def install(wanted: str) -> None:
    enough_space()
    if not is_installed("uv"):
        say("Installing uv")
        pip = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "--require-hashes", "-r", str(LOCKS / "uv.txt"))
        stamp("uv").write_text(digest("uv"))
    say(f"Installing what requirements/{wanted}.txt names")
    for lock in ("run", "dev"):
        if stamp(lock).exists():
            stamp(lock).unlink()
    uv = (str(VENV / "bin" / "uv"), "pip", "sync", "--quiet", "--system-certs", "--compile-bytecode")
    run(*uv, "--require-hashes", "--python", str(PYTHON), str(LOCKS / f"{wanted}.txt"))
    stamp(wanted).write_text(digest(wanted))


def stamp(lock: str) -> Path:
    return VENV / f"installed-{lock}"


def digest(lock: str) -> str:
    return hashlib.sha256((LOCKS / f"{lock}.txt").read_bytes()).hexdigest()


def is_installed(lock: str) -> bool:
    return stamp(lock).exists() and stamp(lock).read_text() == digest(lock)


def write_env() -> None:
    """Write .env once; it is the person's from then on."""
    try:
        with (ROOT / ".env").open("x") as env:
            env.write(f"LOCAL=1\nSECRET_KEY={secrets.token_urlsafe(50)}\n")
    except FileExistsError:
        return
    say("Wrote .env")


def run(*command: str) -> None:
    environment = dict(os.environ)
    # An older pip believes neither the system's certificates nor SSL_CERT_FILE unless told to.
    bundles = (os.environ.get("SSL_CERT_FILE"), ssl.get_default_verify_paths().cafile, *CERTIFICATES)
    for bundle in bundles:
        if bundle and Path(bundle).exists():
            environment.setdefault("PIP_CERT", bundle)
    failed = subprocess.call(command, env=environment, cwd=str(ROOT))
    if failed:
        enough_space()
        sys.exit(failed)


def enough_space() -> None:
    if shutil.disk_usage(str(ROOT)).free < SPACE:
        refuse(
            f"The disk is nearly full: Giljabi needs 1 GB free in {ROOT}.",
            f"디스크가 거의 찼어요. {ROOT} 폴더에 1GB를 비워 주세요.",
        )


def say(what: str) -> None:
    sys.stderr.write(f"{what} …\n")


def refuse(english: str, korean: str) -> None:
    sys.exit(f"\n{english}\n{korean}\n")


if __name__ == "__main__":
    main(sys.argv[1])
