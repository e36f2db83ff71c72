"""The web server: granian, with the site loaded before its workers fork, so that they start at once and share its memory.

Takes granian's arguments, the application last. Where processes are not forked (macOS), each worker loads the site itself.
"""

import gc
import multiprocessing
import os
import sys
from importlib import import_module

from granian.cli import entrypoint


def main() -> None:
    if multiprocessing.get_start_method() == "fork":
        _load(sys.argv[-1].partition(":")[0])
    entrypoint()  # type: ignore[no-untyped-call]


def _load(module: str) -> None:
    """Load the application and its views, which ask nothing of the database yet: a connection must not be inherited.

    Nothing is collected meanwhile: a worker that fills the holes would copy the pages around them.
    """
    gc.disable()
    os.register_at_fork(after_in_child=gc.enable)
    import_module(module)
    from django.urls import get_resolver  # noqa: PLC0415 - when there are settings

    _ = get_resolver().url_patterns
    gc.freeze()  # what never dies is not looked at again, which would copy its pages


if __name__ == "__main__":
    main()
