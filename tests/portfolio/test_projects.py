"""Telling of a project: the verbs, and the pages as a person meets them."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from portfolio.actions import keeping, pictures, projects
from portfolio.links import Link
from portfolio.models import Picture, Project
from tests.pictures import file_of, upload
from tests.portfolio.conftest import NOON, Logged
from tests.portfolio.test_log import ATTACKS, Dangers

pytestmark = pytest.mark.usefixtures("noon")

SignedIn = Callable[[User], Client]
MB = 2**20


@pytest.fixture
def mine(learner: User, signed_in: SignedIn) -> Client:
    return signed_in(learner)


def told(**changes: Any) -> projects.Told:
    """What is told of a project, unless told otherwise."""
    plain = {
        "title": "노면 손상 찾기",
        "value": "금과 구멍을 찾아요.",
        "story": "두 번 넘어졌어요.",
        "topics": ["vision"],
        "stage": "making",
        "links": [Link("코드", "https://github.com/a/b")],
        "cover": None,
        "visibility": "private",
        "pinned": False,
    }
    return projects.Told(**(plain | changes))  # type: ignore[typeddict-item]


def made(owner: User, **changes: Any) -> Project:
    return projects.make(owner, form_key=uuid4(), now=NOON, **told(**changes))


def form(**changes: Any) -> dict[str, Any]:
    """What the form of a project sends."""
    plain = {
        "form_key": uuid4(),
        "title": "노면 손상 찾기",
        "value": "금과 구멍을 찾아요.",
        "story": "두 번 넘어졌어요.",
        "topics": ["vision", "robots"],
        "stage": "making",
        "links_label": ["코드", "", ""],
        "links_address": ["github.com/a/b", "", ""],
        "visibility": "private",
    }
    return {name: value for name, value in (plain | changes).items() if value is not None}


def page_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


# ---- verbs


def test_a_project_is_kept_as_it_was_told(learner: User) -> None:
    project = made(
        learner, title="  노면  손상\n찾기 ", topics=["robots", "vision"], story="\n\n**두 번** 넘어졌어요.\n"
    )

    assert (project.title, project.slug, project.version) == ("노면 손상 찾기", "노면-손상-찾기", 1)
    assert project.topics == ["vision", "robots"]
    assert project.links == [{"label": "코드", "address": "https://github.com/a/b"}]
    assert project.story_html == "<p><strong>두 번</strong> 넘어졌어요.</p>\n"


def test_the_same_form_is_the_same_project_and_another_word_another(learner: User) -> None:
    key = uuid4()

    once, twice = (projects.make(learner, form_key=key, now=NOON, **told()) for _ in range(2))
    other = projects.make(learner, form_key=key, now=NOON, **told(title="악보 읽기"))
    projects.make(learner, form_key=key, now=NOON, **told(title="악보 읽기"))

    assert once == twice != other
    assert Project.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_eight_equal_posts_at_once_are_one_project(learner: User) -> None:
    key = uuid4()

    def send(_: int) -> int:
        try:
            return projects.make(learner, form_key=key, now=NOON, **told()).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(send, range(8)))

    assert keys == {Project.objects.get().pk}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title": " \n"}, projects.Untitled),
        ({"title": "가" * 81}, projects.TitleTooLong),
        ({"value": "가" * 201}, projects.ValueTooLong),
        ({"story": "가" * 20_001}, projects.StoryTooLong),
        ({"topics": ["vision", "language", "sound", "art"]}, projects.TooManyTopics),
        ({"links": [Link("a", "https://a.example")] * 7}, projects.TooManyLinks),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], refusal: type[keeping.Unfit], learner: User) -> None:
    project = made(learner)

    with pytest.raises(refusal):
        made(learner, **changes)
    with pytest.raises(refusal):
        projects.edit(project, version=1, now=NOON, **told(**changes))

    assert Project.objects.get().version == 1


def test_a_cover_is_a_picture_of_ones_own(learner: User, peer: User) -> None:
    theirs = pictures.keep(peer, upload(), now=NOON)

    with pytest.raises(projects.NotYourPicture):
        made(learner, cover=theirs)


def test_a_hundred_projects_are_enough_and_a_deleted_one_makes_room(learner: User) -> None:
    before = NOON - timedelta(days=2)
    Project.objects.bulk_create(
        Project(owner=learner, title=f"{n}", form_key=uuid4(), created_at=before) for n in range(99)
    )
    last = made(learner)

    with pytest.raises(projects.TooManyProjects):
        made(learner)
    assert Project.objects.count() == 100

    keeping.remove(last, now=NOON)
    assert made(learner)


def test_fifty_begun_within_a_day_are_enough(learner: User) -> None:
    begun = {"owner": learner, "created_at": NOON, "removed_at": NOON}
    Project.objects.bulk_create(Project(title=f"{n}", form_key=uuid4(), **begun) for n in range(50))

    with pytest.raises(projects.TooManyToday):
        made(learner)


@pytest.mark.django_db(transaction=True)
def test_of_two_edits_at_once_one_is_saved_and_the_other_sees_it(learner: User) -> None:
    project = made(learner)

    def edit(title: str) -> str:
        try:
            return projects.edit(project, version=1, now=NOON, **told(title=title)).title
        except keeping.ChangedMeanwhile as changed:
            return f"saw {changed.standing.title}"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        titles = sorted(pool.map(edit, ["가", "나"]))

    project.refresh_from_db()
    assert titles == sorted([project.title, f"saw {project.title}"])
    assert project.version == 2


def test_saving_the_same_again_is_no_change(learner: User) -> None:
    project = made(learner)
    projects.edit(project, version=1, now=NOON, **told(title="악보"))

    again = projects.edit(project, version=1, now=NOON, **told(title="악보"))

    assert (again.title, again.version) == ("악보", 2)


def test_a_project_comes_back_within_thirty_days_and_its_entries_stay(learner: User, logged: Logged) -> None:
    project = made(learner)
    entry = logged(project=project)

    keeping.remove(project, now=NOON)
    assert not Project.objects.standing().exists()

    assert keeping.bring_back(project, now=NOON + timedelta(days=29)).removed_at is None
    entry.refresh_from_db()
    assert entry.project == project

    keeping.remove(project, now=NOON)
    with pytest.raises(keeping.GoneForGood):
        keeping.bring_back(project, now=NOON + timedelta(days=31))


# ---- pages


def test_a_project_is_begun_and_shown(mine: Client) -> None:
    response = mine.post("/projects/new/", form(), follow=True)

    project = Project.objects.get()
    assert response.redirect_chain == [
        (
            f"/@seoyeon/p/{project.pk}-%EB%85%B8%EB%A9%B4-%EC%86%90%EC%83%81-%EC%B0%BE%EA%B8%B0/#logged-{project.form_key}",
            302,
        )
    ]
    words = words_of(response.content.decode())
    for word in (
        "노면 손상 찾기",
        "금과 구멍을 찾아요.",
        "두 번 넘어졌어요.",
        "만드는 중",
        "나에게만",
        "로봇",
        "github.com",
    ):
        assert word in words
    assert "프로젝트를 만들었어요" in words


def test_a_double_click_is_one_project_and_both_are_success(mine: Client) -> None:
    sent = form()

    first, second = mine.post("/projects/new/", sent), mine.post("/projects/new/", sent)

    assert first.headers["Location"] == second.headers["Location"]
    assert Project.objects.count() == 1


def test_a_new_project_is_private_until_somebody_chooses_otherwise(mine: Client) -> None:
    page = page_of(mine, "/projects/new/")

    assert re.search(r'value="private" checked', page)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "이름을 지어 주세요"),
        ({"title": "가" * 81}, "80자 안으로"),
        ({"value": "가" * 201}, "200자 안에서"),
        ({"story": "가" * 20_001}, "20,000자까지"),
        ({"topics": ["vision", "language", "sound", "art"]}, "세 개까지"),
        ({"topics": ["politics"]}, "골라 주세요"),
        ({"stage": "sold"}, "골라 주세요"),
        ({"visibility": None}, "골라 주세요"),
        ({"visibility": "friends"}, "골라 주세요"),
        ({"cover": "0" * 32}, "골라 주세요"),
        ({"cover": "\0"}, "골라 주세요"),
        ({"links_address": ["javascript:alert(1)", "", ""]}, "1번째 링크: https://example.org"),
        ({"links_label": ["코드", "가" * 41], "links_address": ["a.kr", "b.kr"]}, "2번째 링크: 링크 이름은 40자"),
        ({"links_label": [""] * 7, "links_address": ["example.org"] * 7}, "여섯 개까지"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(changes: dict[str, Any], sentence: str, mine: Client) -> None:
    sent = form(**changes)

    response = mine.post("/projects/new/", sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in words_of(page)
    assert "고쳐 주세요" in words_of(page) or "고칠" in words_of(page)
    for name in ("title", "value", "story"):
        assert sent[name].strip() in page
    assert all(address in unescape(page) for address in sent["links_address"])
    assert str(sent["form_key"]) in page
    assert not Project.objects.exists()


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_anything_but_text(attack: str, mine: Client) -> None:
    plain = mine.post("/projects/new/", form(), follow=True).content.decode()

    page = mine.post(
        "/projects/new/",
        form(
            title=attack[:80], value=attack[:200], story=attack, links_label=[attack[:40]], links_address=["a.example"]
        ),
        follow=True,
    ).content.decode()

    assert not Dangers(page).found
    assert Dangers(page).forms == Dangers(plain).forms
    assert not Dangers(page_of(mine, "/@seoyeon/")).found
    assert not Dangers(page_of(mine, f"/projects/{Project.objects.latest('pk').pk}/edit/")).found


def test_links_of_members_are_not_vouched_for(mine: Client) -> None:
    page = mine.post("/projects/new/", form(story="https://example.org/a"), follow=True).content.decode()

    assert page.count('rel="nofollow ugc noopener"') == 2


def test_two_windows_show_both_texts_and_lose_neither(mine: Client, learner: User) -> None:
    project = made(learner)
    here = f"/projects/{project.pk}/edit/"
    mine.post(here, form(version=1, title="먼저", story="먼저 쓴 글"))

    response = mine.post(here, form(version=1, title="나중", story="나중에 쓴 글"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "다른 창에서 먼저 고쳤어요" in page
    assert "먼저 쓴 글" in page
    assert "나중에 쓴 글" in page
    project.refresh_from_db()
    assert (project.title, project.version) == ("먼저", 2)

    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    mine.post(here, form(version=version[1], title="나중", story="나중에 쓴 글"))

    project.refresh_from_db()
    assert (project.title, project.version) == ("나중", 3)


def test_saving_what_was_deleted_elsewhere_asks_and_brings_it_back(mine: Client, learner: User) -> None:
    project = made(learner)
    keeping.remove(project, now=NOON)

    response = mine.post(f"/projects/{project.pk}/edit/", form(version=1))
    assert response.status_code == 409
    assert "다른 창에서 지운 프로젝트예요" in response.content.decode()

    mine.post(f"/projects/{project.pk}/edit/", form(version=2))
    project.refresh_from_db()
    assert project.removed_at is None


@pytest.mark.parametrize("rows", [3, 30])
def test_deleted_projects_ask_as_much_for_3_as_for_30(
    mine: Client, learner: User, rows: int, django_assert_num_queries: Any
) -> None:
    gone = [Project(owner=learner, title=f"{n}번", form_key=uuid4(), removed_at=NOON) for n in range(rows)]
    Project.objects.bulk_create(gone)
    mine.get("/projects/removed/")

    with django_assert_num_queries(2):
        assert page_of(mine, "/projects/removed/").count("번</b>") == rows


def test_many_deleted_projects_come_in_pages(mine: Client, learner: User) -> None:
    gone = [Project(owner=learner, title=f"{n}번", form_key=uuid4(), removed_at=NOON) for n in range(45)]
    Project.objects.bulk_create(gone)

    first = page_of(mine, "/projects/removed/")
    older = unescape(next(iter(re.findall(r'href="(\?after=[^"]+)" rel="next"', first))))

    assert first.count("번</b>") == 40
    assert page_of(mine, f"/projects/removed/{older}").count("번</b>") == 5


def test_a_deleted_project_is_not_asked_about_again(mine: Client, learner: User) -> None:
    project = keeping.remove(made(learner), now=NOON)

    page_of(mine, f"/projects/{project.pk}/delete/", status=404)


def test_deleting_asks_first_and_can_be_taken_back(mine: Client, learner: User) -> None:
    project = made(learner)
    here = f"/projects/{project.pk}/delete/"
    assert "30일 안에는 되돌릴 수 있어요" in page_of(mine, here)
    assert Project.objects.standing().exists()

    page = mine.post(here, follow=True).content.decode()

    assert "프로젝트를 지웠어요." in page
    assert "노면 손상 찾기" not in page
    assert "노면 손상 찾기" in page_of(mine, "/projects/removed/")
    assert "5월 9일까지" in words_of(page_of(mine, "/projects/removed/")).replace("\u00a0", " ")

    page = mine.post(f"/projects/{project.pk}/bring-back/", follow=True).content.decode()

    assert "프로젝트를 되돌렸어요." in page
    assert "지운 프로젝트가 없어요" in page_of(mine, "/projects/removed/")


@pytest.mark.parametrize("deed", ["edit", "delete", "bring-back"])
def test_what_is_anothers_cannot_be_touched(deed: str, mine: Client, peer: User) -> None:
    theirs = made(peer, visibility="public")

    assert mine.post(f"/projects/{theirs.pk}/{deed}/", form(version=1)).status_code == 404

    theirs.refresh_from_db()
    assert (theirs.version, theirs.removed_at) == (1, None)


def test_a_visitor_is_sent_to_sign_in_and_what_they_wrote_is_shown(db: None, visitor: Client) -> None:
    assert visitor.get("/projects/new/").status_code == 302

    response = visitor.post("/projects/new/", form(story="적어 둔 글이에요."))

    assert response.status_code == 403
    assert "적어 둔 글이에요." in response.content.decode()


# ---- pictures that come along with a form, without a script


def test_pictures_of_a_form_stand_at_the_end_of_its_text(mine: Client, visitor: Client) -> None:
    sent = form(visibility="public", pictures=[upload(), upload(file_of("red"))], picture_words="금이 [간] 길")

    page = mine.post("/projects/new/", sent, follow=True).content.decode()

    project = Project.objects.get()
    first, second = Picture.objects.order_by("pk")
    assert project.story == f"두 번 넘어졌어요.\n\n![금이 간 길]({first.address})\n\n![금이 간 길]({second.address})"
    assert {picture.project for picture in (first, second)} == {project}
    assert f'<img src="{first.address}" alt="금이 간 길" loading="lazy">' in page
    assert visitor.get(first.address).status_code == 200


def test_of_more_than_ten_files_ten_are_in_and_no_word_is_lost(mine: Client) -> None:
    sent = {"text": "찍었어요.", "visibility": "private", "minutes": "30"}

    page = mine.post("/log/", sent | {"pictures": [upload(file_of(f"#0000{n:02x}")) for n in range(12)]})

    assert page.status_code == 422
    assert "그림은 한 번에 10장까지" in page.content.decode()
    assert "찍었어요.\n\n![](/media/" in page.content.decode()
    assert Picture.objects.count() == 10


def test_a_form_with_pictures_sent_twice_is_one(mine: Client) -> None:
    key = uuid4()

    for _ in range(2):
        mine.post("/projects/new/", form(form_key=key, pictures=upload()))
        mine.post("/log/", {"form_key": key, "text": "찍었어요.", "visibility": "private", "pictures": upload()})

    assert (Project.objects.count(), Picture.objects.count()) == (1, 1)
    assert Project.objects.get().owner.entries.count() == 1


def test_a_cover_comes_along_or_is_chosen_among_the_pictures(mine: Client) -> None:
    mine.post("/projects/new/", form(cover_file=upload(file_of("blue")), pictures=upload()))
    project = Project.objects.get()
    cover, shown = project.cover, Picture.objects.exclude(pk=project.cover_id).get()
    assert cover
    assert cover.project == project

    page = page_of(mine, f"/projects/{project.pk}/edit/")
    assert re.search(rf'name="cover" value="{cover.key}" checked', page)

    mine.post(f"/projects/{project.pk}/edit/", form(version=1, story=project.story, cover=shown.key))

    project.refresh_from_db()
    cover.refresh_from_db()
    assert project.cover == shown
    assert cover.project is None


def test_another_persons_picture_cannot_be_the_cover(mine: Client, peer: User) -> None:
    theirs = pictures.keep(peer, upload(), now=NOON)

    response = mine.post("/projects/new/", form(cover=theirs.key, story=f"![]({theirs.address})"))

    assert response.status_code == 422
    assert not Project.objects.exists()


@pytest.mark.parametrize("where", ["/projects/new/", "/log/"])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"<script>alert(1)</script>", "그림으로 열지 못했어요"), (file_of() + bytes(50 * MB), "20MB까지")],
    ids=["disguised", "50 MB"],
)
def test_a_picture_that_is_not_taken_costs_no_word(where: str, content: bytes, sentence: str, mine: Client) -> None:
    text = "story" if where == "/projects/new/" else "text"
    sent = form(**{text: "길게 쓴 글이에요."}) | {"pictures": [upload(content), upload()], "picture_words": "노면"}

    response = mine.post(where, sent)

    page = response.content.decode()
    picture = Picture.objects.get()
    assert response.status_code == 422
    assert sentence in page
    assert f"길게 쓴 글이에요.\n\n![노면]({picture.address})" in page
    assert 'name="picture_words" ' in page
    assert 'value="노면"' in page
    assert not Project.objects.exists()


def test_an_entry_is_changed_with_a_picture_too(mine: Client, logged: Logged) -> None:
    entry = logged("찍었어요.", visibility="public")
    sent = {"version": 1, "text": "찍었어요.", "day": "2026-04-09", "visibility": "public", "pictures": upload()}

    mine.post(f"/log/{entry.pk}/edit/", sent)

    entry.refresh_from_db()
    assert entry.text == f"찍었어요.\n\n![]({Picture.objects.get().address})"
    assert Picture.objects.get().entry == entry


def test_all_there_is_to_mend_is_said_at_once_each_at_its_field(mine: Client) -> None:
    topics = ["vision", "sound", "art", "life"]
    sent = form(title=" ", topics=topics, cover_file=upload(b"no picture"), value="가" * 201)

    page = mine.post("/projects/new/", sent).content.decode()

    for field in ("title", "value", "topics_0", "cover_0"):
        assert f'href="#project_{field}"' in page
    assert 'id="project_cover_error"' in page
    assert 'id="project_story_error"' not in page
