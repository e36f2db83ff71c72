"""The mentor's desk: who waits, taking, writing, sending."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client
from psycopg import ClientCursor
from pytest_django.asserts import assertContains, assertNotContains

from accounts.actions.blocks import block
from accounts.models import User
from mentoring.actions import requests, reviews
from mentoring.asked import is_gone
from mentoring.models import Mentor, Review, ReviewRequest
from mentoring.reads import desk as reads
from mentoring.reads.own import own
from portfolio.actions import milestones, readings
from portfolio.models import Milestone, Project
from tests.conftest import make_member
from tests.mentoring.conftest import NOON, answered, asked, drafted, make_mentor, milestone_of, project_of
from tests.portfolio.milestones import told as told_of_milestone
from tests.reading import older

SignIn = Callable[[User], Client]
SOON, DAYS_LATER = NOON + timedelta(hours=1), NOON + timedelta(days=3)


def plainly(person: User, now: Any, *, everything: bool = False) -> list[int]:
    """Who waits for that mentor, by the plain ORM."""
    mentor = Mentor.objects.filter(pk=person.pk, state="accepted").first()
    topics = mentor.topics if mentor else person.topics
    rows = ReviewRequest.objects.free(now).about_something().in_sight_of(person).exclude(learner=person)
    rows = rows.filter(language__in=mentor.languages if mentor else ["ko", "en"])
    if topics and not everything:
        rows = rows.filter(Q(topics__overlap=topics) | Q(topics=[]))
    return list(rows.order_by("created_at", "pk").values_list("pk", flat=True))


def queue(person: User, now: Any = NOON, **how: Any) -> list[int]:
    return [row["id"] for row in reads.desk(person, now, **how).queue]


@pytest.fixture
def crowd(mentor: User, other: User, curator: User) -> list[ReviewRequest]:
    """Requests of every sort, the longest wait last."""
    made = []
    topics = (["vision"], ["sound"], [], ["vision", "art"])
    for number in range(16):
        learner = make_member(f"crowd-{number:02}", topics=topics[number % 4], language="ko" if number % 3 else "en")
        project = project_of(learner, topics=topics[number % 4])
        about = (project, milestone_of(learner, project=project), None)[number % 3]
        made.append(asked(learner, about, NOON - timedelta(hours=number), language=learner.language))
    requests.take(made[1], by=other, now=NOON)
    requests.take(made[2], by=other, now=NOON - timedelta(days=5))  # lapsed by now
    for number in (12, 13):  # held by somebody who is kept apart since
        requests.take(made[number], by=(by := make_mentor(f"apart-{number}")), now=NOON)
        if number == 12:
            User.objects.filter(pk=by.pk).update(suspended_at=NOON)
        else:
            block(by, made[number].learner)
    requests.withdraw(made[4], now=NOON)
    answered(made[5], curator)
    block(made[6].learner, mentor)
    block(other, made[7].learner)
    User.objects.filter(pk=made[8].learner_id).update(suspended_at=NOON)
    User.objects.filter(pk=made[10].learner_id).update(erase_after=NOON)
    Project.objects.filter(pk=made[9].project_id).update(removed_at=NOON)
    asked(mentor, project_of(mentor), NOON)
    return made


def test_the_statement_says_what_the_plain_orm_says(crowd: list, mentor: User, other: User, curator: User) -> None:
    Mentor.objects.filter(pk=other.pk).update(languages=["en"], topics=["sound", "art"])

    for person in (mentor, other, curator):
        for everything in (False, True):
            seen = queue(person, everything=everything)
            assert seen == plainly(person, NOON, everything=everything), (person, everything)
            assert seen
    assert queue(mentor) != queue(mentor, everything=True)


def test_each_learner_is_told_what_the_plain_orm_says(crowd: list, mentor: User, other: User, curator: User) -> None:
    answered(crowd[11], mentor)
    answered(crowd[14], other)
    block(other, crowd[14].learner)
    answered(crowd[15], gone := make_mentor("gone"))
    User.objects.filter(pk=gone.pk).delete()

    for learner in {request.learner for request in crowd}:
        told = own(learner, NOON)
        rows = ReviewRequest.objects.filter(learner=learner)
        open_ = rows.open().with_hold(NOON).order_by("created_at", "pk")
        assert [(one.pk, one.binds, one.before, is_gone(one)) for one in told.waiting] == [
            (one.pk, one.binds, before(one), is_gone(one)) for one in open_
        ]
        answers = dict(Review.objects.published().visible_to(learner).values_list("request", "pk"))
        assert [(one.id, one.answer and one.answer.id) for one in told.ended.rows] == [
            (one.pk, answers.get(one.pk)) for one in rows.exclude(state="open").order_by("-pk")
        ]
        read = {code for one in Mentor.objects.visible_to(learner) for code in one.languages}
        assert told.unread == sorted({"en", "ko"} - read)


def before(request: ReviewRequest) -> int:
    """How many wait before it, by the plain ORM."""
    rows = ReviewRequest.objects.free(NOON).about_something().filter(learner__in=User.objects.members())
    return rows.filter(language=request.language, created_at__lt=request.created_at).count()


def test_blocked_pairs_and_one_s_own_are_absent_and_the_longest_wait_is_first(crowd: list, mentor: User) -> None:
    seen = queue(mentor, everything=True)

    assert seen[0] == crowd[15].pk
    waits = list(ReviewRequest.objects.in_bulk(seen).values())
    assert [one.pk for one in sorted(waits, key=lambda one: (one.created_at, one.pk))] == seen
    assert crowd[2].pk in seen, "its hold ran out"
    assert {crowd[12].pk, crowd[13].pk} <= set(seen), "who has them is kept apart"
    absent = {crowd[number].pk for number in (1, 4, 5, 6, 8, 9, 10)}
    assert not absent & set(seen)
    assert not ReviewRequest.objects.filter(pk__in=seen, learner=mentor).exists()


def test_it_pages_by_key(crowd: list, mentor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = queue(mentor, everything=True)
    monkeypatch.setattr(reads, "A_PAGE", 2)

    first = reads.desk(mentor, NOON, everything=True)
    second = reads.desk(mentor, NOON, everything=True, after=first.queue[-1]["id"])

    assert [row["id"] for row in (*first.queue, *second.queue)] == whole[:4]
    assert first.more


@pytest.mark.parametrize("rows", [3, 40])
def test_the_desk_costs_as_many_queries_however_many_wait(
    mentor: User, signed_in: SignIn, rows: int, django_assert_max_num_queries
) -> None:
    for number in range(rows):
        learner = make_member(f"waits-{number:02}")
        asked(learner, project_of(learner), NOON - timedelta(hours=number))
    client = signed_in(mentor)
    client.get("/mentor/")

    with django_assert_max_num_queries(2):
        page = client.get("/mentor/")

    assert page.content.decode().count('class="wait"') == rows


def test_what_is_read_and_answered_costs_six_queries_at_most(
    learner: User, mentor: User, signed_in: SignIn, django_assert_max_num_queries
) -> None:
    milestone = milestone_of(learner, kind="tool", project=project_of(learner))
    request = requests.take(asked(learner, milestone), by=mentor, now=NOON)
    for week in range(1, 4):
        readings.put(milestone, day=NOON.date() - timedelta(days=7 * week), value=120 + week, now=NOON)
    client = signed_in(mentor)
    client.get(f"/mentor/{request.pk}/")

    with django_assert_max_num_queries(6):
        page = client.get(f"/mentor/{request.pk}/")

    assertContains(page, "넘어진 날부터")
    assertContains(page, "7일 동안 131명이 썼어요.")
    assertContains(page, f'href="/milestones/{milestone.pk}/"')
    assert client.get(f"/milestones/{milestone.pk}/").status_code == 200


def test_among_fifty_thousand_the_queue_is_walked_by_its_index(mentor: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_user (created_at, password, is_superuser, email, handle, name, about, contact, language,"
            " time_zone, day_ends_at, target_role, topics, onboarded_at, suspended_because, is_staff)"
            " SELECT now(), '', false, 'u' || n || '@example.org', 'u' || n, 'U', '', '', 'ko', 'Asia/Seoul', 4, '',"
            " '{vision}', now(), '', false FROM generate_series(1000, 50999) n"
        )
        cursor.execute(
            "INSERT INTO mentoring_reviewrequest (created_at, learner_id, question, language, title, topics, snapshot,"
            " state, prolonged) SELECT %s - id * interval '1 minute', id, 'q', 'ko', 't', '{vision}', '{}', 'open', false"
            " FROM accounts_user WHERE handle LIKE 'u%%'",
            [NOON],
        )
        cursor.execute("ANALYZE accounts_user, mentoring_reviewrequest, accounts_block")
    last = ReviewRequest.objects.order_by("created_at").values_list("pk", flat=True)[500]

    for statement, after in ((reads.FRONT, 0), (reads.LATER, last)):
        values = reads.values(mentor, NOON, after=after)
        for plan in plans(statement, {name: value for name, value in values.items() if f"%({name})s" in statement}):
            assert "request_queue" in plan
            read = [float(rows) * int(times) for rows, times in re.findall(r"rows=([\d.]+) loops=(\d+)\)", plan)]
            assert max(read) <= reads.MOST_COUNTED, plan


def plans(statement: str, values: dict[str, Any]) -> list[str]:
    """How it runs, planned for these values and, as from its sixth time on, for any."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("PREPARE asked AS " + statement % {name: f"${at}" for at, name in enumerate(values, 1)})
        for mode in ("force_custom_plan", "force_generic_plan"):
            cursor.execute(f"SET LOCAL plan_cache_mode = {mode}")
            with ClientCursor(connection.connection) as literal:
                given = ", ".join(["%s"] * len(values))
                literal.execute(f"EXPLAIN ANALYZE EXECUTE asked({given})", list(values.values()))
                found.append("\n".join(row[0] for row in literal.fetchall()))
        cursor.execute("DEALLOCATE asked")
    return found


def test_whoever_is_no_mentor_is_led_to_where_one_becomes_one(learner: User, request_, signed_in: SignIn) -> None:
    stranger = signed_in(make_member("stranger"))

    assert stranger.get("/mentor/").headers["location"] == "/mentors/apply/"
    assert stranger.get(f"/mentor/{request_.pk}/").status_code == 404
    assert stranger.post(f"/mentor/{request_.pk}/take/").status_code == 404
    assert signed_in(learner).get(f"/mentor/{request_.pk}/").status_code == 404


def test_before_it_is_taken_the_story_is_not_shown(mentor: User, request_, signed_in: SignIn) -> None:
    client = signed_in(mentor)

    page = client.get(f"/mentor/{request_.pk}/")

    assertContains(page, "나눈 방법이 새지 않는지")
    assertNotContains(page, "넘어진 날부터")
    taken = client.post(f"/mentor/{request_.pk}/take/", follow=True)
    assertContains(taken, "넘어진 날부터")
    assertContains(taken, "4월\u00a012일\u00a012:00까지 맡았어요")
    assertContains(taken, "오늘도 이 모습이에요")


def test_the_snapshot_stands_beside_today_s_state(mentor: User, request_, project: Project, signed_in: SignIn) -> None:
    requests.take(request_, by=mentor, now=NOON)
    Project.objects.filter(pk=project.pk).update(story="새로", story_html="<p>경로별로 다시 나눴어요.</p>", version=2)

    page = signed_in(mentor).get(f"/mentor/{request_.pk}/")

    assertContains(page, "넘어진 날부터")
    assertContains(page, "경로별로 다시 나눴어요")


def test_the_second_who_takes_it_is_told_so(mentor: User, other: User, request_, signed_in: SignIn) -> None:
    requests.take(request_, by=other, now=NOON)

    page = signed_in(mentor).post(f"/mentor/{request_.pk}/take/", follow=True)

    assertContains(page, "조금 전에 다른 멘토님이 맡았어요")


# ---- writing

TYPED = {
    "problem": "4",
    "data": "2",
    "result": "3",
    "reader": "3",
    "summary": "첫 줄에 있어서 좋아요.",
    "next_1": "경로별로 나누기",
    "next_2": "표 하나",
    "next_3": "기준선",
    "verdict": "",
    "reason": "",
}


def typed(review: Review, **said: Any) -> dict[str, Any]:
    return TYPED | {"version": review.version} | said


@pytest.fixture
def draft(mentor: User, request_: ReviewRequest) -> Review:
    requests.take(request_, by=mentor, now=NOON)
    return Review.objects.get()


def test_a_draft_is_saved_as_typed_with_and_without_script(mentor: User, draft: Review, signed_in: SignIn) -> None:
    client, place = signed_in(mentor), f"/mentor/{draft.request_id}/review/"

    note = client.post(place, typed(draft, summary="반쯤"), headers={"hx-request": "true"})
    assertContains(note, 'value="2" hx-swap-oob="true"')
    assertContains(note, "초안을 저장했어요")
    page = client.post(place, typed(draft, summary="반쯤 더", version=2), follow=True)

    assertContains(page, "반쯤 더")
    draft.refresh_from_db()
    assert (draft.summary, draft.version) == ("반쯤 더", 3)


def test_a_draft_changed_in_another_window_shows_both(mentor: User, draft: Review, signed_in: SignIn) -> None:
    client, place = signed_in(mentor), f"/mentor/{draft.request_id}/review/"
    client.post(place, typed(draft, summary="다른 창의 글이에요."))

    note = client.post(place, typed(draft, summary="이 창의 글이에요."), headers={"hx-request": "true"})
    page = client.post(place, typed(draft, summary="이 창의 글이에요."))

    assertContains(note, "다른 창에서 바뀌었어요")
    assertContains(page, "다른 창의 글이에요.", status_code=409)
    assertContains(page, "이 창의 글이에요.", status_code=409)
    assertContains(page, 'name="version" id="review-version" value="2"', status_code=409)


def test_what_is_missing_is_said_at_its_field_and_all_of_it_is_kept(
    mentor: User, draft: Review, signed_in: SignIn
) -> None:
    client = signed_in(mentor)

    page = client.post(f"/mentor/{draft.request_id}/review/", typed(draft, data="", next_3="", do="publish"))

    assertContains(page, "1–4점 가운데 하나를 골라", status_code=422)
    assertContains(page, "작은 것부터 세 가지를", status_code=422)
    draft.refresh_from_db()
    assert (draft.summary, draft.published_at) == (TYPED["summary"], None)


def test_sent_the_learner_reads_it(learner: User, mentor: User, draft: Review, signed_in: SignIn) -> None:
    sent = signed_in(mentor).post(f"/mentor/{draft.request_id}/review/", typed(draft, do="publish"), follow=True)

    assertContains(sent, "박서연님에게 리뷰를 보냈어요")
    page = signed_in(learner).get(f"/reviews/{draft.pk}/")
    assertContains(page, "첫 줄에 있어서 좋아요.")
    assertContains(page, "출처는 있고 나눈 방법이 새요")


@pytest.mark.parametrize("again", ["the same mentor", "a second"])
def test_asked_again_what_the_last_review_said_stands_above_the_answer(
    learner: User, mentor: User, other: User, signed_in: SignIn, again: str, django_assert_max_num_queries
) -> None:
    milestone = milestone_of(learner)
    last = answered(asked(learner, milestone), mentor, verdict="declined", reason="어떻게 쟀는지 적어 주세요.")
    milestones.claim_again(milestone, now=NOON)
    assertContains(signed_in(learner).get(f"/reviews/new/?milestone={milestone.pk}"), "지난 리뷰가 이정표를")
    request, reader = asked(learner, milestone), mentor if again == "the same mentor" else other
    client = signed_in(reader)
    assertNotContains(client.get(f"/mentor/{request.pk}/"), "어떻게 쟀는지")
    said = "지난번에 내가 읽었어요" if reader == mentor else "a milestone to verify, asked again"
    assertContains(client.get("/mentor/"), said)
    requests.take(request, by=reader, now=NOON)

    with django_assert_max_num_queries(6):
        page = client.get(f"/mentor/{request.pk}/")

    above = page.content.decode().partition('id="answer-part"')[0]
    assert "어떻게 쟀는지 적어 주세요." in above
    assert (f'href="/reviews/{last.pk}/"' in above) == (reader == mentor)
    if reader == other:
        block(other, mentor)
        assertNotContains(client.get(f"/mentor/{request.pk}/"), "어떻게 쟀는지")


def test_an_answer_to_a_milestone_verifies_it(learner: User, mentor: User, signed_in: SignIn) -> None:
    milestone = milestone_of(learner)
    request = requests.take(asked(learner, milestone), by=mentor, now=NOON)
    review = Review.objects.get()
    client, place = signed_in(mentor), f"/mentor/{request.pk}/review/"
    assertContains(client.get(f"/mentor/{request.pk}/"), "albumentations")

    undecided = client.post(place, typed(review, do="publish"))
    assertContains(undecided, "검증하는지, 아직인지", status_code=422)
    review.refresh_from_db()
    client.post(place, typed(review, do="publish", verdict="verified"))

    milestone.refresh_from_db()
    assert milestone.state == "verified"


def test_a_mentor_is_told_before_they_take_it_why_they_cannot_verify_it(
    learner: User, mentor: User, signed_in: SignIn
) -> None:
    request, client = asked(learner, milestone_of(learner, kind="paper")), signed_in(mentor)
    said = "내가 검증하는 종류가 아니라서"

    assertContains(client.get("/mentor/"), "내가 검증하지 않는 종류의 이정표")
    assertContains(client.get(f"/mentor/{request.pk}/"), said)
    client.post(f"/mentor/{request.pk}/take/")
    page = client.get(f"/mentor/{request.pk}/")
    assertContains(page, said)
    assertNotContains(page, "id_reason")

    requests.give_back(request, by=mentor, now=NOON)
    Milestone.objects.update(state="declined")
    assertContains(client.get("/mentor/"), "이정표, 지금은 검증할 것이 없음")
    assertContains(client.get(f"/mentor/{request.pk}/"), "지금은 검증할 것이 없어요")


def test_a_day_more_and_giving_back_save_what_was_typed(mentor: User, draft: Review, signed_in: SignIn) -> None:
    client, place = signed_in(mentor), f"/mentor/{draft.request_id}/review/"

    longer = client.post(place, typed(draft, do="prolong"), follow=True)
    assertContains(longer, "하루 더 맡아요")
    client.post(place, typed(draft, version=2, summary="마지막에 쓴 글", do="give_back"))

    draft.refresh_from_db()
    assert draft.summary == "마지막에 쓴 글"
    assert ReviewRequest.objects.get().holder is None


def test_after_the_lapse_what_was_written_is_there_and_what_was_read_is_not(
    mentor: User, other: User, draft: Review, signed_in: SignIn, at
) -> None:
    drafted(draft.request, mentor, summary="내가 쓴 글")
    at(DAYS_LATER)
    requests.take(draft.request, by=other, now=DAYS_LATER)
    client = signed_in(mentor)

    page = client.get(f"/mentor/{draft.request_id}/")

    assertContains(page, "내가 쓴 글")
    assertContains(page, "지금은 다른 멘토님이 맡고 있어요")
    assertNotContains(page, "넘어진 날부터")
    version = Review.objects.get(pk=draft.pk).version
    refused = client.post(
        f"/mentor/{draft.request_id}/review/", typed(draft, version=version, do="publish"), follow=True
    )
    assertContains(refused, "맡은 기한이 지나서")
    draft.refresh_from_db()
    assert (draft.summary, draft.published_at) == (TYPED["summary"], None)


@pytest.mark.parametrize("number", [3, 42])
def test_a_draft_kept_long_ago_is_found_among_all_one_wrote(
    mentor: User, learner: User, signed_in: SignIn, number: int, django_assert_num_queries
) -> None:
    request = {
        "learner": learner,
        "question": "…",
        "language": "ko",
        "snapshot": {},
        "state": "answered",
        "ended_at": NOON,
    }
    said = {"mentor": mentor, "summary": "…", "version": 2, "saved_at": NOON}
    for place in range(number):
        title = f"Kept-{place}."
        Review.objects.create(request=ReviewRequest.objects.create(**request, title=title), **said)
    client = signed_in(mentor)
    assertContains(client.get("/mentor/"), "/mentor/written/")

    with django_assert_num_queries(2):
        page = client.get("/mentor/written/")

    assert page.content.decode().count("Kept-") == min(number, 40)
    assertContains(page, "초안이 남아 있어요", count=min(number, 40))
    if number > 40:
        assertContains(client.get(f"/mentor/written/{older(page)}"), "Kept-0.")


def test_what_one_wrote_is_what_the_desk_shows_of_it(mentor: User, learner: User, peer: User) -> None:
    answered(asked(learner, milestone_of(learner)), mentor, verdict="none")
    for about in (project_of(learner), None):
        answered(asked(learner, about), mentor)
    for person, ends in ((peer, True), (learner, False)):
        held = requests.take(asked(person, project_of(person)), by=mentor, now=NOON)
        drafted(held, mentor)
        if ends:
            requests.withdraw(held, now=NOON)
    blocked = make_member("blocked")
    answered(asked(blocked, project_of(blocked)), mentor)
    block(blocked, mentor)

    shown = reads.desk(mentor, SOON).written

    assert len(shown) == 4
    assert {row["review"] for row in shown} == {one.pk for one in Review.objects.kept_by(mentor, SOON)}


def test_a_withdrawn_request_shows_its_mentor_only_their_own_text(
    mentor: User, draft: Review, signed_in: SignIn
) -> None:
    drafted(draft.request, mentor, summary="내가 쓴 글")
    requests.withdraw(draft.request, now=SOON)

    page = signed_in(mentor).get(f"/mentor/{draft.request_id}/")

    assertContains(page, "내가 쓴 글")
    for gone in ("넘어진 날부터", "나눈 방법이 새지 않는지", "밤길 지도"):
        assertNotContains(page, gone)


def test_what_one_wrote_is_found_again(mentor: User, other: User, draft: Review, signed_in: SignIn, at) -> None:
    drafted(draft.request, mentor)
    sent = answered(asked(draft.request.learner), mentor)
    client = signed_in(mentor)
    assertNotContains(client.get("/mentor/"), "초안이 남아")

    at(DAYS_LATER)
    requests.take(draft.request, by=other, now=DAYS_LATER)
    reviews.thank(sent, by=draft.request.learner, now=DAYS_LATER)

    page = client.get("/mentor/")
    assertContains(page, f'href="/mentor/{draft.request_id}/"')
    assertContains(page, "박서연 · 초안이 남아 있어요")
    assertContains(page, f'href="/reviews/{sent.pk}/"')
    assertContains(page, "박서연 · 고맙다고 했어요")
    block(draft.request.learner, mentor)
    assertNotContains(client.get("/mentor/"), "박서연")


def test_a_verdict_that_cannot_be_given_any_more_keeps_no_word_from_being_saved(
    learner: User, mentor: User, other: User, signed_in: SignIn, at
) -> None:
    request = requests.take(asked(learner, milestone_of(learner)), by=mentor, now=NOON)
    review = Review.objects.get()
    at(DAYS_LATER)
    requests.take(request, by=other, now=DAYS_LATER)

    note = signed_in(mentor).post(
        f"/mentor/{request.pk}/review/",
        typed(review, verdict="verified", summary="끝까지 쓴 글"),
        headers={"hx-request": "true"},
    )

    assertContains(note, "초안을 저장했어요")
    review.refresh_from_db()
    assert (review.summary, review.verdict) == ("끝까지 쓴 글", "verified")
    page = signed_in(mentor).get(f"/mentor/{request.pk}/")
    assertContains(page, 'value="verified" checked')
    assertNotContains(page, 'value="declined"')


def test_no_verdict_is_given_on_what_was_changed_since_it_was_read(
    learner: User, mentor: User, signed_in: SignIn
) -> None:
    milestone = milestone_of(learner)
    request = requests.take(asked(learner, milestone), by=mentor, now=NOON)
    review, client, place = Review.objects.get(), signed_in(mentor), f"/mentor/{request.pk}/review/"
    assertContains(client.get(f"/mentor/{request.pk}/"), f'name="milestone_version" value="{milestone.version}"')
    told = told_of_milestone(milestone.kind, deed="다른 사람이 한 일이에요.")
    milestones.change(milestone, version=milestone.version, now=SOON, **told)

    sent = typed(review, do="publish", verdict="verified", milestone_version=milestone.version)
    assertContains(client.post(place, sent, follow=True), "읽은 뒤에 이정표가 바뀌었어요")
    milestone.refresh_from_db()
    review.refresh_from_db()
    assert (milestone.state, review.published_at, review.summary) == ("claimed", None, TYPED["summary"])

    client.post(place, sent | {"version": review.version, "milestone_version": milestone.version})
    milestone.refresh_from_db()
    assert milestone.state == "verified"


def test_sent_twice_it_is_sent_once(mentor: User, draft: Review, signed_in: SignIn) -> None:
    client, place = signed_in(mentor), f"/mentor/{draft.request_id}/review/"

    for _press in range(2):
        assertContains(client.post(place, typed(draft, do="publish"), follow=True), "박서연님에게 리뷰를 보냈어요")

    assert Review.objects.published().count() == 1


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "x"])
def test_a_number_that_is_none_of_ours_is_no_fault(mentor: User, signed_in: SignIn, number: str) -> None:
    client = signed_in(mentor)

    for address in ("/mentor/?after=", "/reviews/new/?project=", "/reviews/new/?milestone="):
        assert client.get(address + number).status_code == 200


def test_a_draft_is_nobody_else_s(mentor: User, other: User, curator: User, draft: Review, signed_in: SignIn) -> None:
    drafted(draft.request, mentor, summary="내가 쓴 글")

    for person in (other, curator, draft.request.learner, make_member("stranger")):
        client = signed_in(person)
        for page in (client.get(f"/mentor/{draft.request_id}/"), client.get(f"/reviews/{draft.pk}/")):
            assert page.status_code == 404
        assert client.post(f"/mentor/{draft.request_id}/review/", typed(draft)).status_code == 404
    assert Client().get(f"/mentor/{draft.request_id}/").status_code == 302


def test_a_curator_acts_as_mentor(curator: User, request_: ReviewRequest, signed_in: SignIn) -> None:
    client = signed_in(curator)

    assertContains(client.get("/mentor/"), "밤길 지도")
    assertContains(client.post(f"/mentor/{request_.pk}/take/", follow=True), "넘어진 날부터")


def test_the_desk_with_nobody_waiting_says_so(mentor: User, signed_in: SignIn) -> None:
    assertContains(signed_in(mentor).get("/mentor/"), "내 주제로 기다리는 요청이 없어요")


def test_a_mentor_finds_the_desk_in_the_menu(mentor: User, learner: User, signed_in: SignIn) -> None:
    assertContains(signed_in(mentor).get("/reviews/"), 'href="/mentor/"')
    assertNotContains(signed_in(learner).get("/reviews/"), 'href="/mentor/"')


def test_requests_in_a_language_one_does_not_read_are_not_shown(learner: User, signed_in: SignIn) -> None:
    english = make_mentor("english", languages=["en"])
    request = asked(learner, project_of(learner))

    assert queue(english, everything=True) == []
    assert signed_in(english).get(f"/mentor/{request.pk}/").status_code == 404
