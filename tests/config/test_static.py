import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import FileSystemStorage

from config.static import JoinedStatic, imported, joined

SHEETS = {
    "css/app.css": '@layer tokens, parts;\n@import "tokens.css" layer(tokens);\n@import "parts/map.css" layer(parts);\n',
    "css/tokens.css": ":root { --ink: black; } /* a remark */\n",
    "css/parts/map.css": '.map { background: url("../../pictures/map.svg"); }\n\n  .far { color: red; }\n',
}


def test_each_import_becomes_its_text_in_its_layer() -> None:
    css = joined("css/app.css", SHEETS)

    assert css.startswith("@layer tokens, parts;\n@layer tokens {\n:root { --ink: black; }\n}\n@layer parts {\n")
    assert "@import" not in css


def test_an_address_in_a_part_is_written_as_the_whole_must_write_it() -> None:
    css = joined("css/app.css", SHEETS)

    assert 'url("../pictures/map.svg")' in css


def test_remarks_and_indentation_are_left_out() -> None:
    css = joined("css/app.css", SHEETS)

    assert "remark" not in css
    assert "\n.far" in css


def test_the_parts_of_a_sheet_are_known() -> None:
    assert imported("css/app.css", SHEETS) == {"css/tokens.css", "css/parts/map.css"}


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, JoinedStatic]:
    """Our own static files as `collectstatic` writes them."""
    place = tmp_path_factory.mktemp("static")
    storage = JoinedStatic(location=place)
    paths = {}
    for finder in get_finders():
        for name, source in finder.list([]):
            if isinstance(source, FileSystemStorage) and "site-packages" not in str(source.location):
                with source.open(name) as file:
                    storage.save(name, file)
                paths[name] = (source, name)
    for _, _, outcome in storage.post_process(paths):
        assert not isinstance(outcome, Exception), outcome
    return place, storage


def test_the_stylesheet_is_one_file_with_a_hashed_font(collected: tuple[Path, JoinedStatic]) -> None:
    place, storage = collected

    css = (place / storage.stored_name("css/app.css")).read_text()

    assert "@import" not in css
    assert re.search(r'url\("\.\./fonts/math\.[0-9a-f]{12}\.woff2"\)', css)
    assert "Giljabi Math" in css
    assert ".button" in css


def test_modules_ask_for_hashed_modules(collected: tuple[Path, JoinedStatic]) -> None:
    place, storage = collected

    js = (place / storage.stored_name("js/app.js")).read_text()

    assert re.search(r'import"\./busy\.[0-9a-f]{12}\.js"', js)
    assert re.search(r'import\("\./toast\.[0-9a-f]{12}\.js"\)', js)


def test_texts_lie_there_compressed_and_small(collected: tuple[Path, JoinedStatic]) -> None:
    place, storage = collected

    css = place / (storage.stored_name("css/app.css") + ".gz")
    js = place / (storage.stored_name("js/app.js") + ".gz")

    assert css.stat().st_size < 12_000
    assert js.stat().st_size < 2_000
