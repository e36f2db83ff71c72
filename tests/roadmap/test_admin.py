"""Editing the roadmap by hand: side by side, previewed, kept by the next load, and taken back."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import User
from kit import clock
from roadmap import trail
from roadmap.actions import curation
from roadmap.actions.edition import renew_edition
from roadmap.models import CurationEvent, Edition, Phase, Resource, Step
from tests.conftest import make_member
from tests.roadmap import data

SignIn = Callable[[User], Client]


@pytest.fixture
def desk(signed_in: SignIn, curator: User, small_roadmap: Path) -> Client:
    return signed_in(curator)


def address(row: Any, then: str = "change/") -> str:
    return f"/admin/roadmap/{row._meta.model_name}/{row.pk}/{then}"


def typed(client: Client, row: Any, **changed: Any) -> dict[str, Any]:
    """What the form of a row would send, with some of it changed."""
    page = client.get(address(row)).context["adminform"].form
    said = {name: page.initial.get(name, page.fields[name].initial) for name in page.fields}
    if isinstance(row, Step):
        used = list(row.step_resources.order_by("place"))
        said |= {"step_resources-TOTAL_FORMS": len(used) + 1, "step_resources-INITIAL_FORMS": len(used)}
        for place, one in enumerate(used):
            prefix = f"step_resources-{place}"
            said |= {f"{prefix}-id": one.pk, f"{prefix}-step": row.pk}
            said |= {f"{prefix}-place": one.place, f"{prefix}-resource": one.resource_id}
    said |= changed
    return {name: value for name, value in said.items() if value not in (None, False)}


@pytest.fixture
def anki(small_roadmap: Path) -> Resource:
    return Resource.objects.get(key="anki")


@pytest.fixture
def words(small_roadmap: Path) -> Step:
    return Step.objects.get(key="learn-words")


def test_each_save_is_an_event_and_the_next_load_keeps_it(desk: Client, anki: Resource, small_roadmap: Path) -> None:
    version = Edition.objects.version()

    said = typed(desk, anki, why_ko="하루 20장이면 돼요.", history="10장은 적어요.")
    assert desk.post(address(anki), said).status_code == 302

    event = CurationEvent.objects.get()
    assert (event.verb, event.subject, event.why) == ("edited", "resource anki", "10장은 적어요.")
    assert event.before == {"resource anki": {"why_ko": "하루 10장만 넘겨요."}}
    assert event.after == {"resource anki": {"why_ko": "하루 20장이면 돼요."}}
    assert Edition.objects.version() != version
    assert [change.why for change in data.load(small_roadmap).of("kept")] == ["edited here, the data differs in why_ko"]


def test_saving_what_is_there_already_writes_nothing(desk: Client, anki: Resource, words: Step) -> None:
    for row in (anki, words, Phase.objects.get(key="paper")):
        assert desk.post(address(row), typed(desk, row)).status_code == 302

    assert not CurationEvent.objects.exists()


def test_what_another_saved_meanwhile_is_overwritten_only_by_who_knows(desk: Client, anki: Resource) -> None:
    said = typed(desk, anki, why_en="Mine.")
    hana = make_member("hana", name="김하나", is_staff=True)
    curation.edit({"resource anki": {"why_ko": "하나가 고쳤어요."}}, by=hana, now=clock.now())

    page = desk.post(address(anki), said)

    assertContains(page, "김하나님이 그새 고쳤어요")
    assertContains(page, "Mine.")
    assert Resource.objects.get(key="anki").why_ko == "하나가 고쳤어요."
    again = said | {"stood": page.context["adminform"].form["stood"].value()}
    assert desk.post(address(anki), again).status_code == 302
    assert Resource.objects.get(key="anki").why_en == "Mine."


def test_the_resources_of_a_step_are_part_of_it(desk: Client, words: Step, curator: User) -> None:
    blog = Resource.objects.get(key="old-blog")
    said = typed(desk, words) | {"step_resources-0-DELETE": "on"}
    said |= {"step_resources-2-place": 1, "step_resources-2-resource": blog.pk, "step_resources-2-step": words.pk}

    assert desk.post(address(words), said).status_code == 302

    trail.forget()
    assert [one.key for one in trail.current().step_by_key["learn-words"].resources] == ["old-blog", "anki"]
    curation.undo(CurationEvent.objects.get(), by=curator, now=clock.now())
    trail.forget()
    assert [one.key for one in trail.current().step_by_key["learn-words"].resources] == ["attention-video", "anki"]


def test_nothing_can_be_deleted_only_retired(desk: Client, anki: Resource, words: Step) -> None:
    for row in (anki, words, words.phase):
        assert desk.get(address(row, "delete/")).status_code == 403
        assertNotContains(desk.get(address(row)), "deletelink")

    desk.post(address(anki), typed(desk, anki, retired="on"))

    anki.refresh_from_db()
    assert anki.retired_at is not None


def test_a_phase_with_steps_stays(desk: Client, words: Step) -> None:
    page = desk.post(address(words.phase), typed(desk, words.phase, retired="on"))

    assertContains(page, "이 단계에는 걸음이 있어요")
    assert Phase.objects.get(pk=words.phase_id).retired_at is None


def test_a_new_resource_stands_in_the_library(desk: Client, anki: Resource) -> None:
    said = typed(desk, anki, key="second", title_ko="두 번째", title_en="Second", address="https://example.org/2")

    assert desk.post("/admin/roadmap/resource/add/", said).status_code == 302

    assert Resource.objects.get(key="second").retired_at is None
    assert CurationEvent.objects.get().subject == "resource second"
    assertContains(desk.get("/resources/"), "두 번째")


def test_the_page_can_be_seen_before_it_is_so_in_both_languages(desk: Client, words: Step, anki: Resource) -> None:
    said = typed(desk, words, title_ko="낱말 백 개", title_en="A hundred words", what_en="Just *words*.")
    before = trail.current()

    for language, title in (("ko", "낱말 백 개"), ("en", "A hundred words")):
        page = desk.post(address(words, f"change/preview/{language}/"), said)
        assertContains(page, f"<title>{title}")
        assertContains(page, f'<html lang="{language}"')

    assert Step.objects.get(pk=words.pk).title_ko == "단어 외우기"
    assert not CurationEvent.objects.exists()
    assert trail.current().version == before.version
    assertContains(desk.get("/roadmap/start/learn-words/"), "단어 외우기")
    page = desk.post(address(anki, "change/preview/ko/"), typed(desk, anki, why_ko="하루 30장."))
    assertContains(page, "하루 30장.")


def test_a_preview_says_that_it_is_one_and_the_desk_is_a_press_away(desk: Client, words: Step) -> None:
    assertContains(
        desk.post(address(words, "change/preview/ko/"), typed(desk, words)), "미리 보기 · 아직 저장하지 않았어요"
    )
    page = desk.get(address(words))

    assertContains(page, 'formtarget="preview"', count=2)
    assertContains(page, '<a href="/curate/">')
    assertContains(page, "길잡이")


def test_what_does_not_fit_has_no_preview(desk: Client, words: Step, anki: Resource) -> None:
    page = desk.post(address(words, "change/preview/ko/"), typed(desk, words, title_ko=""))
    assertContains(page, "아직 미리 볼 수 없어요", status_code=422)
    assert desk.get(address(words, "change/preview/ko/")).status_code == 404
    assert desk.post(address(words, "change/preview/fr/"), {}).status_code == 404
    assertContains(desk.post(address(anki), typed(desk, anki, address="ftp://x.example/")), "errornote")


def test_both_languages_stand_side_by_side(desk: Client, words: Step) -> None:
    page = desk.get(address(words)).content.decode()

    assert "field-how_ko field-how_en" in page.replace("fieldBox ", "")
    assert "할 일, 한국어" in page or "무엇을 하나요" in page


def test_its_pages_speak_our_words_and_choose_by_title(desk: Client, words: Step, anki: Resource) -> None:
    page, listed = desk.get(address(words)), desk.get("/admin/roadmap/step/")

    assertContains(page, "이 걸음의 자료")
    assertContains(page, f">{anki.title_ko}</option>")
    for field in ("place", "DELETE"):
        assert re.search(rf'name="step_resources-0-{field}"[^>]* aria-label="[^"]+"', page.content.decode())
    assertContains(page, "미리 보기, ")
    assertNotContains(page, f">{anki.key}</option>")
    assertContains(listed, "한국어 제목")
    assertContains(listed, f">{words.phase.title_ko}<")


def test_the_admin_of_the_roadmap_is_for_curators(
    signed_in: SignIn, learner: User, desk: Client, anki: Resource
) -> None:
    for place in (address(anki), "/admin/roadmap/"):
        assert signed_in(learner).get(place).status_code == 302
        assert Client().get(place).status_code == 302
        assert desk.get(place).status_code == 200


@pytest.mark.parametrize("which", ["phase", "step", "resource"])
def test_its_lists_ask_as_little_of_thirty_rows_as_of_three(
    desk: Client, which: str, django_assert_max_num_queries: Any
) -> None:
    renew_edition()
    with django_assert_max_num_queries(7):
        assert desk.get(f"/admin/roadmap/{which}/").status_code == 200
