"""What was found, beside what is aimed at."""

from bench.measure import Measured
from bench.pages import Page, Target

COLUMNS = (("", -26), ("queries", 8), ("KB", 6), ("CPU ms", 8), ("database", 9), ("CPU x", 7), ("req/s x", 8))
COLUMNS += (("to bare", 8), ("p50 ms", 8), ("p99 ms", 8), ("p99/p50", 8))
HEAD = "".join(f"{name:<{-width}}" if width < 0 else f"{name:>{width}}" for name, width in COLUMNS) + "  must / aim"


def line(name: str, found: Measured, bare: Measured) -> str:
    cells = [f"{name:<26}", f"{found.queries:>8}", f"{found.bytes / 1000:>6.1f}", f"{found.middle('cpu'):>8.2f}"]
    cells += [f"{found.middle('database'):>9.2f}", f"{found.cpu_x:>7.2f}", f"{found.rate_x:>8.2f}"]
    cells += [f"{found.middle('rate') / bare.middle('rate'):>8.2f}", f"{found.p50:>8.1f}", f"{found.p99:>8.1f}"]
    return "".join([*cells, f"{found.p99 / found.p50:>8.1f}"])


def verdict(page: Page, found: Measured) -> str:
    """Each target with whether it is met: + aim, · must, ! neither."""
    target: Target = page.target
    said = []
    if target.cpu:
        said.append(f"{_mark(found.cpu_x, *target.cpu)}CPU ≤ {target.cpu[0]:g} / {target.cpu[1]:g}")
    if target.throughput:
        must, aim = target.throughput
        said.append(f"{_mark(-found.rate_x, -must, -aim)}req/s ≥ {must:g} / {aim:g}")
    said.append(f"{_mark(found.queries, *target.queries)}queries ≤ {target.queries[0]} / {target.queries[1]}")
    if page.is_list:
        said.append(f"{_mark(found.bytes / 1000, 8, 6)}KB ≤ 8 / 6")
    said.append(f"{_mark(found.p99 / found.p50, 3, 2)}p99/p50 ≤ 3 / 2")
    if found.failed:
        said.append(f"!{found.failed} failed")
    return "  ".join(said)


def whole(name: str, value: str, number: float, target: tuple[float, float]) -> str:
    must, aim = target
    return f"{_mark(number, must, aim)} {name}: {value}  (≤ {must:g} / {aim:g})"


def _mark(value: float, must: float, aim: float) -> str:
    return "+" if value <= aim else "·" if value <= must else "!"
