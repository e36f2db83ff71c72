"""The page of people: this week's, and those one wrote to or heard from. And whom it must not show."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from accounts.actions.blocks import block
from accounts.models import Report, User
from accounts.reports import get
from home.reads import standing
from notices import kinds
from notices.models import Notice
from peers.actions import introductions
from peers.actions.ring import open_week
from peers.actions.surface import surface
from peers.models import Introduction, RingPlace, Suggestion
from portfolio.models import Project
from tests.conftest import make_member
from tests.peers.conftest import MONDAY, NOON, Walks
from tests.reading import older

TEXT = "바퀴 글을 끝까지 읽었습니다."


@pytest.fixture(autouse=True)
def noon(at) -> None:
    at(NOON)


@pytest.fixture
def two(walks: Walks) -> tuple[User, User]:
    """Two who were suggested to each other this week."""
    me = walks("seoyeon", name="박서연", topics=["vision", "language"])
    them = walks("aiko", name="Aiko Mori", at=2, topics=["language"], contact="aiko@example.org")
    serve()
    return me, them


def serve() -> None:
    open_week(NOON)
    while surface(NOON):
        pass


# ---- this week


def test_who_is_suggested_stands_there_with_the_reason(signed_in, two: tuple[User, User]) -> None:
    page = signed_in(two[0]).get("/peers/")

    assertContains(page, "Aiko Mori")
    assertContains(page, "한 단계 앞\xa0· 자연어 처리\xa0· 한국어로 써요")
    assertContains(page, "/peers/aiko/write/")
    assertNotContains(page, "aiko@example.org")


def test_today_shows_them_too(signed_in, two: tuple[User, User]) -> None:
    page = signed_in(two[0]).get("/")

    assertContains(page, "이번 주에 만나 볼 사람")
    assertContains(page, "한 단계 앞\xa0· 자연어 처리")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("hidden", "아직 추천을 주고받지 않아요"),
        ("off the trail", "네 가지에 답하면 자리가 생겨요"),
        ("since Monday", "4월\xa013일에 가까이 걷는 사람을 찾아보고"),
        ("soon", "이번 주 사람을 고르고 있어요"),
        ("alone", "가까이에서 걷는 사람이 없어요"),
    ],
)
def test_when_there_is_nobody_it_says_why(signed_in, walks: Walks, how: str, said: str) -> None:
    me = walks("seoyeon", discoverable=how != "hidden")
    if how == "off the trail":
        me.enrollment.delete()
    if how in {"soon", "alone"}:
        open_week(NOON)
    if how == "alone":
        surface(NOON)

    assertContains(signed_in(me).get("/peers/"), said)


def test_one_press_lets_one_be_found(signed_in, learner: User) -> None:
    page = signed_in(learner).post("/peers/found/", follow=True)

    assertContains(page, "월요일부터 서로 추천해 드릴게요")
    learner.refresh_from_db()
    assert learner.discoverable


def test_last_week_s_are_not_this_week_s(signed_in, two: tuple[User, User], at) -> None:
    at(NOON + timedelta(weeks=1))

    assertNotContains(signed_in(two[0]).get("/peers/"), "Aiko Mori")
    assertNotContains(signed_in(two[0]).get("/"), "Aiko Mori")


# ---- who must not be seen


def _set(who: int, **fields: object) -> Callable[[tuple[User, User]], object]:
    return lambda two: User.objects.filter(pk=two[who].pk).update(**fields)


HIDES: dict[str, Callable[[tuple[User, User]], object]] = {
    "blocked by me": lambda two: block(two[0], two[1]),
    "blocked by them": lambda two: block(two[1], two[0]),
    "suspended": _set(1, suspended_at=NOON),
    "leaving": _set(1, erase_after=NOON),
    "not a member": _set(1, onboarded_at=None),
}
HIDES_SUGGESTIONS = HIDES | {
    "undiscoverable": _set(1, discoverable=False),
    "I am undiscoverable": _set(0, discoverable=None),
    "met": lambda two: introductions.write(two[0], two[1], text=TEXT, now=NOON),
    "met from there": lambda two: introductions.write(two[1], two[0], text=TEXT, now=NOON),
}


@pytest.mark.parametrize("how", HIDES_SUGGESTIONS)
def test_a_suggestion_is_gone_at_once_from_page_today_mail_and_write(
    signed_in, two: tuple[User, User], how: str
) -> None:
    notice = Notice(pk=1, recipient=two[0], kind="peers_of_week", subjects={"week": MONDAY.isoformat()})
    assert kinds.words_of([notice])
    client = signed_in(two[0])

    HIDES_SUGGESTIONS[how](two)

    me = User.objects.get(pk=two[0].pk)
    assert not Suggestion.objects.visible_to(me).exists()
    assert standing(me, MONDAY, NOON).people == ()
    assert kinds.words_of([notice]) == {}
    gather = kinds.get("peers_of_week").gather
    assert gather is not None
    assert list(gather([me], NOON)) == []
    assert "한 단계 앞" not in client.get("/peers/").content.decode()
    assert "한 단계 앞" not in client.get("/").content.decode()
    if how in HIDES:
        assert client.get("/peers/aiko/write/").status_code == 404


def test_what_today_reads_is_what_the_orm_would(walks: Walks) -> None:
    people = [walks(f"p-{number}", at=1 + number % 3) for number in range(8)]
    serve()

    for person in people:
        read = [peer.handle for peer in standing(person, MONDAY, NOON).people]
        assert read == [one.peer.handle for one in Suggestion.objects.visible_to(person)[:3]]
        assert read


def test_nobody_is_chosen_whom_it_could_not_show(walks: Walks) -> None:
    for how, hide in HIDES_SUGGESTIONS.items():
        pair = (walks(f"{how.replace(' ', '-').lower()[:20]}-a"), walks(f"{how.replace(' ', '-').lower()[:20]}-b"))
        RingPlace.objects.all().delete()
        open_week(NOON)
        hide(pair)

        while surface(NOON):
            pass

        assert not Suggestion.objects.filter(learner=pair[0], peer=pair[1]).exists(), how
        User.objects.all().delete()


def test_a_third_person_and_a_visitor_see_nothing_of_two(signed_in, two: tuple[User, User], curator: User) -> None:
    introduction = introductions.write(two[0], two[1], text=TEXT, now=NOON)

    for person in (curator, make_member("somebody")):
        page = signed_in(person).get("/peers/")
        assertNotContains(page, TEXT)
        assertNotContains(page, "Aiko Mori")
        assert not Introduction.objects.visible_to(person).exists()
        for deed in ("accept", "decline", "withdraw"):
            assert signed_in(person).post(f"/peers/introductions/{introduction.pk}/{deed}/").status_code == 404
        assert signed_in(person).get(f"/report/introduction/{introduction.pk}/").status_code == 404
    assert Client().get("/peers/").url.startswith("/accounts/login/")
    assert Client().get("/peers/aiko/write/").url.startswith("/accounts/login/")


@pytest.mark.parametrize("state", ["sent", "accepted"])
@pytest.mark.parametrize("viewer", [0, 1])
@pytest.mark.parametrize("how", HIDES)
def test_what_two_wrote_is_closed_to_both_at_once(
    signed_in, two: tuple[User, User], how: str, viewer: int, state: str
) -> None:
    sender, recipient = two[viewer], two[1 - viewer]  # whoever wrote it
    introduction = introductions.write(sender, recipient, text=TEXT, now=NOON)
    if state == "accepted":
        introductions.accept(introduction, by=recipient, now=NOON)
    told = Notice.objects.filter(recipient=two[0])

    HIDES[how](two)

    page = signed_in(two[0]).get("/peers/")
    assertNotContains(page, TEXT)
    assertNotContains(page, "Aiko Mori")
    assertNotContains(page, "aiko@example.org")
    assert kinds.words_of(told) == {}
    deed = "withdraw" if sender == two[0] else "accept"
    assert signed_in(two[0]).post(f"/peers/introductions/{introduction.pk}/{deed}/").status_code == 404


# ---- writing


def test_the_page_holds_both_people_s_facts_and_how_one_writes(signed_in, two: tuple[User, User]) -> None:
    Project.objects.create(owner=two[1], title="사라진 차선", visibility="members")
    Project.objects.create(owner=two[1], title="숨긴 것", visibility="private")
    Project.objects.create(owner=two[0], title="밤길 지도", visibility="public")

    page = signed_in(two[0]).get("/peers/aiko/write/")

    for said in ("사라진 차선", "밤길 지도", "한 단계 앞", "자연어 처리", "10통 가운데 0통", "0 / 150단어"):
        assertContains(page, said)
    assertNotContains(page, "숨긴 것")
    assertNotContains(page, "aiko@example.org")


def test_a_message_is_sent_and_stands_on_the_page_of_both(signed_in, two: tuple[User, User]) -> None:
    page = signed_in(two[0]).post("/peers/aiko/write/", {"text": TEXT}, follow=True)

    assertContains(page, "Aiko Mori님에게 인사를 보냈어요")
    assertContains(page, "4월\xa09일에 보냈어요. 답하지 않는 사람도 많아요.")
    page = signed_in(two[1]).get("/peers/")
    assertContains(page, TEXT)
    assertContains(page, "인사 받기")
    assertNotContains(page, "seoyeon@example.org")


def test_what_is_wrong_is_said_and_what_was_typed_stays(signed_in, two: tuple[User, User]) -> None:
    User.objects.filter(pk=two[0].pk).update(contact="")

    page = signed_in(two[0]).post("/peers/aiko/write/", {"text": "낱말 " * 151, "contact": ""})

    assert page.status_code == 422
    assertContains(page, "151 / 150단어", status_code=422)
    assertContains(page, "이메일 주소나 링크처럼", status_code=422)

    page = signed_in(two[0]).post("/peers/aiko/write/", {"text": "낱말 " * 151, "contact": "a@example.org"})
    assertContains(page, "150단어 안으로", status_code=422)


def test_who_wrote_before_is_led_to_what_stands(signed_in, two: tuple[User, User]) -> None:
    introduction = introductions.write(two[1], two[0], text=TEXT, now=NOON)

    answer = signed_in(two[0]).get("/peers/aiko/write/")

    assert answer.url == f"/peers/#introduction-{introduction.pk}"


def test_a_person_s_page_says_that_one_wrote_to_them(signed_in, two: tuple[User, User]) -> None:
    client = signed_in(two[0])
    assertContains(client.get("/@aiko/"), "인사 쓰기")

    introduction = introductions.write(two[0], two[1], text=TEXT, now=NOON)

    page = client.get("/@aiko/")
    assertContains(page, f'href="/peers/#introduction-{introduction.pk}">인사를 보냈어요</a>')
    assertNotContains(page, "인사 쓰기")
    assertNotContains(signed_in(two[1]).get("/@seoyeon/"), "인사를 보냈어요")


def test_who_writes_while_the_other_does_is_told_and_keeps_the_text(signed_in, two: tuple[User, User]) -> None:
    introductions.write(two[1], two[0], text=TEXT, now=NOON)

    page = signed_in(two[0]).post("/peers/aiko/write/", {"text": "제 글입니다."})

    assertContains(page, "방금 이 사람이 먼저 인사를 보냈어요", status_code=422)
    assertContains(page, "제 글입니다.", status_code=422)


def test_html_in_a_message_is_words(signed_in, two: tuple[User, User]) -> None:
    introductions.write(two[0], two[1], text="<script>alert(1)</script>\n둘째 줄", now=NOON)

    page = signed_in(two[1]).get("/peers/")

    assertContains(page, "&lt;script&gt;alert(1)&lt;/script&gt;\n둘째 줄")


# ---- answering


def test_accepting_shows_each_how_to_reach_the_other(signed_in, two: tuple[User, User]) -> None:
    introduction = introductions.write(two[0], two[1], text=TEXT, now=NOON)
    assertContains(signed_in(two[1]).get("/peers/"), 'aiko@example.org <a href="/settings/profile/">바꾸기</a>')

    page = signed_in(two[1]).post(f"/peers/introductions/{introduction.pk}/accept/", follow=True)

    assertContains(page, "seoyeon@example.org")
    assertContains(signed_in(two[0]).get("/peers/"), "aiko@example.org")


def test_who_has_no_contact_line_is_asked_for_one_first(signed_in, two: tuple[User, User]) -> None:
    introduction = introductions.write(two[0], two[1], text=TEXT, now=NOON)
    User.objects.filter(pk=two[1].pk).update(contact="")
    client, address = signed_in(two[1]), f"/peers/introductions/{introduction.pk}/accept/"

    assertContains(client.post(address), "이메일 주소나 링크처럼", status_code=422)
    assertContains(client.post(address, {"contact": "aiko@example.net"}, follow=True), "seoyeon@example.org")

    assertContains(signed_in(two[0]).get("/peers/"), "aiko@example.net")


def test_to_its_sender_a_declined_one_reads_for_ever_as_an_unanswered_one(signed_in, two: tuple[User, User]) -> None:
    introduction = introductions.write(two[0], two[1], text=TEXT, now=NOON)
    client = signed_in(two[0])
    pages = ("/peers/", "/", "/notices/", "/@aiko/", "/feed/")
    before = [_read(client, page) for page in pages] + [client.get("/peers/aiko/write/").url]

    answer = signed_in(two[1]).post(f"/peers/introductions/{introduction.pk}/decline/", follow=True)

    assertContains(answer, "다시 나오지 않아요")
    assertNotContains(answer, TEXT)
    assert [_read(client, page) for page in pages] + [client.get("/peers/aiko/write/").url] == before
    page = client.post(f"/peers/introductions/{introduction.pk}/withdraw/", follow=True)
    assertContains(page, "보낸 인사를 거뒀어요")
    assertNotContains(page, "답하지 않는 사람도")


def _read(client: Client, page: str) -> str:
    """The page without what is random in it."""
    html = client.get(page).content.decode()
    return "\n".join(line for line in html.splitlines() if "csrfmiddlewaretoken" not in line and "form_key" not in line)


def test_pressed_after_it_was_taken_back(signed_in, two: tuple[User, User]) -> None:
    introduction = introductions.write(two[0], two[1], text=TEXT, now=NOON)
    introductions.withdraw(introduction, by=two[0])

    for deed in ("accept", "decline"):
        assert signed_in(two[1]).post(f"/peers/introductions/{introduction.pk}/{deed}/").status_code == 404


def test_pressed_twice_it_is_once(signed_in, two: tuple[User, User]) -> None:
    introduction = introductions.write(two[0], two[1], text=TEXT, now=NOON)

    for person, deed, said in ((two[1], "decline", "다시 나오지 않아요"), (two[0], "withdraw", "인사를 거뒀어요")):
        for _press in range(2):
            page = signed_in(person).post(f"/peers/introductions/{introduction.pk}/{deed}/", follow=True)
            assertContains(page, said)


# ---- reporting


def test_its_recipient_reports_it_and_a_curator_can_read_it(signed_in, two: tuple[User, User]) -> None:
    introduction = introductions.write(two[0], two[1], text=TEXT, now=NOON)

    signed_in(two[1]).post(f"/report/introduction/{introduction.pk}/", {"why": "unkind", "words": ""})

    report = Report.objects.get()
    kind = get(report.kind)
    assert (report.person, kind and kind.read and kind.read(report.subject)) == (two[0], TEXT)
    assert signed_in(two[0]).get(f"/report/introduction/{introduction.pk}/").status_code == 404


# ---- being told


@pytest.mark.parametrize(
    ("language", "title"), [("ko", "이번 주에 만나 볼 사람 1명"), ("en", "1 person to meet this week")]
)
def test_the_calm_mail_says_how_many(two: tuple[User, User], language: str, title: str) -> None:
    gather = kinds.get("peers_of_week").gather
    assert gather is not None
    told = [
        Notice(pk=number, recipient=person, kind="peers_of_week", key=key, subjects=dict(ids))
        for number, (person, key, ids) in enumerate(gather(two, NOON))
    ]

    with translation.override(language):
        words = kinds.words_of(told)

    assert {said["title"] for said in words.values()} == {title}
    assert len(words) == 2


def test_many_are_told_by_one_query(walks: Walks, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    people = [walks(f"p-{number}") for number in range(12)]
    serve()
    gather = kinds.get("peers_of_week").gather
    assert gather is not None

    with django_assert_num_queries(1):
        told = [
            Notice(pk=n, recipient=one[0], kind="peers_of_week", subjects=one[2])
            for n, one in enumerate(gather(people, NOON))
        ]
    with django_assert_num_queries(1):
        assert len(kinds.words_of(told)) == 12


@pytest.mark.parametrize(("language", "title"), [("ko", "인사가 왔어요"), ("en", "Someone wrote to you")])
def test_who_is_written_to_is_told_without_a_name_in_the_subject(
    two: tuple[User, User], language: str, title: str
) -> None:
    introductions.write(two[0], two[1], text=TEXT, now=NOON)

    with translation.override(language):
        said = kinds.words_of(Notice.objects.filter(recipient=two[1]).select_related("recipient"))

    (words,) = said.values()
    assert words["title"] == title
    assert "박서연" in words["text"]
    assert TEXT not in words["text"]


@pytest.mark.parametrize("after", ["accept", "decline", "withdraw"])
def test_it_is_no_longer_news_once_answered(two: tuple[User, User], after: str) -> None:
    introduction = introductions.write(two[0], two[1], text=TEXT, now=NOON)
    if after == "withdraw":
        introductions.withdraw(introduction, by=two[0])
    else:
        getattr(introductions, after)(introduction, by=two[1], now=NOON)

    assert kinds.words_of(Notice.objects.filter(recipient=two[1])) == {}
    heard = kinds.words_of(Notice.objects.filter(recipient=two[0]))
    assert [words["button"] for words in heard.values()] == (["연락할 방법 보기"] if after == "accept" else [])


def test_an_old_one_is_answered_on_an_older_page(
    signed_in, two: tuple[User, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    me, them = two
    monkeypatch.setattr("peers.views.people.MOST", 2)
    User.objects.filter(pk=me.pk).update(contact="")
    old = Introduction.objects.create(sender=them, recipient=me, text=TEXT, created_at=NOON - timedelta(days=9))
    for number in range(2):
        Introduction.objects.create(sender=make_member(f"other-{number}"), recipient=me, text="x", created_at=NOON)
    client = signed_in(me)

    place = older(client.get("/peers/"))
    page = client.get(place).content.decode()

    assert f'id="introduction-{old.pk}"' not in client.get("/peers/").content.decode()
    answer = unescape(re.search(rf'id="answer-{old.pk}" method="post" action="([^"]+)"', page)[1])
    wrong = client.post(answer, {"contact": ""})
    assert wrong.status_code == 422
    assertContains(wrong, f'id="contact-{old.pk}-error"', status_code=422)
    client.post(answer, {"contact": "me@example.org"})
    old.refresh_from_db()
    assert old.state == "accepted"


# ---- what it costs


@pytest.mark.parametrize("rows", [3, 30])
def test_four_queries_however_many_there_are(
    signed_in, two: tuple[User, User], django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    me = two[0]
    for number in range(rows):
        other = make_member(f"other-{number:02}", discoverable=True, contact="x@example.org")
        pair = (other, me) if number % 2 else (me, other)
        Introduction.objects.create(sender=pair[0], recipient=pair[1], text="x")
        Suggestion.objects.create(
            learner=me, peer=make_member(f"new-{number:02}", discoverable=True), week=MONDAY, place=9
        )
    client = signed_in(me)
    client.get("/peers/")

    with django_assert_num_queries(3):
        client.get("/peers/")


def test_writing_takes_six_at_most(
    signed_in, two: tuple[User, User], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(two[0])
    client.get("/peers/aiko/write/")

    with django_assert_num_queries(6):
        client.get("/peers/aiko/write/")
