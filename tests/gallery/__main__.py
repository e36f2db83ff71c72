"""`make gallery`: pictures of every page, as somebody with a phone by day and somebody at a desk by night sees it.

PAGES=log,today draws those only; one with a comma in its name goes as its files are called: project-one's-own.
The result is gallery/index.html.
"""

import sys
from pathlib import Path

import pytest

sys.exit(pytest.main(["--no-header", "-p", "no:cacheprovider", "-s", str(Path(__file__).with_name("draw.py"))]))
