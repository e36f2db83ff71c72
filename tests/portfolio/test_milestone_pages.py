"""The pages of milestones, as their owner, others, curators and visitors meet them."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.actions.blocks import block
from accounts.models import User
from portfolio.actions import grants, verdicts
from portfolio.kinds import BY_KEY, collected
from portfolio.models import Milestone
from tests.conftest import make_member
from tests.portfolio.conftest import NOON
from tests.portfolio.milestones import FACTS, claimed, drafted
from tests.portfolio.test_log import ATTACKS, Dangers
from tests.portfolio.test_milestones import LATER, TITLE, verified
from tests.portfolio.test_projects import made, words_of
from tests.reading import older

pytestmark = pytest.mark.usefixtures("noon")

SignedIn = Callable[[User], Client]
NEW = "/milestones/new/pull_request/"


@pytest.fixture
def mine(learner: User, signed_in: SignedIn) -> Client:
    return signed_in(learner)


def form(kind: str = "pull_request", **changes: Any) -> dict[str, Any]:
    """What the form of a milestone sends."""
    return {
        "form_key": uuid4(),
        "do": "claim",
        "title": TITLE,
        "deed": "변환을 만들었어요.",
        "note": "",
        "links_label": ["", ""],
        "links_address": ["", ""],
        "project": "",
        "visibility": "public",
    } | FACTS[kind] | changes  # fmt: skip


def page_of(client: Client, place: str, status: int = 200) -> str:
    response = client.get(place)
    assert response.status_code == status
    return response.content.decode()


# ---- claiming


@pytest.mark.parametrize("kind", FACTS)
def test_each_kind_is_claimed_by_its_form_and_read_by_a_visitor(mine: Client, visitor: Client, kind: str) -> None:
    response = mine.post(f"/milestones/new/{kind}/", form(kind), follow=True)

    milestone = Milestone.objects.get()
    assert response.redirect_chain[-1][0].startswith(f"/milestones/{milestone.pk}/#logged-")
    assert (milestone.state, milestone.kind, milestone.facts) == ("claimed", kind, FACTS[kind])
    for language in ("ko", "en"):
        words = words_of(page_of(visitor, f"/{language}/milestones/{milestone.pk}/"))
        for part in getattr(BY_KEY[kind].says(FACTS[kind]), language).split(" · "):
            assert part.replace("\u00a0", " ") in words.replace("\u00a0", " ")
    assert "아직 검증 전이에요" in words_of(page_of(visitor, f"/ko/milestones/{milestone.pk}/"))


def test_a_double_click_is_one_milestone_and_both_are_success(mine: Client) -> None:
    sent = form()

    first, second = mine.post(NEW, sent), mine.post(NEW, sent)

    assert first.headers["Location"] == second.headers["Location"]
    assert Milestone.objects.count() == 1


def test_bad_input_keeps_all_and_says_how_to_mend_each(mine: Client) -> None:
    wrong = form(
        deed="가" * 149, address="https://github.com/numpy", merged_on="2026-04-10", stars="많음",
        note="덧붙인 말", links_label=["영상"], links_address=["nowhere"],
    )  # fmt: skip

    response = mine.post(NEW, wrong)

    assert response.status_code == 422
    page = response.content.decode()
    words = words_of(page)
    for said in ("140자까지", "PR 하나의 주소를", "아직 오지 않았어요", "28k처럼", "https://example.org/page"):
        assert said in words
    assert "고칠 곳이 5군데 있어요" in words
    for typed in ("가" * 149, "https://github.com/numpy", "2026-04-10", "많음", "덧붙인 말", "영상", "nowhere"):
        assert typed in page
    assert str(wrong["form_key"]) in page
    assert not Milestone.objects.exists()


def test_the_same_thing_again_leads_to_the_one_that_is_there(learner: User, mine: Client) -> None:
    milestone = claimed(learner)

    response = mine.post(NEW, form(title="다른 이름"))

    assert response.status_code == 422
    page = response.content.decode()
    assert "이미 세운 이정표예요" in words_of(page)
    assert f'href="/milestones/{milestone.pk}/"' in page


def test_a_draft_is_kept_and_finished_later(mine: Client) -> None:
    mine.post(NEW, form(do="draft", title="", deed="", merged_on="", stars=""))

    draft = Milestone.objects.get()
    assert (draft.state, draft.facts) == ("draft", {"address": FACTS["pull_request"]["address"]})
    page = page_of(mine, f"/milestones/{draft.pk}/edit/")
    assert FACTS["pull_request"]["address"] in page
    mine.post(f"/milestones/{draft.pk}/edit/", form(version=1, do="draft", title="이름"))
    mine.post(f"/milestones/{draft.pk}/edit/", form(version=2))
    draft.refresh_from_db()
    assert (draft.state, draft.title, draft.version) == ("claimed", TITLE, 3)


def test_the_preview_shows_what_was_typed_and_keeps_nothing(mine: Client) -> None:
    part = mine.post(NEW, form(do="preview"), headers={"hx-request": "true"}).content.decode()
    whole = mine.post(NEW, form(do="preview", title="반쯤", deed="", merged_on="어제")).content.decode()

    assert "<html" not in part
    assert "별 14,300개" in words_of(part)
    assert "반쯤</h3>" in whole
    assert 'value="어제"' in whole
    assert not Milestone.objects.exists()


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_attacks_is_text(mine: Client, visitor: Client, attack: str) -> None:
    said = attack[:100].replace("\n", " ")
    mine.post(NEW, form(title=said, deed=said, note=attack[:900], award=said))
    milestone = Milestone.objects.get()

    for place in (f"/milestones/{milestone.pk}/", "/@seoyeon/"):
        assert not Dangers(page_of(visitor, place)).found


def test_an_eighth_kind_is_one_new_file(
    mine: Client, visitor: Client, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dataset.py").write_text(
        """
from kit.bilingual import Both
from portfolio.kinds import addresses
from portfolio.kinds.facts import Address, FactsForm, Number
from portfolio.kinds.kind import Kind


class Form(FactsForm):
    address = Address(Both(ko="데이터셋 주소", en="Address of the dataset"))
    papers = Number(Both(ko="쓴 논문 수", en="Papers that use it"))


KIND = Kind(
    key="dataset", place=8, icon="database", title=Both(ko="남이 쓰는 데이터셋", en="Dataset in use"),
    what=Both(ko="내가 모은 데이터셋이에요.", en="A dataset you gathered."),
    reached=Both(ko="논문 10편이 썼어요.", en="Ten papers use it."),
    shows=Both(ko="논문 목록을 보여 줘요.", en="Show the list."),
    name=Both(ko="데이터셋 이름", en="Name of the dataset"), form=Form, address_of=addresses.by_rules(()),
    says=lambda facts: Both(ko=f"논문 {facts.get('papers')}편", en=f"{facts.get('papers')} papers"),
)
"""
    )
    import portfolio.kinds  # noqa: PLC0415 - its folder grows for this test

    monkeypatch.setattr(portfolio.kinds, "__path__", [*portfolio.kinds.__path__, str(tmp_path)])
    eighth = collected()[-1]
    monkeypatch.setitem(BY_KEY, eighth.key, eighth)

    assert "남이 쓰는 데이터셋" in page_of(mine, "/milestones/new/")
    facts = {"address": "https://example.org/data", "papers": "12"}
    mine.post("/milestones/new/dataset/", form() | facts)
    milestone = Milestone.objects.get()
    for place in (f"/milestones/{milestone.pk}/", "/@seoyeon/"):
        assert "논문 12편" in words_of(page_of(visitor, place))


# ---- changing


def test_an_older_page_shows_both_texts_and_loses_none(learner: User, mine: Client) -> None:
    milestone = claimed(learner)
    mine.post(f"/milestones/{milestone.pk}/edit/", form(version=1, deed="먼저"))

    response = mine.post(f"/milestones/{milestone.pk}/edit/", form(version=1, deed="나중"))

    assert response.status_code == 409
    page = response.content.decode()
    assert "먼저" in page
    assert "나중</textarea>" in page
    assert 'name="version" value="2"' in page


def test_what_was_typed_of_one_that_was_withdrawn_meanwhile_can_be_claimed_anew(learner: User, mine: Client) -> None:
    milestone = claimed(learner)
    mine.post(f"/milestones/{milestone.pk}/withdraw/")

    page = mine.post(f"/milestones/{milestone.pk}/edit/", form(version=1, deed="오래 적은 말"))

    assert page.status_code == 422
    assert "거둔 이정표예요. 새로 세울 수 있어요." in page.content.decode()
    assert "오래 적은 말</textarea>" in page.content.decode()
    assert 'action="/milestones/new/pull_request/"' in page.content.decode()


def test_changing_a_verified_one_is_warned_of_and_then_waits_again(learner: User, curator: User, mine: Client) -> None:
    milestone = verified(claimed(learner), curator)
    place = f"/milestones/{milestone.pk}/edit/"
    assert "다시 검증받아야 해요" in page_of(mine, place)

    page = mine.post(place, form(version=2, deed=milestone.deed, visibility="members"), follow=True)
    assert "검증은 그대로예요" in page.content.decode()
    page = mine.post(place, form(version=3, deed="다른 일"), follow=True)
    assert "아직 검증 전이에요" in page.content.decode()


def test_declined_its_owner_reads_why_and_claims_again(
    learner: User, curator: User, peer: User, mine: Client, signed_in: SignedIn, visitor: Client
) -> None:
    milestone = claimed(learner)
    verdicts.give(milestone, "declined", by=curator, reason="내 몫을 가리켜 주세요.", now=NOON)
    place = f"/milestones/{milestone.pk}/"

    for own in (place, "/milestones/", f"{place}edit/"):
        assert "내 몫을 가리켜 주세요." in page_of(mine, own)
        assert "더 채울 것 있음" in page_of(mine, own)
    assert "아직 검증하기 이르다고 봤어요" in page_of(mine, place)
    for other in (visitor, signed_in(peer)):
        for seen in (place, "/@seoyeon/"):
            page = page_of(other, seen)
            assert "내 몫을" not in page
            assert "Not yet" not in page
            assert "더 채울 것" not in page
            assert "아직 검증 전이에요" in page or "Claimed, not verified yet" in page
    mine.post(f"{place}claim-again/")
    milestone.refresh_from_db()
    assert milestone.state == "claimed"


def test_withdrawing_asks_first(learner: User, mine: Client, visitor: Client) -> None:
    milestone = claimed(learner)
    place = f"/milestones/{milestone.pk}/withdraw/"

    assert "이 이정표를 거둘까요?" in page_of(mine, place)
    milestone.refresh_from_db()
    assert milestone.state == "claimed"
    assert mine.post(place).url == mine.post(place).url == "/milestones/"
    assert visitor.get(f"/milestones/{milestone.pk}/").status_code == 404
    assert TITLE in page_of(mine, "/milestones/")
    assert mine.get(place).status_code == 404
    assert mine.get(f"/milestones/{milestone.pk}/edit/").status_code == 404


def test_nobody_changes_what_is_anothers(learner: User, peer: User, curator: User, signed_in: SignedIn) -> None:
    milestone = claimed(learner)

    for other in (peer, curator):
        client = signed_in(other)
        for deed in ("edit", "withdraw", "claim-again"):
            assert client.post(f"/milestones/{milestone.pk}/{deed}/", form(version=1)).status_code == 404
    assert Milestone.objects.get().version == 1


# ---- taking a verification back


def test_a_curator_takes_a_verification_back_with_a_reason(
    learner: User, peer: User, curator: User, signed_in: SignedIn, mine: Client
) -> None:
    milestone = verified(claimed(learner), curator)
    place, client = f"/milestones/{milestone.pk}/revoke/", signed_in(curator)

    assert f'href="{place}"' in page_of(client, f"/milestones/{milestone.pk}/")
    assert f'href="{place}"' not in page_of(signed_in(peer), f"/milestones/{milestone.pk}/")
    assert signed_in(peer).post(place, {"reason": "아니에요"}).status_code == 302
    assert client.post(place, {"reason": " "}).status_code == 422
    assert Milestone.objects.get().state == "verified"
    client.post(place, {"reason": "순위표가 바뀌었어요."})
    assert "순위표가 바뀌었어요." in page_of(mine, f"/milestones/{milestone.pk}/")
    assert "이정표에 바뀐 것이 있어요" in page_of(mine, "/notices/")


# ---- the portfolio


def test_the_portfolio_begins_with_milestones_and_says_who_verified_them(
    learner: User, peer: User, visitor: Client
) -> None:
    claimed(learner, "tool", title="RoadScan")
    milestone = verified(claimed(learner), peer)
    made(learner, title="노면 손상 찾기", visibility="public")

    page = page_of(visitor, "/@seoyeon/")

    assert re.findall(r"RoadScan|albumentations: 비 오는 노면|노면 손상 찾기", words_of(page))[-3:] == [
        TITLE, "RoadScan", "노면 손상 찾기",
    ]  # fmt: skip
    words = words_of(page).replace("\u00a0", " ")
    assert "Aiko Mori 멘토님이 검증했어요" in words
    assert "4월 9일" in words
    assert 'href="/@aiko/"' in page
    User.objects.filter(pk=peer.pk).update(suspended_at=NOON)
    page = page_of(visitor, "/@seoyeon/")
    assert "다른 멤버가 검증했어요" in page
    assert "Aiko" not in page
    assert "Aiko" not in page_of(visitor, f"/milestones/{milestone.pk}/")
    peer.delete()
    for place in ("/@seoyeon/", f"/milestones/{milestone.pk}/"):
        assert "지금은 떠난 멤버가 검증했어요" in page_of(visitor, place)


def test_search_engines_are_asked_in_once_a_public_one_is_verified(
    learner: User, curator: User, visitor: Client
) -> None:
    noindex = '<meta name="robots" content="noindex">'
    hidden = claimed(learner, "tool", visibility="members")
    verified(hidden, curator)
    shown = claimed(learner)
    for place in ("/@seoyeon/", f"/milestones/{shown.pk}/"):
        assert noindex in page_of(visitor, place)

    verified(shown, curator)

    for place in ("/@seoyeon/", f"/milestones/{shown.pk}/"):
        assert noindex not in page_of(visitor, place)


def test_other_programs_read_what_was_verified_and_no_text_ends_the_script(
    learner: User, curator: User, visitor: Client, mine: Client
) -> None:
    evil = "</script><script>alert(1)</script>&amp;"
    verified(claimed(learner, title=evil), curator)
    verified(claimed(learner, "tool", visibility="private", title="비밀 도구"), curator)
    claimed(learner, "article", title="검증 전 글")

    for client in (visitor, mine):
        page = page_of(client, "/@seoyeon/")
        scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        (read,) = (json.loads(script) for script in scripts)
        assert [one["name"] for one in read["mainEntity"]["hasCredential"]] == [evil]
        assert read["mainEntity"]["name"] == "박서연"
        assert "<script>alert" not in page


# ---- nothing of one person on another's page


def test_each_page_is_its_owners(learner: User, peer: User, signed_in: SignedIn, visitor: Client) -> None:
    private = claimed(learner, visibility="private", title="숨은 이정표")
    drafted(learner, "tool", visibility="public", title="숨은 초안")
    project = made(learner, title="숨은 프로젝트", visibility="private")
    public = claimed(learner, "art", visibility="public", title="보이는 이정표", project=project)

    for client in (signed_in(peer), visitor):
        for place in ("/@seoyeon/", f"/milestones/{public.pk}/", "/milestones/", "/milestones/new/art/", "/"):
            page = client.get(place, follow=True).content.decode()
            assert not re.search("숨은 (이정표|초안|프로젝트)", page), place
        assert client.get(f"/milestones/{private.pk}/").status_code == 404


def test_a_grant_opens_the_page_and_the_portfolio_and_a_lapsed_one_closes_them(
    learner: User, peer: User, signed_in: SignedIn, at: Callable[..., Any]
) -> None:
    project = made(learner, title="숨은 프로젝트", visibility="private")
    milestone = claimed(learner, visibility="private", title="숨은 이정표", project=project)
    client, place = signed_in(peer), f"/milestones/{milestone.pk}/"
    assert client.get(place).status_code == 404

    grants.give(peer, milestone=milestone, until=LATER, now=NOON)

    assert "숨은 프로젝트" in page_of(client, place)
    page = page_of(client, "/@seoyeon/")
    assert "숨은 이정표" in page
    assert "숨은 프로젝트" in page
    at(LATER)
    assert client.get(place).status_code == 404
    assert not re.search("숨은", page_of(client, "/@seoyeon/"))


def test_a_block_closes_it(learner: User, peer: User, curator: User, signed_in: SignedIn) -> None:
    milestone = verified(claimed(learner), curator)
    client = signed_in(peer)
    page = page_of(client, f"/milestones/{milestone.pk}/")
    assert f'href="/report/milestone/{milestone.pk}/"' in page
    assert client.get(f"/report/milestone/{milestone.pk}/").status_code == 200

    block(learner, peer)

    assert client.get(f"/milestones/{milestone.pk}/").status_code == 404
    assert client.get(f"/report/milestone/{milestone.pk}/").status_code == 404


# ---- what it costs, and that it says what the rows say


@pytest.mark.parametrize("rows", [3, 30])
def test_the_pages_ask_as_much_of_3_rows_as_of_30(
    rows: int, learner: User, peer: User, mine: Client, visitor: Client, django_assert_num_queries: Any
) -> None:
    for n in range(rows):
        milestone = claimed(learner, "art", facts=FACTS["art"] | {"address": f"https://example.org/{n}"}, title=f"{n}")
        if n % 2 or n == rows - 1:
            verified(milestone, peer)
    for place in ("/milestones/", "/@seoyeon/", f"/milestones/{milestone.pk}/"):
        page_of(mine, place)

    with django_assert_num_queries(3):
        page_of(mine, "/milestones/")
    with django_assert_num_queries(2):
        page_of(mine, "/@seoyeon/")
    with django_assert_num_queries(1):
        page_of(visitor, "/@seoyeon/")
    with django_assert_num_queries(5):
        page_of(mine, f"/milestones/{milestone.pk}/")


@pytest.mark.parametrize("number", [3, 30])
def test_what_was_withdrawn_long_ago_is_reached_for_the_same_few_queries(
    learner: User, mine: Client, number: int, django_assert_num_queries: Any
) -> None:
    for place in range(number):
        Milestone.objects.create(owner=learner, kind="art", title=f"Gone-{place}.", form_key=uuid4(), state="withdrawn")
    mine.get("/milestones/")

    with django_assert_num_queries(3):
        page = mine.get("/milestones/")

    assert page.content.decode().count("Gone-") == min(number, 20)
    if number == 30:
        assert "Gone-0." in page_of(mine, f"/milestones/{older(page)}")


@pytest.mark.parametrize("who", ["owner", "member", "reader", "blocked", "visitor"])
def test_one_statement_says_what_the_rows_say(who: str, learner: User, peer: User, curator: User) -> None:
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415

    from portfolio.models import Grant, Project  # noqa: PLC0415
    from portfolio.reads import profile as reads  # noqa: PLC0415

    reader = make_member("reader")
    viewer: Any = {"owner": learner, "visitor": AnonymousUser(), "reader": reader}.get(who, peer)
    places = iter(range(100))
    for visibility in ("private", "members", "public"):
        for state in ("draft", "claimed", "verified", "declined", "revoked", "withdrawn"):
            project = made(learner, title=f"{visibility} {state}", visibility="private")
            facts = FACTS["art"] | {"address": f"https://example.org/{next(places)}"}
            one = claimed(
                learner, "art", facts=facts, title=f"{visibility} {state}", visibility=visibility, project=project
            )
            Milestone.objects.filter(pk=one.pk).update(
                state=state,
                verified_at=NOON if state == "verified" else None,
                verified_by=curator if state == "verified" else None,
            )
            if visibility == "private":
                Grant.objects.create(owner=learner, reader=reader, milestone=one, until=LATER)
    if who == "blocked":
        block(learner, peer)
        with pytest.raises(User.DoesNotExist):
            reads.portfolio("seoyeon", viewer, NOON)
        return

    shown = reads.portfolio("seoyeon", viewer, NOON)

    seen = Milestone.objects.visible_to(viewer).exclude(state__in=["draft", "withdrawn"])
    assert {row["id"] for row in shown.milestones} == {*seen.values_list("pk", flat=True)}
    assert {row["id"] for row in shown.projects.rows} == {
        *Project.objects.visible_to(viewer).values_list("pk", flat=True)
    }
    assert [row["state"] == "verified" for row in shown.milestones] == sorted(
        (row["state"] == "verified" for row in shown.milestones), reverse=True
    )
    assert {row["verifier"]["handle"] for row in shown.milestones if row["verifier"]} == {"jiwoo"}
