"""Chromium, and what we look for on a page in it: for the browser tests and the gallery."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserType, Page

from tests.summary import CHROMIUM

# What a page under test has no use for: a second process for each window, drawing Chromium's own address bar with its
# suggestions, and a spare one. Half of what opening a page costs.
_UNUSED = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "SpareRendererForSitePerProcess")
# What Playwright switches off, said again: of two such lists Chromium reads the last.
_UNUSED_BY_PLAYWRIGHT = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable"),
    *("HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin", "AimEnabled"),
    *("PreconnectToSearch", "Translate"),
)

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--disable-features=" + ",".join(_UNUSED + _UNUSED_BY_PLAYWRIGHT),
)

# What a look at the page itself tells: too wide, too small to touch, orange too often, styles that the CSP forbids.
_LOOK = """() => {
  const found = [], seen = (e) => e.getBoundingClientRect().width > 0;
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.querySelectorAll('body *')].find(
      (e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('svg, pre, table, math, .tabs'));
    found.push(`wider than the window: ${root.scrollWidth} > ${innerWidth}, first ${wide?.tagName}.${wide?.className}`);
  }
  for (const e of document.querySelectorAll('a, button, input, select, textarea, summary')) {
    if (e.tagName === 'A' && getComputedStyle(e).display === 'inline' && e.parentNode.innerText !== e.innerText) continue;
    const target = e.matches('[type=radio], [type=checkbox]') ? e.closest('label') ?? e : e;
    const { width, height } = target.getBoundingClientRect();
    if (width < 2 || (height > 23.5 && width > 23.5) || e.closest('.skip')) continue;
    const name = (e.textContent || e.name || '').trim().slice(0, 24);
    found.push(`small to touch: ${e.tagName} "${name}" ${Math.round(width)}x${Math.round(height)}`);
  }
  const orange = [...document.querySelectorAll('.button.next, .blaze.now, .b.now')].filter(seen).length;
  if (orange > 2 && !document.querySelector('.themes')) found.push(`orange ${orange} times`);
  if (document.querySelector('[style], style')) found.push('a style of its own');
  return found;
}"""


def launch(chromium: BrowserType, **how: Any) -> Browser:
    """Debian's Chromium, without a word to anybody."""
    return chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS), **how)


def faults(page: Page, *, javascript: bool = True) -> list[str]:
    """All that is wrong with the page as it stands: what axe finds, and what we ask for beyond it."""
    if not javascript:
        with _scripts(page):
            return faults(page)
    return [*_axe(page), *page.evaluate(_LOOK)]


@contextmanager
def _scripts(page: Page) -> Iterator[None]:
    """Let axe run, which is a script too, where the page was loaded without any; what stands in noscript stays."""
    page.evaluate("document.querySelectorAll('noscript').forEach((note) => note.replaceWith(...note.childNodes))")
    switch = page.context.new_cdp_session(page)
    for disabled in (True, False):  # what this session did not disable it cannot allow
        switch.send("Emulation.setScriptExecutionDisabled", {"value": disabled})
    yield
    switch.send("Emulation.setScriptExecutionDisabled", {"value": True})
    switch.detach()


def _axe(page: Page) -> list[str]:
    options = {
        "resultTypes": ["violations"],
        "preload": False,
    }  # preloading asks for imported sheets at wrong addresses
    violations: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:120]} ({'; '.join(check['message'] for check in node['any'])[:160]})"
        for violation in violations
        for node in violation["nodes"]
    ]
