"""Writing into the log and reading it, as a person meets its pages."""

import re
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from accounts.visibility import Visibility
from portfolio import log_box
from portfolio.actions import keeping
from portfolio.models import Entry, Picture, Project
from portfolio.reads.log import Asked, front, history
from roadmap.models import Step
from tests.pictures import upload
from tests.portfolio.conftest import NOON, TODAY, Logged

pytestmark = pytest.mark.usefixtures("noon")

HTMX = {"hx-request": "true"}
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[눌러 봐요](javascript:alert(1))",
    "![그림](data:image/svg+xml;base64,PHN2Zz4=)",
    "$\\text{<img src=x onerror=alert(1)>}$",
    "$$\\href{javascript:alert(1)}{x}$$",
    '```"><script>alert(1)</script>\ncode\n```',
    '<a href="/accounts/logout/" style="position:fixed;inset:0">x</a>',
    '</textarea></form><form action="https://evil.example"><button>x',
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "$" + "{" * 2000 + "}" * 2000 + "$",
    "<!--><svg onload=alert(1)>",
]


@pytest.fixture
def mine(learner: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(learner)


def form(**said: Any) -> dict[str, Any]:
    """What the log box sends."""
    return {"form_key": uuid4(), "text": "라벨 320장을 붙였어요.", "visibility": "private", **said}


def page_of(client: Client, address: str = "/log/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


class Dangers(HTMLParser):
    """What a text must never become on a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.forms = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.forms += tag == "form"
        if tag == "script" and "src" not in named:
            self.found.append("script")
        if tag in {"iframe", "object", "embed", "base"}:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(name)
            if name in {"href", "src", "action"} and re.match(
                r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE
            ):
                self.found.append(value or "")


# ---- writing


def test_an_entry_is_kept_and_the_week_is_said(mine: Client, logged: Logged) -> None:
    logged(minutes=60)

    response = mine.post("/log/", form(minutes="1h30"), follow=True)

    assert response.redirect_chain[0][0].startswith("/log/#logged-")
    page = response.content.decode()
    assert "기록했어요. 이번 주 2시간\u00a030분" in page
    entry = Entry.objects.latest("pk")
    assert (entry.day, entry.minutes, entry.text) == (TODAY, 90, "라벨 320장을 붙였어요.")
    assert f'action="/log/{entry.pk}/delete/"' in page  # the way back


def test_an_older_week_is_said_as_that_week(mine: Client) -> None:
    response = mine.post("/log/", form(minutes="45", day="2026-03-01"), follow=True)

    assert "기록했어요. 그 주 45분" in response.content.decode()


def test_words_alone_are_said_without_a_time(mine: Client) -> None:
    page = mine.post("/log/", form(), follow=True).content.decode()

    assert "<span>기록했어요.</span>" in page


@pytest.mark.parametrize(
    ("visibility", "said"), [("private", ""), ("members", " 멤버에게 보여요."), ("public", " 누구에게나 보여요.")]
)
def test_who_else_sees_an_entry_is_said_at_once_and_before_the_next(mine: Client, visibility: str, said: str) -> None:
    page = mine.post("/log/", form(visibility=visibility), follow=True).content.decode()

    assert f"<span>기록했어요.{said}</span>" in page
    assert ("지난번처럼" in page) is bool(said)


def test_a_choice_made_just_now_is_not_called_that_of_last_time(mine: Client, logged: Logged) -> None:
    logged(visibility="public")

    assert "지난번처럼 누구에게나 보여요." in page_of(mine)
    assert "지난번처럼" not in mine.post("/log/", form(visibility="public", minutes="400h")).content.decode()


def test_all_there_is_to_mend_is_said_at_once(mine: Client) -> None:
    page = mine.post("/log/", form(minutes="400h", day="2027-01-01")).content.decode()

    assert 'href="#log_minutes"' in page
    assert 'href="#log_day"' in page


def test_an_entry_about_another_day_says_which_step_it_stands_under(mine: Client, small_roadmap: Path) -> None:
    step = Step.objects.first()
    assert step is not None

    earlier = mine.post("/log/", form(step=step.key, day="2026-03-01"), follow=True).content.decode()
    today = mine.post("/log/", form(step=step.key), follow=True).content.decode()

    assert f"<span>기록했어요. 걸음: {step.title}.</span>" in earlier
    assert "<span>기록했어요.</span>" in today


def test_a_double_click_is_one_entry_and_both_are_success(mine: Client) -> None:
    said = form()

    answers = [mine.post("/log/", said).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Entry.objects.count() == 1


def test_it_comes_back_to_the_page_it_was_written_on_and_never_to_another_site(mine: Client) -> None:
    assert mine.post("/log/", form(back="/roadmap/")).url.startswith("/roadmap/#logged-")
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "nowhere"):
        assert mine.post("/log/", form(back=elsewhere)).url.startswith("/log/#logged-")


def test_with_a_script_comes_a_fresh_box_a_toast_and_no_page(mine: Client, step: Step) -> None:
    said = form(step="first-project", visibility="members", minutes="30")

    response = mine.post("/log/", said, headers=HTMX)

    part = response.content.decode()
    assert "<html" not in part
    assert 'hx-swap-oob="beforeend:#toasts"' in part
    assert "기록했어요. 이번 주 30분" in part
    assert str(said["form_key"]) not in part
    assert str(said["form_key"]) in response.headers["HX-Trigger"]
    assert '<option value="first-project" selected>' in part
    assert '<option value="members" selected>' in part
    assert "<script" not in part


def test_the_next_entry_is_seen_by_whom_the_last_was(mine: Client, logged: Logged) -> None:
    assert '<option value="private" selected>' in page_of(mine)

    logged(visibility="public")

    assert '<option value="public" selected>' in page_of(mine)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"minutes": "400h"}, "하루는 24시간이에요."),
        ({"minutes": "오래"}, "몇 분인지 읽지 못했어요."),
        ({"day": "2026-04-10"}, "4월\u00a010일은 아직 오지 않았어요."),
        ({"day": "어제"}, "날짜를 2026-04-09처럼 적어 주세요."),
        ({"text": " ", "minutes": ""}, "한 줄이나 걸린 시간을 적어 주세요."),
        ({"text": "가" * 20_001}, "20,000자까지"),
        ({"step": "no-such-step"}, "목록에서 골라 주세요."),
        ({"project": "99999999999999999999"}, "목록에서 골라 주세요."),
        ({"visibility": "everybody"}, "목록에서 골라 주세요."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    mine: Client, wrong: dict[str, str], said: str, headers: dict[str, str]
) -> None:
    sent = form(minutes="1시간 30분", day="2026-04-08", back="/roadmap/") | wrong

    response = mine.post("/log/", sent, headers=headers)

    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert said in page
    assert f">\n{sent['text']}</textarea>" in page
    for name in ("form_key", "minutes", "day", "back"):
        assert f'value="{sent[name]}"' in page
    assert not Entry.objects.exists()


def test_at_two_in_the_night_both_days_are_taken_and_the_box_says_yesterday(
    mine: Client, at: Callable[..., Any]
) -> None:
    from tests.portfolio.test_entries import TWO_IN_THE_NIGHT  # noqa: PLC0415

    at(TWO_IN_THE_NIGHT)

    page = page_of(mine)
    assert 'value="2026-04-11" max="2026-04-12"' in page
    for day in ("2026-04-11", "2026-04-12"):
        assert mine.post("/log/", form(day=day)).status_code == 302
    assert mine.post("/log/", form(day="2026-04-13")).status_code == 422


def test_another_persons_project_cannot_be_written_about(mine: Client, peer: User) -> None:
    theirs = Project.objects.create(owner=peer, title="Night Rain", visibility="public")

    assert mine.post("/log/", form(project=theirs.pk)).status_code == 422


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_anything_but_text(mine: Client, attack: str) -> None:
    before = Dangers(page_of(mine)).forms
    shown = [
        mine.post("/log/preview/", form(text=attack)),
        mine.post("/log/", form(text=attack, minutes="400h")),
        mine.post("/log/", form(text=attack), follow=True),
        mine.get(f"/log/{Entry.objects.get().pk}/"),
        mine.get(f"/log/{Entry.objects.get().pk}/edit/"),
        mine.get("/log/", {"q": attack}),
    ]

    for response in shown:
        assert not Dangers(response.content.decode()).found
    assert Dangers(shown[2].content.decode()).forms == before + 1  # the toast's


def test_a_preview_is_drawn_and_nothing_is_kept(mine: Client) -> None:
    part = mine.post("/log/preview/", form(text="**굵게**"), headers=HTMX).content.decode()
    page = mine.post("/log/preview/", form(text="**굵게**", minutes="1h30")).content.decode()

    assert part.strip() == (
        '<div class="prose preview" id="log_preview" aria-live="polite"><p><strong>굵게</strong></p>\n</div>'
    )
    assert "<strong>굵게</strong>" in page
    assert ">\n**굵게**</textarea>" in page
    assert 'value="1h30"' in page
    assert not Entry.objects.exists()


def test_a_picture_chosen_without_a_script_outlives_a_preview(mine: Client) -> None:
    page = mine.post("/log/preview/", form(text="길바닥") | {"pictures": [upload()]}).content.decode()

    picture = Picture.objects.get()
    assert f'<img src="{picture.address}"' in page
    assert f">\n길바닥\n\n![]({picture.address})</textarea>" in page


def test_a_visitor_is_sent_to_sign_in_and_what_they_wrote_is_shown(db: None, visitor: Client) -> None:
    assert visitor.get("/log/").url.startswith("/accounts/login/")

    page = visitor.post("/log/", form(text="세션이 끝난 줄 모르고 쓴 긴 글")).content.decode()

    assert "세션이 끝난 줄 모르고 쓴 긴 글" in page
    assert not Entry.objects.exists()


# ---- reading


def test_weeks_stand_newest_first_each_with_its_sum(mine: Client, logged: Logged) -> None:
    for days, minutes in ((0, 30), (1, 60), (6, 90), (20, 45)):
        logged(day=TODAY - timedelta(days=days), minutes=minutes)

    heads = re.findall(
        r'<h2 class="apart"><span>(.*?)</span>(?: <span class="soft light">(.*?)</span>)?</h2>', page_of(mine)
    )

    assert heads == [
        ("이번 주", "1시간\u00a030분"),
        ("지난주", "1시간\u00a030분"),
        ("3월\u00a016일부터 한 주", "45분"),
    ]


def test_an_entry_says_its_day_time_step_project_and_who_sees_it(mine: Client, logged: Logged, step: Step) -> None:
    project = Project.objects.create(owner=owner(), title="RoadScan")
    entry = logged("**굵게**", step=step, project=project, day=TODAY - timedelta(days=1), visibility="members")

    page = page_of(mine)

    assert "<strong>굵게</strong>" in page
    assert f'href="/log/{entry.pk}/"' in page
    assert 'href="/roadmap/portfolio/first-project/"' in page
    row = words_of(page[page.index('class="log-list"') :])
    assert "어제 굵게 1시간 30분 첫 프로젝트 RoadScan 멤버에게만" in row


def owner() -> User:
    return User.objects.get(handle="seoyeon")


def test_a_week_cut_by_the_page_still_says_all_of_its_time(mine: Client, logged: Logged, monkeypatch: Any) -> None:
    monkeypatch.setattr("portfolio.reads.log.ENTRIES_A_PAGE", 2)
    for _ in range(3):
        logged(minutes=60)

    first = page_of(mine)
    older = re.search(r'<a href="([^"]+)" rel="next"', first)
    second = page_of(mine, "/log/" + unescape(older[1]))

    for page, lines in ((first, 2), (second, 1)):
        assert page.count('<li><time datetime="2026-04-09"') == lines
        assert '<span class="soft light">3시간</span>' in page
    assert 'rel="prev"' in second


def test_the_log_is_narrowed_to_a_step_a_project_or_words(mine: Client, logged: Logged, step: Step) -> None:
    project = Project.objects.create(owner=owner(), title="RoadScan")
    logged("노면을 찍었어요", step=step)
    logged("검증 세트를 나눴어요", project=project, minutes=60)

    by_step, by_project, by_words = (
        page_of(mine, f"/log/?{asked}") for asked in ("step=first-project", f"project={project.pk}", "q=증+세트")
    )

    assert "노면을" in by_step
    assert "검증 세트를" not in by_step
    assert "첫 프로젝트 기록만 보여요." in by_step
    assert '<option value="first-project" selected>' in by_step
    assert "노면을" not in by_project
    assert f'<option value="{project.pk}" selected>' in by_project
    assert "<details open>" in by_project
    assert "검증 세트를" in by_words
    assert "노면을" not in by_words
    assert 'class="year"' not in by_words


@pytest.mark.parametrize("words", ["100%", "a_b", "c\\d", "GPU", "gpu", "%00"])
def test_any_sign_can_be_searched_for(mine: Client, logged: Logged, words: str) -> None:
    logged("gpu 100% a_b c\\d %00")
    logged("딴것")

    page = mine.get("/log/", {"q": words}).content.decode()

    assert page.count("<li><time") == 1


def test_words_typed_in_single_letters_find_whole_syllables(mine: Client, logged: Logged) -> None:
    logged("라벨 320장을 붙였어요.")

    page = mine.get("/log/", {"q": unicodedata.normalize("NFD", "라벨")}).content.decode()

    assert page.count("<li><time") == 1


def test_a_search_holds_80_characters_and_the_page_does_not_repeat_more(mine: Client, logged: Logged) -> None:
    logged("가" * 90)

    page = mine.get("/log/", {"q": "가" * 5_000}).content.decode()

    assert page.count("<li><time") == 1
    assert f'value="{"가" * 80}"' in page


@pytest.mark.parametrize("query", ["step=nowhere", "project=999999"])
def test_what_is_not_there_is_not_named(mine: Client, logged: Logged, query: str) -> None:
    logged()

    page = mine.get(f"/log/?{query}").content.decode()

    assert "그런 기록은 없어요" in page
    assert "기록만 보여요" not in page
    assert "모든 기록 보기" in page


def test_an_address_spoilt_by_hand_shows_a_page(mine: Client, logged: Logged) -> None:
    logged()

    for query in (
        "after=x",
        "before=x&after=",
        "q=%00",
        "project=x",
        f"project={'9' * 30}",
        f"project={'9' * 5000}",
        "step=%00",
    ):
        assert mine.get(f"/log/?{query}").status_code == 200


def test_the_year_is_drawn_and_told_by_month(mine: Client, logged: Logged) -> None:
    for days in (0, 0, 1, 40, 500):
        logged(day=TODAY - timedelta(days=days), minutes=60)
    logged("적어만 둬요", day=TODAY - timedelta(days=2), minutes=0)

    page = page_of(mine)

    assert "지난 1년 동안 4일 기록했어요. 모두 4시간" in page
    months = re.findall(r'<th scope="row">(.*?)</th><td class="number">(\d+)</td><td class="number">(.*?)</td>', page)
    assert months == [("2026년\u00a04월", "3", "3시간"), ("2026년\u00a02월", "1", "1시간")]


def test_on_the_first_day_one_thing_to_do_is_offered(mine: Client, learner: User, at: Callable[..., Any]) -> None:
    User.objects.update(created_at=NOON)
    assert "첫날이라 비어 있어요" in page_of(mine)

    User.objects.update(created_at=NOON - timedelta(days=30))
    assert "아직 기록이 없어요" in page_of(mine)
    assert "그런 기록은 없어요" in page_of(mine, "/log/?q=없는말")


@pytest.mark.parametrize("rows", [0, 3, 30, 31, 80])
def test_the_front_is_what_the_orm_says(logged: Logged, learner: User, peer: User, rows: int) -> None:
    projects = [Project.objects.create(owner=learner, title=f"{n}", pinned=n == 1) for n in range(3)]
    Project.objects.create(owner=learner, title="접은 것", removed_at=NOON)
    logged("남의 글", owner=peer)
    for n in range(rows):
        day = TODAY - timedelta(days=n * 9 % 600)
        logged(f"{n}", day=day, minutes=n % 50, project=projects[n % 3], visibility=Visibility.values[n % 3])
    keeping.remove(logged("지운 글"), now=NOON)

    read = front(learner, TODAY)

    assert read.history == history(learner, Asked(), TODAY)
    assert read.projects == log_box.projects_of(learner)
    assert read.visibility == Entry.objects.of(learner).last_visibility()


@pytest.mark.parametrize("rows", [3, 30])
@pytest.mark.parametrize(("address", "most"), [("/log/", 3), ("/log/?q=라벨", 6), ("/log/?step=first-project", 6)])
def test_the_log_asks_as_much_of_3_entries_as_of_30(
    mine: Client,
    logged: Logged,
    step: Step,
    address: str,
    most: int,
    rows: int,
    django_assert_max_num_queries: Any,
) -> None:
    for n in range(rows):
        logged(step=step, project=Project.objects.create(owner=owner(), title=f"{n}"))
    page_of(mine, address)

    with django_assert_max_num_queries(most):
        page_of(mine, address)


def test_searching_ones_own_log_never_reads_everybodys(logged: Logged, learner: User, db: None) -> None:
    logged()

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # three rows are read faster than any index
    of_owner = Entry.objects.of(learner).saying("라벨").explain()
    of_all = Entry.objects.saying("라벨붙").explain()

    assert "Index Cond: (owner_id = " in of_owner
    assert "entry_search" in of_all


# ---- on a step's page


def test_a_step_shows_ones_own_last_entries_and_nobody_elses(
    mine: Client, visitor: Client, signed_in: Callable[[User], Client], logged: Logged, peer: User, step: Step
) -> None:
    for n in range(5):
        logged(f"몇 번째: {n}", step=step, visibility="public")
    logged("남의 기록", step=step, owner=peer, visibility="public")
    logged("딴 걸음")
    address = "/roadmap/portfolio/first-project/"

    shown = page_of(mine, address)

    assert re.findall(r"몇 번째: (\d)", shown) == ["4", "3", "2"]
    assert "5개" in shown
    assert shown.count('href="/log/?step=first-project"') == 2  # all of them, and one more
    assert "남의 기록" not in shown
    assert "딴 걸음" not in shown
    assert "몇 번째" not in page_of(signed_in(peer), address)
    assert "/log/?step" not in page_of(visitor, address)
