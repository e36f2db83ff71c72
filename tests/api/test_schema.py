"""The API's description: complete, true, in both languages. And nothing that fits it, or nearly, breaks us."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import URLResolver, reverse
from django.utils import translation
from drf_spectacular.drainage import GENERATOR_STATS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pytest_django.asserts import assertContains
from schemathesis.generation import GenerationMode

from accounts.actions import tokens
from accounts.models import User
from config.api import limits, urls
from config.api.schema import drawn
from tests.world import World

CHECKS = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
]
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


def example_of(operation: Any) -> Any:
    """The body that the description shows, None for an operation without one."""
    if "requestBody" not in operation:
        return None
    (example,) = operation["requestBody"]["content"]["application/json"]["examples"].values()
    return example["value"]


def test_it_is_there_for_programs(db: None) -> None:
    file = Client().get("/api/schema/")

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
def one_connection() -> Iterator[None]:
    """A server lets go of connections between requests; here a request is part of the test’s transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def asked(db: None, settings: Any, unlimited: None) -> "Asked":
    return Asked(World("en", settings))


class Asked:
    """The member of a whole world asks, by a token, and each answer is held against the description."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.secret = tokens.make(world.member, name="fuzz", now=world.member.created_at)[1]
        self.client = Client(headers={"authorization": f"Bearer {self.secret}"}, raise_request_exception=False)

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
    return path.format(**places(world, path))


def places(world: World, path: str) -> dict[str, Any]:
    things = world.things
    owned = things["milestone" if "milestones" in path else ("project" if "projects" in path else "entry")]
    there = {"id": owned, "pk": owned, "key": "kaggle-first", "handle": things["handle"], "day": "2026-04-05"}
    return {name: value for name, value in there.items() if f"{{{name}}}" in path}


def test_every_example_is_taken_and_every_answer_is_as_described(asked: Asked) -> None:
    for path, method, operation in sorted(operations(), key=lambda one: one[1] == "delete"):
        status = asked(known(asked.world, path), method, operation, example_of(operation))
        assert status < 300 or (status == 409 and "readings" in path), (method, path, status)


def _cases(asked: Asked) -> Iterator[tuple[st.SearchStrategy[schemathesis.Case], int]]:
    """What fits the description and what nearly does, of things that are there and of others; and how many of them."""
    described = schemathesis.openapi.from_wsgi("/api/schema/", WSGIHandler())
    for found in described.get_all_operations():
        operation = found.ok()
        there = places(asked.world, operation.path)
        for fixed in (there, None) if there else (None,):
            fits, nearly = (operation.as_strategy(mode, path_parameters=fixed) for mode in GenerationMode)
            yield fits | nearly, 14 if operation.body else 3


def test_schemathesis_finds_no_server_error(asked: Asked, one_connection: None) -> None:
    said = {"Authorization": f"Bearer {asked.secret}", "Accept-Encoding": "identity"}

    for cases, most in _cases(asked):

        @settings(
            max_examples=most,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=[*HealthCheck],
        )
        @given(cases)
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=said, checks=CHECKS)

        ask()


def test_the_settings_page_leads_to_the_description(signed_in, learner: User) -> None:
    assertContains(signed_in(learner).get("/settings/tokens/"), reverse("api:docs"))
