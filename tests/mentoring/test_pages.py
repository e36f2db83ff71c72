"""The learner's pages, the directory, and the curators' part."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts.actions.blocks import block
from accounts.models import User
from kit import clock
from mentoring.actions import mentors, requests
from mentoring.models import Mentor, ReviewRequest
from mentoring.reads import directory as reads
from portfolio.models import Grant, Milestone, Project
from roadmap.glance import at_a_glance
from tests.conftest import make_member
from tests.mentoring.conftest import APPLIED, NOON, answered, asked, make_mentor, milestone_of, project_of

SignIn = Callable[[User], Client]
SOON, DAYS_LATER = NOON + timedelta(hours=1), NOON + timedelta(days=3)


# ---- asking


def test_one_asks_from_the_project(learner: User, project: Project, mentor: User, signed_in: SignIn) -> None:
    client = signed_in(learner)
    assertContains(client.get(f"/@seoyeon/p/{project.pk}/", follow=True), f"/reviews/new/?project={project.pk}")
    form = client.get(f"/reviews/new/?project={project.pk}")
    assertContains(form, f'value="project-{project.pk}" selected')
    assertContains(form, "결과에 숫자가 있어요")

    said = {"about": f"project-{project.pk}", "question": "새는 곳이 있나요?", "language": "ko"}
    page = client.post("/reviews/new/", said, follow=True)

    assert page.redirect_chain == [("/reviews/#logged-ask", 302)], "the browser forgets what was typed"
    assertContains(page, "차례: 1번째")
    assert ReviewRequest.objects.get().project == project
    assert client.post("/reviews/new/", said).url == "/reviews/#logged-ask", "pressed twice it is once"
    assert ReviewRequest.objects.count() == 1
    again = client.post("/reviews/new/", said | {"question": "다른 것도 있나요?"}, follow=True)
    assertContains(again, "이미 부탁해 두었어요")
    assertContains(client.get(f"/reviews/new/?project={project.pk}", follow=True), "이미 부탁해 두었어요")


def test_a_milestone_s_form_says_that_its_project_is_read_too(
    learner: User, project: Project, signed_in: SignIn
) -> None:
    milestone = milestone_of(learner, project=project)
    client = signed_in(learner)

    assertContains(client.get(f"/milestones/{milestone.pk}/"), f"/reviews/new/?milestone={milestone.pk}")
    assertContains(client.get(f"/reviews/new/?milestone={milestone.pk}"), "프로젝트도 봐요: ‘밤길 지도’")


def test_the_facts_beside_the_form_are_of_what_is_chosen(learner: User, project: Project, signed_in: SignIn) -> None:
    client, chosen = signed_in(learner), f"/reviews/new/?about=project-{project.pk}"
    asked(learner, project)

    page = client.get(chosen, headers={"HX-Request": "true"})

    assertContains(page, "결과에 숫자가 있어요")
    assertContains(page, "<b>밤길 지도</b>")
    assertNotContains(client.get("/reviews/new/"), "<b>밤길 지도</b>")


@pytest.mark.parametrize("kind", ["project", "milestone"])
def test_what_is_older_than_the_choice_shows_is_asked_about_from_its_own_page(
    learner: User, project: Project, signed_in: SignIn, kind: str
) -> None:
    claimed, client = milestone_of(learner), signed_in(learner)
    old = f"project-{project.pk}" if kind == "project" else f"milestone-{claimed.pk}"
    assertNotContains(client.get("/reviews/new/"), "최근 100개")
    if kind == "project":
        Project.objects.bulk_create(Project(owner=learner, title=f"P{number}") for number in range(100))
    else:
        same = {"owner": learner, "kind": "tool", "deed": "도구", "title": "T", "state": "claimed", "claimed_at": NOON}
        new = [Milestone(**same, address=f"a.example/{number}", form_key=uuid4()) for number in range(100)]
        Milestone.objects.bulk_create(new)

    page = client.get("/reviews/new/")
    assertContains(page, "최근 100개")
    assertNotContains(page, f'value="{old}"')
    assertContains(client.get(f"/reviews/new/?{old.replace('-', '=')}"), f'value="{old}" selected')
    client.post("/reviews/new/", {"about": old, "question": "새는 곳이 있나요?", "language": "ko"})

    asked_about = ReviewRequest.objects.get()
    assert (asked_about.project or asked_about.milestone) == (project if kind == "project" else claimed)


def test_what_has_to_be_claimed_first_is_not_offered_and_its_address_says_so(learner: User, signed_in: SignIn) -> None:
    milestone = milestone_of(learner)
    Milestone.objects.update(state="revoked")
    client = signed_in(learner)

    assertNotContains(client.get("/reviews/new/"), f"milestone-{milestone.pk}")
    page = client.get(f"/reviews/new/?milestone={milestone.pk}", follow=True)
    assert page.redirect_chain == [(f"/milestones/{milestone.pk}/", 302)]
    assertContains(page, "먼저 이정표를 세우고 나서 부탁해 주세요")


def test_a_withdrawn_milestone_takes_its_request_out_of_the_queue(
    learner: User, mentor: User, signed_in: SignIn
) -> None:
    milestone = milestone_of(learner)
    request = asked(learner, milestone)
    requests.take(request, by=mentor, now=NOON)
    client = signed_in(learner)
    assertContains(client.get(f"/milestones/{milestone.pk}/withdraw/"), "기다리는 리뷰 요청도 함께 없어져요")

    page = client.post(f"/milestones/{milestone.pk}/withdraw/", follow=True)

    assertContains(page, "이정표와 리뷰 요청을 함께 거뒀어요")
    request.refresh_from_db()
    assert request.state == "withdrawn"
    assert not Grant.objects.live(clock.now()).exists()


def test_what_is_missing_keeps_what_was_typed(learner: User, project: Project, signed_in: SignIn) -> None:
    client = signed_in(learner)

    page = client.post("/reviews/new/", {"about": "portfolio", "question": "가" * 501, "language": "ko"})
    assertContains(page, "물음은 500자까지예요", status_code=422)
    assertContains(page, "가" * 501, status_code=422)
    assertContains(client.post("/reviews/new/", {}), "알고 싶은 것을 한 가지", status_code=422)
    assert not ReviewRequest.objects.exists()


def test_nobody_asks_about_another_s(peer: User, project: Project, signed_in: SignIn) -> None:
    client = signed_in(peer)

    assertNotContains(client.get(f"/reviews/new/?project={project.pk}"), "밤길 지도")
    said = {"about": f"project-{project.pk}", "question": "?", "language": "ko"}
    assert client.post("/reviews/new/", said).status_code == 422


# ---- waiting


def test_one_sees_one_s_place_who_has_it_and_what_happens_if_it_lapses(
    learner: User, peer: User, mentor: User, project: Project, signed_in: SignIn, at
) -> None:
    asked(peer, project_of(peer), NOON - timedelta(days=2))
    request = asked(learner, project, NOON - timedelta(days=1))
    client = signed_in(learner)
    assertContains(client.get("/reviews/"), "차례: 2번째")
    assertContains(client.get("/reviews/"), "1일 기다렸어요")

    requests.take(request, by=mentor, now=NOON)
    held = client.get("/reviews/")
    assertContains(held, "최민호 멘토님이 4월\u00a012일\u00a012:00까지 맡았어요. 그 뒤에는 다른 멘토님도 맡을 수 있고")

    at(DAYS_LATER)
    assertContains(
        client.get("/reviews/"), "맡은 기한이 4월\u00a012일에 지나서 다시 기다려요. 기다린 날수는 그대로예요."
    )


def test_what_waits_leads_to_the_work_and_says_its_kind(learner: User, project: Project, signed_in: SignIn) -> None:
    milestone = milestone_of(learner, kind="tool")
    for about in (project, milestone, None):
        asked(learner, about)
    client = signed_in(learner)

    page = client.get("/reviews/")
    assertContains(page, f'<a href="/@seoyeon/p/{project.pk}/">밤길 지도</a></h3>')
    assertContains(page, f'<a href="/milestones/{milestone.pk}/">{milestone.title}</a></h3>')
    assertContains(page, '<a href="/@seoyeon/">포트폴리오 전체</a></h3>')
    assertContains(page, '<p class="small soft">매주 쓰이는 도구</p>')
    Project.objects.update(removed_at=NOON)
    assertContains(client.get("/reviews/"), "<h3>밤길 지도</h3>")


def test_with_no_mentor_at_all_the_truth_and_a_self_check(learner: User, project: Project, signed_in: SignIn) -> None:
    asked(learner, project)

    page = signed_in(learner).get("/reviews/")

    assertContains(page, "아직 한국어로 읽는 멘토님이 없어요")
    assertContains(page, "먼저 스스로 살펴보기")
    make_mentor("minho")
    assertNotContains(signed_in(learner).get("/reviews/"), "먼저 스스로 살펴보기")


def test_withdrawn_after_asking_and_gone_from_sight(learner: User, mentor: User, request_, signed_in: SignIn) -> None:
    client = signed_in(learner)
    requests.take(request_, by=mentor, now=NOON)
    assertContains(client.get(f"/reviews/requests/{request_.pk}/withdraw/"), "최민호 멘토님이 읽고 있어요")

    for _press in range(2):
        assertContains(client.post(f"/reviews/requests/{request_.pk}/withdraw/", follow=True), "요청을 거뒀어요")

    request_.refresh_from_db()
    assert request_.state == "withdrawn"
    assert client.get(f"/reviews/requests/{request_.pk}/withdraw/").status_code == 404


@pytest.mark.parametrize("path", ["/reviews/requests/{}/withdraw/"])
def test_another_s_request_is_not_found(request_, peer: User, mentor: User, signed_in: SignIn, path: str) -> None:
    for person in (peer, mentor):
        assert signed_in(person).get(path.format(request_.pk)).status_code == 404
        assert signed_in(person).post(path.format(request_.pk)).status_code == 404


@pytest.mark.parametrize("rows", [3, 30])
def test_one_s_requests_cost_as_many_queries_however_many_there_are(
    learner: User, mentor: User, project: Project, signed_in: SignIn, rows: int, django_assert_max_num_queries
) -> None:
    Mentor.objects.update(seats=10)
    for number in range(rows):
        answered(asked(learner, project, NOON + timedelta(minutes=number)), mentor, NOON + timedelta(minutes=number))
    for about in (None, project, milestone_of(learner)):
        asked(learner, about)
    client = signed_in(learner)
    client.get("/reviews/")

    with django_assert_max_num_queries(6):
        client.get("/reviews/")


# ---- the answer


def test_one_reads_it_thanks_once_and_asks_again(learner: User, mentor: User, request_, signed_in: SignIn) -> None:
    review = answered(request_, mentor)
    client = signed_in(learner)

    page = client.get(f"/reviews/{review.pk}/")
    assertContains(page, "경로별로 다시 나눠 재기")
    assertContains(page, f"/reviews/new/?project={request_.project_id}")
    assertContains(page, f"/report/review/{review.pk}/")
    assertContains(client.post(f"/reviews/{review.pk}/thank/", follow=True), "고맙다고 전했어요")
    assertContains(signed_in(mentor).get(f"/reviews/{review.pk}/"), "박서연님이 고맙다고 전했어요")


def test_the_answer_is_drawn_as_markdown_and_is_harmless(mentor: User, request_, signed_in: SignIn) -> None:
    summary = "**좋아요.** https://giljabi.example\n둘째 줄 <script>alert(1)</script>"
    things = ["`경로별로` 나누기", "[표](https://giljabi.example/t) 하나", "기준선"]
    review = answered(request_, mentor, summary=summary, next_things=things)

    page = signed_in(mentor).get(f"/reviews/{review.pk}/")

    assertContains(page, "<strong>좋아요.</strong>")
    assertContains(page, 'rel="nofollow ugc noopener"', count=2)
    assertContains(page, "<code>경로별로</code>")
    assertContains(page, "&lt;script&gt;alert(1)")
    assertNotContains(page, "<script>alert(1)")


def test_a_declined_milestone_says_what_it_still_takes(learner: User, mentor: User, signed_in: SignIn) -> None:
    request = asked(learner, milestone_of(learner))
    review = answered(request, mentor, verdict="declined", reason="어떻게 쟀는지 적어 주세요.")

    client = signed_in(learner)
    page = client.get(f"/reviews/{review.pk}/")

    assertContains(page, "어떻게 쟀는지 적어 주세요.")
    assertContains(page, f'href="/milestones/{request.milestone_id}/edit/">고치고 다시 세우기')
    assertNotContains(page, "다시 부탁하기")
    Milestone.objects.update(state="claimed")
    claimed = client.get(f"/reviews/{review.pk}/")
    assertContains(claimed, f"/reviews/new/?milestone={request.milestone_id}")
    assertNotContains(claimed, "다시 세우기")


def test_a_review_is_the_learner_s_and_its_mentor_s_alone(
    learner: User, peer: User, mentor: User, other: User, curator: User, request_, signed_in: SignIn
) -> None:
    review = answered(request_, mentor)

    for person in (peer, other, curator):
        assert signed_in(person).get(f"/reviews/{review.pk}/").status_code == 404
        assert signed_in(person).post(f"/reviews/{review.pk}/thank/").status_code == 404
    assert Client().get(f"/reviews/{review.pk}/").status_code == 302
    assert signed_in(mentor).post(f"/reviews/{review.pk}/thank/").status_code == 404
    block(learner, mentor)
    for person in (learner, mentor):
        assert signed_in(person).get(f"/reviews/{review.pk}/").status_code == 404


def test_a_review_by_somebody_who_left_is_there_without_the_name(
    learner: User, mentor: User, request_, signed_in: SignIn
) -> None:
    review = answered(request_, mentor)
    mentor.delete()

    page = signed_in(learner).get(f"/reviews/{review.pk}/")

    assertContains(page, "떠난 멤버")
    assertNotContains(page, "최민호")
    assertContains(signed_in(learner).get("/reviews/"), "밤길 지도")


# ---- mentors


def test_the_directory_shows_mentors_to_anybody_and_says_who_is_away(
    mentor: User, other: User, visitor: Client
) -> None:
    mentors.away(other, until=(NOON + timedelta(days=10)).date())

    page = visitor.get("/mentors/")

    assertContains(page, "최민호")
    assertContains(page, "4월\u00a019일까지 쉬어요", count=1)
    assertContains(page, "컴퓨터 비전")


def test_the_directory_says_what_the_plain_orm_says(
    learner: User, mentor: User, other: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    mentors.away(other, until=(NOON + timedelta(days=10)).date())
    gone, leaving, kept_away, _third = (make_mentor(f"mentor-{number}") for number in range(4))
    User.objects.filter(pk=gone.pk).update(suspended_at=NOON)
    User.objects.filter(pk=leaving.pk).update(erase_after=NOON)
    block(kept_away, learner)
    mentors.apply(learner, now=NOON, **APPLIED)

    for viewer, seen, standing in ((learner, 3, "applied"), (mentor, 4, "accepted"), (AnonymousUser(), 4, None)):
        read = reads.directory(viewer)
        assert read.mentors.rows == list(reads.rows(viewer).order_by("-user_id"))
        assert (len(read.mentors.rows), read.standing) == (seen, standing)

    whole = reads.directory(mentor).mentors.rows
    monkeypatch.setattr(reads, "A_PAGE", 3)
    first = reads.directory(mentor).mentors
    assert [*first.rows, *reads.directory(mentor, after=first.older).mentors.rows] == whole


def test_the_directory_with_nobody_says_so(db: None, visitor: Client) -> None:
    assertContains(visitor.get("/mentors/"), "아직 멘토가 없어요")


@pytest.mark.parametrize("rows", [3, 30])
def test_the_directory_costs_as_many_queries_however_many_there_are(
    learner: User, signed_in: SignIn, rows: int, django_assert_max_num_queries
) -> None:
    for number in range(rows):
        make_mentor(f"mentor-{number:02}")
    client = signed_in(learner)
    client.get("/mentors/")

    with django_assert_max_num_queries(2):
        client.get("/mentors/")


def test_one_applies_and_a_curator_accepts(learner: User, peer: User, curator: User, signed_in: SignIn) -> None:
    client = signed_in(learner)
    said = APPLIED | {"about": "노면 균열을 4년 봤어요."}

    page = client.post("/mentors/apply/", said, follow=True)
    assertContains(page, "큐레이터가 읽고 답할 거예요")
    desk = signed_in(curator)
    assertContains(desk.get("/curate/"), f"/curate/mentors/{learner.pk}/")
    assertContains(desk.get(f"/curate/mentors/{learner.pk}/"), "노면 균열을 4년 봤어요.")
    assert signed_in(peer).get(f"/curate/mentors/{learner.pk}/").status_code == 404

    missing = desk.post(f"/curate/mentors/{learner.pk}/", {"do": "decline", "note": ""})
    assertContains(missing, "이유를 적어 주세요", status_code=422)
    desk.post(f"/curate/mentors/{learner.pk}/", {"do": "accept", "note": "반가워요."})

    for place in ("/mentors/apply/", "/notices/"):
        assertContains(client.get(place), "반가워요.")
    assert client.get("/mentor/").status_code == 200
    late = desk.post(f"/curate/mentors/{learner.pk}/", {"do": "accept", "note": ""}, follow=True)
    assertContains(late, "정했어요")


def test_a_curator_ends_it_from_the_directory_with_the_reason(
    mentor: User, learner: User, curator: User, request_: ReviewRequest, signed_in: SignIn
) -> None:
    requests.take(request_, by=mentor, now=NOON)
    place, client = f"/curate/mentors/{mentor.pk}/", signed_in(curator)
    assertContains(client.get("/mentors/"), place)
    assertNotContains(signed_in(learner).get("/mentors/"), "/curate/mentors/")
    assertContains(client.post(place, {"do": "end", "note": " "}), "이유를 적어 주세요", status_code=422)

    page = client.post(place, {"do": "end", "note": "석 달 동안 답이 없었어요."}, follow=True)

    assertContains(page, "최민호님에게 알렸어요")
    assertContains(client.post(place, {"do": "end", "note": "또"}, follow=True), "이제 멘토가 아니에요")
    assertNotContains(client.get("/mentors/"), "최민호")
    assertContains(signed_in(mentor).get("/mentors/apply/"), "석 달 동안 답이 없었어요.")
    assertContains(signed_in(mentor).get("/notices/"), "이유를 적어 두었어요")


def test_a_declined_one_reads_why_and_applies_again(learner: User, curator: User, signed_in: SignIn) -> None:
    mentors.apply(learner, now=NOON, **APPLIED)
    mentors.decline(Mentor.objects.get(), by=curator, note="먼저 하나를 보여 주세요.", now=NOON)

    page = signed_in(learner).get("/mentors/apply/")

    assertContains(page, "이번에는 모시지 못함")
    assertContains(page, "먼저 하나를 보여 주세요.")
    assertContains(page, "노면 균열을 4년 봤어요.")


def test_what_is_wrong_in_an_application_is_said(learner: User, signed_in: SignIn) -> None:
    page = signed_in(learner).post("/mentors/apply/", {"about": "", "seats": "99"})

    assertContains(page, "읽고 판단할 만큼 아는 주제", status_code=422)
    assertContains(page, "1에서 10 사이", status_code=422)


def test_a_mentor_changes_goes_away_and_stops(mentor: User, signed_in: SignIn) -> None:
    client = signed_in(mentor)

    for place in ("/mentor/", "/mentors/", "/mentors/apply/"):
        assertContains(client.get(place), "멘토 설정")
    client.post("/mentors/apply/", APPLIED | {"seats": 5})
    assert Mentor.objects.get().seats == 5
    assertContains(client.post("/mentors/away/", {"until": "2026-04-20"}, follow=True), "쉰다고 적었어요")
    assertContains(client.post("/mentors/away/", {"until": ""}, follow=True), "돌아왔다고 적었어요")
    for day in ("never", "2026-04-09"):
        assertContains(client.post("/mentors/away/", {"until": day}, follow=True), "날짜를 고르거나")
    assertContains(client.get("/mentors/leave/"), "멘토를 그만할까요?")
    assertContains(client.post("/mentors/leave/", follow=True), "이제 멘토가 아니에요")
    assert client.get("/mentor/").status_code == 302


def test_what_was_added_after_the_curator_read_it_is_not_entrusted(
    learner: User, curator: User, signed_in: SignIn
) -> None:
    mentors.apply(learner, now=NOON, **APPLIED)
    client, place = signed_in(curator), f"/curate/mentors/{learner.pk}/"
    assertContains(client.get(place), 'name="kinds" value="tool"')
    mentors.apply(learner, now=SOON, **(APPLIED | {"kinds": ["tool", "paper", "job"]}))

    client.post(place, {"do": "accept", "note": "", "kinds": ["pull_request", "tool"]})

    assert Mentor.objects.get().kinds == ["tool"]


def test_nobody_decides_about_themselves(curator: User, signed_in: SignIn) -> None:
    mentors.apply(curator, now=NOON, **APPLIED)
    client = signed_in(curator)

    assert client.get(f"/curate/mentors/{curator.pk}/").status_code == 404
    assertNotContains(client.get("/curate/"), f"/curate/mentors/{curator.pk}/")


def test_the_desk_lists_who_waits_and_may_by_the_longest_wait(curator: User) -> None:
    for number in range(4):
        mentors.apply(make_member(f"applicant-{number}"), now=NOON - timedelta(days=number), **APPLIED)
    mentors.apply(curator, now=NOON, **APPLIED)
    User.objects.filter(handle="applicant-1").update(suspended_at=NOON)
    User.objects.filter(handle="applicant-2").update(erase_after=NOON)

    listed = {queue.name: rows for queue, rows in at_a_glance(curator, NOON).queues}["mentors"]

    waiting = Mentor.objects.waiting().exclude(pk=curator.pk)
    assert [(row.pk, row.title) for row in listed] == [(one.pk, one.user.name) for one in waiting]
    assert [(row.number, row.note) for row in listed] == [("3일", "컴퓨터 비전"), ("방금", "컴퓨터 비전")]
