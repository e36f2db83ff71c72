"""Pictures and projects as they are made: pasted, dropped, chosen, told, and seen by whoever they are shown to."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from accounts.models import User
from kit import clock
from portfolio.actions import entries, pictures, projects
from portfolio.links import Link
from portfolio.models import Entry, Picture, Project
from tests.browsing import faults
from tests.flows.conftest import Browse, Complaints, drafts_are
from tests.pictures import file_of, upload

# What a browser does when somebody pastes a picture, or lets one go over a field.
_GIVE = """async ([field, event, colour]) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 200 });
  const pen = canvas.getContext('2d');
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 300, 200);
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
  const carries = new DataTransfer();
  carries.items.add(new File([blob], 'road.png', { type: 'image/png' }));
  const init = { bubbles: true, cancelable: true };
  const target = document.querySelector(field);
  target.dispatchEvent(event === 'paste'
    ? new ClipboardEvent('paste', { ...init, clipboardData: carries })
    : new DragEvent('drop', { ...init, dataTransfer: carries }));
}"""


def give(page: Page, field: str, event: str, colour: str = "teal") -> None:
    page.evaluate(_GIVE, [field, event, colour])


def pictures_shown(page: Page) -> list[list[object]]:
    """The pictures in what people wrote: their words, and whether they really came."""
    page.wait_for_load_state("networkidle")
    return page.evaluate("[...document.querySelectorAll('.prose img')].map((img) => [img.alt, img.naturalWidth > 0])")


def test_a_picture_is_pasted_into_an_entry_and_seen_on_the_public_page(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    page.goto("/log/")
    page.fill("#log_text", "한강 길에서 찍었어요.")

    give(page, "#log_text", "paste")
    page.get_by_label("무엇이 보이는 그림인가요?").fill("금이 [간] 길")
    page.select_option("#log_visibility", "public")

    assert re.fullmatch(
        r"한강 길에서 찍었어요\.\n\n!\[금이 간 길\]\(/media/\w+\.webp\)\n\n", page.input_value("#log_text")
    )
    assert not faults(page)

    page.click(".log-box button.button:not(.text)")
    expect(page.locator(".log-list img")).to_be_visible()
    assert page.input_value("#log_text") == ""

    visitor = browse(language="en", width=390, scheme="dark")
    visitor.goto("/@seoyeon/")
    assert pictures_shown(visitor) == [["금이 간 길", True]]
    assert not faults(visitor)


def test_a_project_is_told_with_a_dropped_picture_and_a_cover(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    page.goto("/portfolio/")
    page.get_by_role("link", name="새 프로젝트 만들기").click()
    page.get_by_label("이름", exact=True).fill("노면 손상 찾기")
    page.get_by_label("한 문장 소개").fill("금과 구멍을 찾아 지도에 남겨요.")
    page.get_by_label("이야기").fill("두 번 넘어졌어요.")

    give(page, "#project_story", "drop")
    page.get_by_label("무엇이 보이는 그림인가요?").fill("손실 곡선")
    page.get_by_label("1번째 링크 주소").fill("github.com/seoyeon/roadscan")
    page.get_by_label("컴퓨터 비전").check()
    page.locator("input[name=visibility][value=public]").check()
    assert not faults(page)
    page.get_by_role("button", name="프로젝트 저장하기").click()

    expect(page.locator("h1")).to_have_text("노면 손상 찾기")
    assert pictures_shown(page) == [["손실 곡선", True]]
    assert not faults(page)

    page.get_by_role("link", name="프로젝트 고치기").click()
    page.get_by_role("radio", name="손실 곡선").check()
    page.get_by_role("button", name="프로젝트 저장하기").click()
    visitor = browse()
    visitor.goto("/@seoyeon/")

    expect(visitor.locator(".work .cover img")).to_have_attribute("src", Picture.objects.get().address)
    assert not faults(visitor)


def test_a_draft_of_a_project_survives_and_is_gone_once_it_is_saved(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    page.goto("/projects/new/")
    page.get_by_label("이름", exact=True).fill("악보 읽기")
    page.get_by_label("이야기").fill("할머니의 공책이에요.")
    page.get_by_label("이야기").blur()
    drafts_are(page, 1)

    page.reload()
    assert page.input_value("#project_story") == "할머니의 공책이에요."

    page.get_by_role("button", name="프로젝트 저장하기").click()
    expect(page.locator("h1")).to_have_text("악보 읽기")
    drafts_are(page, 0)
    page.goto("/projects/new/")
    assert page.input_value("#project_story") == ""


def test_what_cannot_be_taken_is_said_and_no_word_is_lost(
    browse: Browse, learner: User, complaints: Complaints, tmp_path: Path
) -> None:
    complaints.expect("422")
    large, disguised, bomb = tmp_path / "large.png", tmp_path / "disguised.png", tmp_path / "bomb.png"
    large.write_bytes(file_of() + bytes(21 * 2**20))
    disguised.write_bytes(b"<script>alert(1)</script>")
    Image.new("1", (20_000, 20_000)).save(bomb)
    page = browse(user=learner, width=320)
    page.goto("/log/")
    page.wait_for_load_state("networkidle")  # the script that looks at files is there
    page.fill("#log_text", "찍었어요.")

    page.set_input_files("#log_text_pictures", large)
    expect(page.locator(".add-picture .error")).to_contain_text("20MB까지")
    page.set_input_files("#log_text_pictures", disguised)
    expect(page.locator(".add-picture .error")).to_contain_text("그림으로 열지 못했어요")
    page.set_input_files("#log_text_pictures", bomb)
    expect(page.locator(".add-picture .error")).to_contain_text("픽셀이 너무 많은 그림이에요")
    assert not faults(page)
    page.context.set_offline(True)
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    give(page, "#log_text", "paste")
    expect(page.locator(".add-picture .error")).to_contain_text("인터넷이 끊겼어요")

    assert page.input_value("#log_text") == "찍었어요."
    expect(page.locator(".log-box button.button:not(.text)")).to_be_enabled()
    assert not Picture.objects.exists()


def test_text_is_pasted_as_text_and_a_picture_goes_where_the_cursor_is(browse: Browse, learner: User) -> None:
    page = browse(user=learner)
    page.goto("/log/")
    page.fill("#log_text", "앞\n\n뒤")
    page.evaluate("document.querySelector('#log_text').setSelectionRange(1, 1)")

    give(page, "#log_text", "paste")

    expect(page.locator("#log_text")).to_have_value(re.compile(r"^앞\n\n!\[\]\(/media/\w+\.webp\)\n\n뒤$"))


def test_all_of_it_works_without_a_script(browse: Browse, learner: User, tmp_path: Path) -> None:
    (tmp_path / "road.png").write_bytes(file_of("red", size=(600, 400)))
    (tmp_path / "cover.jpg").write_bytes(file_of("blue", "JPEG", size=(800, 500)))
    User.objects.update(language="en")
    page = browse(user=learner, language="en", javascript=False, width=390)
    page.goto("/portfolio/")
    page.get_by_role("link", name="New project").click()
    page.get_by_label("Name", exact=True).fill("Road scan")
    page.get_by_label("Story").fill("I fell twice.")
    page.get_by_text("Add a picture").click()
    page.set_input_files("#project_story_pictures", tmp_path / "road.png")
    page.get_by_label("What does it show?").fill("A crack")
    page.set_input_files("#project_cover_file", tmp_path / "cover.jpg")
    page.locator("input[name=visibility][value=public]").check()
    page.get_by_role("button", name="Save project").click()

    expect(page.locator("h1")).to_have_text("Road scan")
    assert page.locator(".prose img").get_attribute("alt") == "A crack"
    expect(page.locator("img.project-cover")).to_be_visible()

    page.get_by_role("link", name="Log on this").click()
    page.fill("#log_text", "Labelled 320 frames.")
    page.get_by_text("Add a picture").click()
    page.set_input_files("#log_text_pictures", tmp_path / "road.png")
    page.get_by_role("button", name="Log it").click()

    expect(page.locator(".log-list img")).to_have_count(1)
    assert Entry.objects.get().project == Project.objects.get()


def works_of(owner: User) -> Project:
    """A project with a cover, a story, links and entries; and one that is private."""
    now = clock.now()
    cover, shown = (
        pictures.keep(owner, upload(file_of(colour, size=(800, 500))), now=now) for colour in ("teal", "navy")
    )
    told = projects.Told(
        title="노면 손상 찾기",
        value="휴대폰 하나로 자전거길의 금과 구멍을 찾아 지도에 남겨요. 직접 모은 영상 41시간, mAP 0.71.",
        story=f"## 왜\n\n넘어졌어요.\n\n![손실]({shown.address})\n\n$$L = -\\sum_i y_i$$\n\n```python\nmodel = unet()\n```",
        topics=["vision", "robots"],
        stage="making",
        links=[Link("코드", "https://github.com/a/b"), Link("글", f"https://example.org/{'a' * 80}")],
        cover=cover,
        visibility="public",
        pinned=True,
    )
    project = projects.make(owner, form_key=uuid4(), now=now, **told)
    projects.make(
        owner, form_key=uuid4(), now=now, **(told | {"title": "가" * 80, "visibility": "private", "cover": None})
    )
    for _ in range(3):
        said = entries.Said(
            day=owner.day(), text="라벨 320장을 붙였어요.", minutes=90, visibility="public", project=project
        )
        entries.log(owner, form_key=uuid4(), now=now, **said)
    return project


@pytest.mark.parametrize("how", ["ko-1280-dark", "en-320-light"])
def test_every_page_of_it_is_sound(how: str, browse: Browse, learner: User) -> None:
    language, width, scheme = how.split("-")
    User.objects.update(language=language, about="도시를 달리는 사람을 위한 비전 모델을 만들어요.", topics=["vision"])
    learner.refresh_from_db()
    project = works_of(learner)
    mine = browse(user=learner, language=language, width=int(width), scheme=scheme)
    visitor = browse(language=language, width=int(width), scheme=scheme)
    public = ["/@seoyeon/", f"/@seoyeon/p/{project.pk}-{project.slug}/"]
    own = [f"/projects/{project.pk}/{deed}/" for deed in ("edit", "delete")] + ["/projects/new/", "/projects/removed/"]

    for page, places in ((visitor, public), (mine, [*public, *own])):
        for place in places:
            page.goto(place)
            assert page.locator("html").get_attribute("lang") == language
            assert not faults(page), place
