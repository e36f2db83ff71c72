import io
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from PIL import Image

from accounts.models import User
from kit import clock
from portfolio.actions import grants, keeping, pictures, tidy
from portfolio.models import Entry, Picture, Project
from tests.conftest import make_member
from tests.pictures import file_of, upload

SignedIn = Callable[[User], Client]
MB = 2**20
_colours = count(1)


def kept(owner: User, now: datetime | None = None) -> Picture:
    """A picture that no other is equal to."""
    colour = f"#{next(_colours):06x}"
    return pictures.keep(owner, upload(file_of(colour)), now=now or clock.now())


def showing(picture: Picture, words: str = "노면") -> str:
    return f"찍었어요.\n\n![{words}]({picture.address})"


def entry_of(owner: User, text: str, visibility: str = "private") -> Entry:
    entry = Entry.objects.create(owner=owner, day=owner.day(), text=text, visibility=visibility, form_key=uuid4())
    pictures.claim(entry, now=clock.now())
    return entry


def project_of(owner: User, story: str = "", visibility: str = "private", **fields: Any) -> Project:
    project = Project.objects.create(owner=owner, title="노면", story=story, visibility=visibility, **fields)
    pictures.claim(project, now=clock.now())
    return project


def changed(thing: Entry | Project, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(fields))
    pictures.claim(thing, now=clock.now())


def files() -> list[Path]:
    return [file for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()]


def test_a_picture_is_kept_under_a_random_key_and_belongs_to_nothing_yet(learner: User) -> None:
    picture = kept(learner)

    assert len(picture.key) == 32
    assert (picture.width, picture.height, picture.suffix) == (40, 20, "webp")
    assert picture.tidy_after == picture.created_at + timedelta(days=1)
    assert [file.stat().st_size for file in files()] == [picture.size]


def test_a_script_gets_the_address_of_what_it_sent(learner: User, signed_in: SignedIn) -> None:
    client = signed_in(learner)

    response = client.post("/pictures/", {"picture": upload()})

    assert response.status_code == 201
    assert response.json()["address"] == Picture.objects.get().address
    assert client.get(response.json()["address"]).status_code == 200


def test_who_has_no_account_sends_no_picture(db: None, visitor: Client) -> None:
    response = visitor.post("/pictures/", {"picture": upload()})

    assert response.status_code == 403
    assert not Picture.objects.exists()
    assert not files()


def test_a_picture_comes_out_as_what_it_is_and_nothing_else(learner: User, signed_in: SignedIn) -> None:
    client = signed_in(learner)

    response = client.get(kept(learner).address, headers={"accept-encoding": "gzip"})

    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Content-Disposition"] == "inline"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Encoding" not in response.headers
    assert Image.open(io.BytesIO(response.content)).size == (40, 20)


# ---- what is sent as a picture and is none


@cache
def attacks() -> dict[str, bytes]:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    return {
        "a page in disguise": b"<!doctype html><script>alert(1)</script>",
        "a drawing with a script": svg,
        "half a picture": file_of(size=(400, 400), colour="red")[:200],
        "a bomb": bomb.getvalue(),
        "nothing": b"",
        "a document": b"%PDF-1.7\n" + bytes(100),
    }


@pytest.mark.parametrize("name", attacks())
def test_what_is_no_picture_is_refused_with_a_sentence(name: str, learner: User, signed_in: SignedIn) -> None:
    attack = upload(attacks()[name])
    began = time.process_time()

    response = signed_in(learner).post("/pictures/", {"picture": attack})

    assert response.status_code == 422
    assert response.json()["error"]
    assert not Picture.objects.exists()
    assert not files()
    assert time.process_time() - began < 5


def test_fifty_megabytes_are_refused_and_stored_nowhere(learner: User, signed_in: SignedIn) -> None:
    response = signed_in(learner).post("/pictures/", {"picture": upload(file_of() + bytes(50 * MB))})

    assert response.status_code == 422
    assert "20" in response.json()["error"]
    assert not files()


def test_what_hides_in_a_picture_or_tells_where_it_was_taken_is_gone(learner: User) -> None:
    exif = Image.Exif()
    exif[0x010E] = "37.5665N 126.9780E"
    hidden = b"<script>alert(1)</script>"
    pictures.keep(learner, upload(file_of(kind="JPEG", exif=exif, comment=hidden) + hidden), now=clock.now())

    content = files()[0].read_bytes()

    assert b"37.5665" not in content
    assert hidden not in content
    assert not Image.open(io.BytesIO(content)).getexif()


def test_a_hundred_pictures_a_day_are_enough(learner: User, peer: User) -> None:
    now = clock.now()
    picture = kept(learner, now - timedelta(hours=23))
    Picture.objects.bulk_create(
        Picture(
            owner=learner,
            key=f"{n:032x}",
            suffix="webp",
            width=1,
            height=1,
            size=1,
            tidy_after=now,
            created_at=picture.created_at,
        )
        for n in range(pictures.MOST_A_DAY - 1)
    )

    with pytest.raises(pictures.TooManyToday):
        kept(learner, now)

    assert kept(peer, now)
    assert kept(learner, now + timedelta(hours=2))


def test_the_same_file_again_is_the_same_picture(learner: User, peer: User) -> None:
    now = clock.now()
    picture = pictures.keep(learner, upload(), now=now)

    again = pictures.keep(learner, upload(), now=now + timedelta(hours=5))

    assert again == picture
    assert again.tidy_after == now + timedelta(hours=29)
    assert pictures.keep(peer, upload(), now=now) != picture


@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_eight_times_at_once_is_one_picture(learner: User) -> None:
    def send(_: int) -> str:
        try:
            return pictures.keep(learner, upload(), now=clock.now()).key
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(send, range(8)))

    assert keys == {Picture.objects.get().key}
    assert len(files()) == 1


# ---- whose a picture is


def test_a_picture_goes_to_the_text_that_shows_it(learner: User) -> None:
    picture = kept(learner)

    entry = entry_of(learner, showing(picture, "금이 간 길"))

    picture.refresh_from_db()
    assert (picture.entry, picture.alt, picture.tidy_after) == (entry, "금이 간 길", None)


def test_a_picture_of_somebody_else_stays_theirs(learner: User, peer: User) -> None:
    picture = kept(learner)

    entry_of(peer, showing(picture), "public")

    picture.refresh_from_db()
    assert picture.entry is None
    assert not Picture.objects.visible_to(peer).exists()


def test_a_picture_goes_with_the_most_widely_shown_of_its_texts(learner: User) -> None:
    picture = kept(learner)
    entry = entry_of(learner, showing(picture))

    project = project_of(learner, showing(picture), "public")

    picture.refresh_from_db()
    assert (picture.entry, picture.project) == (None, project)

    changed(project, visibility="private")
    changed(entry, visibility="members")

    picture.refresh_from_db()
    assert (picture.entry, picture.project) == (entry, None)


def test_of_two_private_texts_it_goes_with_the_project_which_a_mentor_may_be_let_see(learner: User, peer: User) -> None:
    picture = kept(learner)
    entry_of(learner, showing(picture))
    project = project_of(learner, showing(picture))

    grants.give(peer, project=project, until=clock.now() + timedelta(hours=1), now=clock.now())

    assert Picture.objects.visible_to(peer).get() == picture


def test_a_picture_that_no_text_shows_any_more_is_its_owners_alone(learner: User, visitor: Client) -> None:
    picture = kept(learner)
    project = project_of(learner, showing(picture), "public")
    assert visitor.get(picture.address).status_code == 200

    changed(project, story="없어요.")

    picture.refresh_from_db()
    assert visitor.get(picture.address).status_code == 404
    assert picture.project is None
    assert picture.tidy_after - clock.now() > timedelta(days=29)


def test_a_picture_of_two_texts_stays_when_one_is_taken_away(learner: User) -> None:
    picture = kept(learner)
    project, entry = project_of(learner, showing(picture), "public"), entry_of(learner, showing(picture))

    changed(project, removed_at=clock.now())
    tidy.tidy(clock.now() + timedelta(days=31))

    picture.refresh_from_db()
    assert picture.entry == entry
    assert default_storage.exists(picture.path)


def test_a_cover_belongs_to_its_project_without_being_in_the_story(learner: User) -> None:
    picture = kept(learner)

    project = project_of(learner, cover=picture)

    picture.refresh_from_db()
    assert picture.project == project

    changed(project, cover=None)

    picture.refresh_from_db()
    assert picture.project is None


# ---- who may see one


@pytest.mark.parametrize("of", ["entry", "project"])
@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [("private", "owner"), ("members", "owner peer"), ("public", "owner peer newcomer suspended visitor")],
)
def test_a_picture_is_seen_by_whom_its_text_is_seen(
    of: str, visibility: str, seen_by: str, learner: User, peer: User, signed_in: SignedIn, visitor: Client
) -> None:
    newcomer = User.objects.create_user("new@example.org")
    suspended = make_member("gone", suspended_at=clock.now())
    picture = kept(learner)
    (entry_of if of == "entry" else project_of)(learner, showing(picture), visibility)
    people = {"owner": learner, "peer": peer, "newcomer": newcomer, "suspended": suspended}
    clients = {name: signed_in(person) for name, person in people.items()} | {"visitor": visitor}

    seen = [name for name, client in clients.items() if client.get(picture.address).status_code == 200]

    assert " ".join(seen) == seen_by


def test_pictures_of_the_suspended_and_of_what_was_taken_away_are_seen_by_nobody_else(
    learner: User, visitor: Client
) -> None:
    taken_away, theirs = kept(learner), kept(learner)
    entry = entry_of(learner, showing(taken_away), "public")
    entry_of(learner, showing(theirs), "public")
    assert visitor.get(taken_away.address).status_code == visitor.get(theirs.address).status_code == 200

    changed(entry, removed_at=clock.now())
    assert visitor.get(taken_away.address).status_code == 404

    User.objects.filter(pk=learner.pk).update(suspended_at=clock.now())
    assert visitor.get(theirs.address).status_code == 404


def test_no_copy_outlives_its_owners_change_of_mind(learner: User, visitor: Client) -> None:
    picture = kept(learner)
    entry_of(learner, showing(picture), "public")

    assert visitor.get(picture.address).headers["Cache-Control"] == "private, no-cache"


def test_a_picture_that_was_seen_before_is_not_sent_again_but_asked_for(learner: User, visitor: Client) -> None:
    picture = kept(learner)
    entry = entry_of(learner, showing(picture), "public")
    etag = visitor.get(picture.address).headers["ETag"]

    assert visitor.get(picture.address, headers={"if-none-match": etag}).status_code == 304

    changed(entry, visibility="private")

    assert visitor.get(picture.address, headers={"if-none-match": etag}).status_code == 404


@pytest.mark.parametrize("address", ["/media/{}.png", "/media/{}", "/media/x{}.webp", "/media/../media/{}.webp"])
def test_no_other_address_leads_to_a_picture(address: str, learner: User, visitor: Client) -> None:
    picture = kept(learner)
    entry_of(learner, showing(picture), "public")

    assert visitor.get(address.format(picture.key)).status_code == 404


def test_a_picture_whose_file_is_lost_is_not_there(learner: User, visitor: Client) -> None:
    picture = kept(learner)
    entry_of(learner, showing(picture), "public")
    default_storage.delete(picture.path)

    assert visitor.get(picture.address).status_code == 404


# ---- when a picture goes


def test_a_picture_of_nothing_goes_after_a_day_with_its_file(learner: User) -> None:
    now = clock.now()
    of_nothing, of_entry = kept(learner, now), kept(learner, now)
    entry_of(learner, showing(of_entry))

    assert tidy.tidy(now + timedelta(hours=23)) == 0
    assert tidy.tidy(now + timedelta(hours=25)) == 1

    assert list(Picture.objects.all()) == [of_entry]
    assert [file.stem for file in files()] == [of_entry.key]
    assert not default_storage.exists(of_nothing.path)


def test_what_was_taken_away_goes_after_thirty_days_with_its_pictures(learner: User) -> None:
    now = clock.now()
    of_entry, of_project = kept(learner), kept(learner)
    entry, project = entry_of(learner, showing(of_entry)), project_of(learner, cover=of_project)
    stays = Entry.objects.create(owner=learner, day=learner.day(), text="남아요.", project=project, form_key=uuid4())
    changed(entry, removed_at=now)
    changed(project, removed_at=now)

    assert tidy.tidy(now + timedelta(days=29, hours=23)) == 0
    assert tidy.tidy(now + timedelta(days=30)) == 2

    stays.refresh_from_db()
    assert stays.project is None
    assert not Picture.objects.exists()
    assert not files()


def test_a_picture_of_two_texts_taken_away_stays_as_long_as_the_last_can_come_back(learner: User) -> None:
    now, picture = clock.now(), kept(learner)
    first, last = entry_of(learner, showing(picture)), entry_of(learner, showing(picture))
    keeping.remove(last, now=now + timedelta(days=5))
    keeping.remove(first, now=now)

    tidy.tidy(now + timedelta(days=31))
    keeping.bring_back(last, now=now + timedelta(days=31))

    picture.refresh_from_db()
    assert (picture.entry, default_storage.exists(picture.path)) == (last, True)


def test_a_night_that_was_cut_off_is_made_up_for(learner: User) -> None:
    picture = kept(learner)
    default_storage.delete(picture.path)  # the file went, the power too

    assert tidy.tidy(clock.now() + timedelta(days=2)) == 1


def test_files_go_before_an_account(learner: User, peer: User) -> None:
    kept(learner)
    stays = kept(peer)

    tidy.forget_files([learner])

    assert [file.stem for file in files()] == [stays.key]
