"""The API's description: complete, true, in both languages. And nothing that fits it, or nearly, breaks us."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, reverse
from django.utils import translation
from drf_spectacular.drainage import GENERATOR_STATS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pytest_django.asserts import assertContains

from accounts.actions import tokens
from accounts.models import User
from config.api import limits, urls
from config.api.schema import drawn
from tests.world import World

PLACE = re.compile(r"<\w+:(\w+)>")
METHODS = {"get", "post", "put", "patch", "delete"}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in drawn()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def resolved(shape: Any) -> Any:
    """A shape of OpenAPI 3.0 as JSON Schema has it, references looked up."""
    if isinstance(shape, list):
        return [resolved(part) for part in shape]
    if not isinstance(shape, dict):
        return shape
    if "$ref" in shape:
        return resolved(drawn()["components"]["schemas"][shape["$ref"].rpartition("/")[2]])
    found = {name: resolved(part) for name, part in shape.items() if name != "nullable"}
    return {"anyOf": [found, {"type": "null"}]} if shape.get("nullable") else found


def test_every_route_stands_in_the_description() -> None:
    (v1,) = (found for found in urls.urlpatterns if isinstance(found, URLResolver))
    wanted = {
        ("/api/v1/" + PLACE.sub(r"{\1}", str(route.pattern)).replace("{pk}", "{id}"), method)
        for route in v1.url_patterns
        for method in METHODS
        if hasattr(route.callback.cls, method)
    }

    assert {(path, method) for path, method, _ in operations()} == wanted


def test_nothing_of_it_had_to_be_guessed() -> None:
    drawn()

    assert not GENERATOR_STATS._warn_cache
    assert not GENERATOR_STATS._error_cache


def test_every_operation_has_its_own_name_and_says_what_it_does_in_both_languages() -> None:
    said = {}
    for language in ("ko", "en"):
        with translation.override(language):
            said[language] = {operation["operationId"]: operation["summary"] for _, _, operation in operations()}

    assert len(said["ko"]) == len(list(operations()))
    assert all(said["ko"][name] != said["en"][name] for name in said["en"])


def test_it_is_there_for_people_and_for_programs(db: None, settings: Any) -> None:
    client = Client(headers={"accept-language": "ko"})

    page, file = client.get("/api/docs/"), client.get("/api/schema/")

    assertContains(page, "swagger-ui-bundle.js")
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert file.json()["openapi"].startswith("3.")
    assert file.json()["paths"].keys() == drawn()["paths"].keys()


@pytest.fixture(scope="module")
def unlimited() -> Iterator[None]:
    patched = pytest.MonkeyPatch()
    for kind in ("person", "address"):
        patched.setitem(limits.A_MINUTE, kind, 10**9)
    yield
    patched.undo()


@pytest.fixture
def asked(db: None, settings: Any, unlimited: None) -> "Asked":
    return Asked(World("en", settings))


class Asked:
    """The member of a whole world asks, by a token, and each answer is held against the description."""

    def __init__(self, world: World) -> None:
        self.world = world
        secret = tokens.make(world.member, name="fuzz", now=world.member.created_at)[1]
        self.client = Client(headers={"authorization": f"Bearer {secret}"}, raise_request_exception=False)

    def __call__(self, path: str, method: str, operation: Any, body: Any = None, query: Any = None) -> int:
        sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        answer = self.client.generic(method.upper(), path, query_params=query, **sent)
        assert answer.status_code < 500, (method, path, body, answer.content[:400])
        shapes = operation["responses"].get(str(answer.status_code), operation["responses"]["default"])
        for kind, shape in shapes.get("content", {}).items():
            assert answer.headers["Content-Type"] == kind, (method, path, body)
            Draft202012Validator(resolved(shape["schema"])).validate(json.loads(answer.content))
        return answer.status_code


def known(world: World, path: str) -> str:
    """A path with things that are there."""
    things = world.things
    owned = "milestone" if "milestones" in path else ("project" if "projects" in path else "entry")
    return path.format(
        id=things[owned], pk=things[owned], key="kaggle-first", handle=things["handle"], day="2026-04-05"
    )


def test_every_answer_is_as_described(asked: Asked) -> None:
    bodies = {
        "post_entries": {"text": "x", "minutes": 5},
        "patch_entries_id": {"version": 1, "minutes": 6},
        "post_projects": {"title": "x"},
        "patch_projects_id": {"version": 1, "value": "x"},
        "put_progress_key": {"state": "doing"},
        "put_milestones_id_readings_day": {"value": 5},
    }
    for path, method, operation in sorted(operations(), key=lambda one: one[1] == "delete"):
        status = asked(known(asked.world, path), method, operation, bodies.get(operation["operationId"]))
        assert status < 300 or (status == 409 and "readings" in path), (method, path, status)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=5,
)
DAYS = st.dates(min_value=date(1900, 1, 1)).map(date.isoformat) | st.sampled_from(["0001-01-01", "9999-12-31"])


def fitting(shape: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that fit a shape, and among them some that do not."""
    if "anyOf" in shape:
        return st.one_of(*(fitting(one) for one in shape["anyOf"]))
    if "enum" in shape:
        return st.sampled_from(shape["enum"]) | ANYTHING
    return {
        "object": lambda: _objects(shape),
        "array": lambda: st.lists(fitting(shape["items"]), max_size=4),
        "integer": lambda: st.integers(shape.get("minimum"), shape.get("maximum")) | ANYTHING,
        "boolean": st.booleans,
        "null": st.none,
        "string": lambda: (DAYS if shape.get("format") == "date" else st.text(max_size=60)) | ANYTHING,
    }[shape.get("type", "object")]()


def _objects(shape: dict[str, Any]) -> st.SearchStrategy[Any]:
    fields = {name: fitting(part) for name, part in shape.get("properties", {}).items()}
    needed = {name: fields.pop(name) for name in shape.get("required", ())}
    return st.fixed_dictionaries(needed, optional=fields)


def _body_of(operation: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "requestBody" not in operation:
        return st.none()
    return fitting(resolved(operation["requestBody"]["content"]["application/json"]["schema"])) | ANYTHING


CURSORS = st.dictionaries(st.sampled_from(["after", "before", "x"]), st.text(max_size=40), max_size=2)
PATHS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/?#%"), min_size=1, max_size=12)


@pytest.mark.usefixtures("unlimited")
def test_nothing_that_is_sent_breaks_us(asked: Asked) -> None:
    for path, method, operation in operations():
        _try_out(asked, path, method, operation)


def _try_out(asked: Asked, path: str, method: str, operation: dict[str, Any]) -> None:
    there = known(asked.world, path)

    @settings(max_examples=30, database=None, suppress_health_check=list(HealthCheck))
    @given(_body_of(operation), CURSORS, st.booleans(), PATHS)
    def ask(body: Any, query: dict[str, str], here: bool, elsewhere: str) -> None:
        wild = "/".join(elsewhere if part.startswith("{") else part for part in path.split("/"))
        asked(there if here else wild, method, operation, body, query)

    ask()


def test_the_settings_page_leads_to_the_description(signed_in, learner: User) -> None:
    assertContains(signed_in(learner).get("/settings/tokens/"), reverse("api:docs"))
