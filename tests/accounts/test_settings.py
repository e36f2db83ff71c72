from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.actions.tidy import tidy
from accounts.models import FormerHandle, Session, User
from accounts.models.user import HANDLE_KEPT_FOR
from kit import clock
from notices.models import Preference

PROFILE = {
    "name": "박서연",
    "about": "비 오는 길",
    "contact": "me@example.org",
    "target_role": "applied",
    "topics": ["vision"],
}
CLOCK = {"language": "en", "time_zone": "Europe/Berlin", "day_ends_at": "5"}


def test_the_settings_show_how_each_stands_now(signed_in, learner: User) -> None:
    page = signed_in(learner).get("/settings/")

    for shown in ("박서연", "@seoyeon", "한국어 · 서울", "seoyeon@example.org", "메일로 온 숫자로 로그인해요", "1곳"):
        assertContains(page, shown)


@pytest.mark.parametrize(
    "path", ["", "profile/", "handle/", "time/", "email/", "email/code/", "password/", "sessions/"]
)
def test_settings_are_for_members(visitor: Client, db: None, signed_in, path: str) -> None:
    newcomer = User.objects.create_user("new@example.org")

    assert visitor.get(f"/settings/{path}").url == f"/accounts/login/?next=/settings/{path}"
    assert signed_in(newcomer).get(f"/settings/{path}").url.startswith("/welcome/")


def test_a_profile_is_changed(signed_in, learner: User) -> None:
    client = signed_in(learner)

    answer = client.post("/settings/profile/", PROFILE | {"discoverable": "yes"})

    learner.refresh_from_db()
    assertRedirects(answer, "/settings/profile/")
    assert (learner.about, learner.contact, learner.target_role) == ("비 오는 길", "me@example.org", "applied")
    assert (learner.topics, learner.discoverable) == (["vision"], True)
    assertContains(client.get("/settings/profile/"), 'value="vision" checked')


@pytest.mark.parametrize("name", ["\u200b\u200b", "\u3164", "\u202e", "\u200d", " \n "])
def test_a_name_that_nobody_could_see_is_none(signed_in, learner: User, name: str) -> None:
    page = signed_in(learner).post("/settings/profile/", PROFILE | {"name": name})

    assert page.status_code == 422
    assert User.objects.get(pk=learner.pk).name == "박서연"


def test_a_name_is_one_line_and_turns_no_words_round(signed_in, learner: User) -> None:
    family = "\U0001f469\u200d\U0001f467"  # joined to one picture

    typed = {"name": f"박\u202e서연\n {family}", "about": "\u200b길을\r\n걸어요"}
    signed_in(learner).post("/settings/profile/", PROFILE | typed)

    learner.refresh_from_db()
    assert (learner.name, learner.about) == (f"박서연 {family}", "길을 걸어요")


def test_more_than_three_topics_are_refused_and_stay_chosen(signed_in, learner: User) -> None:
    page = signed_in(learner).post("/settings/profile/", PROFILE | {"topics": ["vision", "sound", "life", "art"]})

    learner.refresh_from_db()
    assert learner.topics == []
    assertContains(page, "세 가지까지만 담겨요", status_code=422)
    assertContains(page, 'value="art" checked', status_code=422)


def test_language_and_time_change_and_the_mail_follows(signed_in, learner: User) -> None:
    client = signed_in(learner)
    client.post("/settings/time/", {"language": "ko", "time_zone": "Asia/Seoul", "day_ends_at": "4"})
    before = Preference.objects.get(user=learner).remind_at

    page = client.post("/settings/time/", CLOCK, follow=True)

    learner.refresh_from_db()
    assert (learner.language, learner.time_zone, learner.day_ends_at) == ("en", "Europe/Berlin", 5)
    assert Preference.objects.get(user=learner).remind_at != before
    assertContains(page, "Language and time")
    assertContains(page, '<option value="Europe/Berlin" selected>Berlin</option>')


@pytest.mark.parametrize(("field", "value"), [("language", "fr"), ("time_zone", "Mars"), ("day_ends_at", "7")])
def test_a_clock_that_does_not_exist_is_refused(signed_in, learner: User, field: str, value: str) -> None:
    assert signed_in(learner).post("/settings/time/", CLOCK | {field: value}).status_code == 422


def test_a_handle_is_changed_and_the_old_one_leads_on(signed_in, learner: User) -> None:
    answer = signed_in(learner).post("/settings/handle/", {"handle": "seoyeon-park", "leads_here": "on"})

    assertRedirects(answer, "/settings/handle/")
    assert User.objects.by_handle("seoyeon", clock.now()).handle == "seoyeon-park"


@pytest.mark.parametrize(
    ("handle", "said"),
    [("aiko", "다른 사람의 주소"), ("admin", "남겨 둔 주소"), ("가", "3–30자"), ("seoyeon", "이미 쓰고 있는")],
)
def test_why_a_handle_cannot_be_had_is_said(signed_in, learner: User, peer: User, handle: str, said: str) -> None:
    page = signed_in(learner).post("/settings/handle/", {"handle": handle})

    assertContains(page, said, status_code=422)
    assertContains(page, f'value="{handle}"', status_code=422)


def test_the_places_where_one_is_signed_in_are_listed_without_their_keys(signed_in, learner: User) -> None:
    here, elsewhere = signed_in(learner), Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    elsewhere.force_login(learner)
    elsewhere.get("/")

    page = here.get("/settings/sessions/")

    assertContains(page, "Firefox · Windows")
    assertContains(page, "지금 이곳", 1)
    for session in Session.objects.all():
        assertNotContains(page, session.session_key)


def test_one_place_is_signed_out(signed_in, learner: User) -> None:
    here, elsewhere = signed_in(learner), signed_in(learner)
    name = Session.objects.get(session_key=elsewhere.session.session_key).name

    here.post(f"/settings/sessions/{name}/end/")

    assert elsewhere.get("/settings/").url.startswith("/accounts/login/")
    assert here.get("/settings/").status_code == 200


def test_nobody_ends_another_s_session(signed_in, learner: User, peer: User) -> None:
    theirs = signed_in(peer)
    name = Session.objects.get(user=peer).name

    signed_in(learner).post(f"/settings/sessions/{name}/end/")

    assert theirs.get("/settings/").status_code == 200


def test_all_other_places_are_signed_out(signed_in, learner: User, peer: User) -> None:
    here, others, theirs = signed_in(learner), [signed_in(learner), signed_in(learner)], signed_in(peer)

    page = here.post("/settings/sessions/others/end/", follow=True)

    assertContains(page, "다른 2곳에서 로그아웃했어요")
    assert [other.get("/settings/").status_code for other in others] == [302, 302]
    assert theirs.get("/settings/").status_code == 200


@pytest.mark.parametrize("many", [3, 30])
def test_the_list_of_places_costs_the_same_however_many(
    signed_in, learner: User, django_assert_max_num_queries, many: int
) -> None:
    clients = [signed_in(learner) for _ in range(many)]

    with django_assert_max_num_queries(6):
        clients[0].get("/settings/sessions/")


def test_the_settings_cost_few_queries(signed_in, learner: User, django_assert_max_num_queries) -> None:
    client = signed_in(learner)

    with django_assert_max_num_queries(6):
        client.get("/settings/")


def test_tidying_drops_what_is_nobody_s_any_more_and_nothing_else(signed_in, learner: User) -> None:
    now = clock.now()
    signed_in(learner)
    Session.objects.create(session_key="old", session_data="", expire_date=now)
    FormerHandle.objects.create(handle="long-gone", user=learner, left_at=now - HANDLE_KEPT_FOR)
    FormerHandle.objects.create(handle="just-left", user=learner, left_at=now)

    assert tidy(now) == 2

    assert [former.handle for former in FormerHandle.objects.all()] == ["just-left"]
    assert Session.objects.count() == 1


def test_a_curator_is_made_by_command(learner: User) -> None:
    said = StringIO()

    call_command("make_curator", " Seoyeon@Example.org", stdout=said)

    learner.refresh_from_db()
    assert learner.is_staff
    assert learner.groups.filter(name="curators").exists()
    assert "seoyeon@example.org" in said.getvalue()


def test_who_has_no_account_cannot_be_made_a_curator(db: None) -> None:
    with pytest.raises(CommandError, match="No account"):
        call_command("make_curator", "nobody@example.org")
