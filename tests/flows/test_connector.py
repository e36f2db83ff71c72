"""A pull request is claimed, read at GitHub by a worker, and read again when GitHub is away: nothing is lost."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.models import User
from kit import clock
from portfolio.models import Milestone
from portfolio.tasks import read_evidence
from tests.browsing import faults
from tests.flows.conftest import Browse
from tests.link_server import LinkServer, serving
from tests.portfolio.github import MERGED, PATH, answer
from tests.roadmap.links import Move


@pytest.fixture
def hub(transactional_db: None, settings: Any) -> Iterator[LinkServer]:
    with serving() as links:
        settings.FETCH_ALSO = frozenset({links.name})
        settings.GITHUB_API, settings.GITHUB_TOKEN = links.url(""), ""
        links.paths[PATH] = answer(MERGED | {"title": "Road" * 60})
        yield links


@pytest.mark.parametrize("script", [True, False])
def test_it_is_claimed_and_read_and_read_again(
    script: bool, browse: Browse, hub: LinkServer, learner: User, at: Move
) -> None:
    at(clock.now())
    page = browse(user=learner, width=320, javascript=script)
    page.goto("/milestones/new/pull_request/")
    page.get_by_label("무엇을 바꿨나요?").fill("비 오는 노면")
    page.get_by_label("PR 주소").fill("https://github.com/albumentations-team/albumentations/pull/2114")
    page.get_by_label("병합된 날").fill("2026-03-14")
    page.get_by_label("내가 한 일").fill("물막을 흉내 냈어요.")
    if script:
        expect(page.get_by_text("이정표를 세우면 병합됐는지 GitHub에서 읽어 볼게요.")).to_be_visible()
    page.get_by_role("button", name="이정표 세우기").click()
    expect(page.get_by_text("아직 읽지 않았어요. 보통 몇 분 안에 읽어요.")).to_be_visible()

    read_evidence()
    page.reload()
    expect(page.get_by_role("heading", name="GitHub에서 읽음, 오늘")).to_be_visible()
    expect(page.get_by_text("seoyeon-park")).to_be_visible()
    assert not faults(page, javascript=script)

    at(clock.now() + timedelta(hours=2))
    hub.paths[PATH] = answer({}, 502)
    page.reload()
    page.get_by_role("button", name="다시 읽기").click()
    expect(page.get_by_text("다시 읽을 차례를 기다려요.")).to_be_visible()
    read_evidence()
    page.reload()
    expect(page.get_by_text("저희가 GitHub를 읽지 못했어요. 나중에 다시 읽어 볼게요.")).to_be_visible()
    expect(page.get_by_text("seoyeon-park")).to_be_visible()
    assert not faults(page, javascript=script)
    assert Milestone.objects.get().state == "claimed"
