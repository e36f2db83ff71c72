"""The frame of a test run: what cannot be run, and at its end the counts, and that loudly once more."""

import gc
import os
import shutil
from collections.abc import Sequence

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_NO_CHROMIUM = "Chromium is not installed"


def pytest_configure(config: pytest.Config) -> None:
    """Where the browser tests have to run, a run without Chromium would be a lie."""
    if not CHROMIUM and os.environ.get("BROWSER_REQUIRED") == "1":
        raise pytest.UsageError(f"{_NO_CHROMIUM} and BROWSER_REQUIRED=1: apt-get install chromium")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Elsewhere skip what drives it."""
    if CHROMIUM:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=_NO_CHROMIUM))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: nobody needs to search it for what can go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 10)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    stats = terminalreporter.stats
    unbrowsed = [report for report in stats.get("skipped", []) if _NO_CHROMIUM in str(report.longrepr)]
    if unbrowsed:
        terminalreporter.write_line("")
        terminalreporter.write_line(
            f"!!! {len(unbrowsed)} browser tests were skipped because {_NO_CHROMIUM}: apt-get install chromium !!!",
            red=True,
            bold=True,
        )
    counts = {name: len(stats.get(name, [])) for name in ("passed", "failed", "error", "skipped")}
    terminalreporter.write_line("")
    terminalreporter.write_line(
        f"{counts['passed']} passed, {counts['failed'] + counts['error']} failed, {counts['skipped']} skipped",
        bold=True,
    )
