"""The guarded fetch: where it may go, and how little of what it meets can hurt it."""

import gzip
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.fetch import Refused, Unreachable, get, may_connect
from tests.link_server import Answer, LinkServer, serving

LIMITS: dict[str, Any] = {"most_bytes": 1_000, "timeout": 5.0}


@pytest.fixture
def links(settings) -> Iterator[LinkServer]:
    with serving() as links:
        settings.FETCH_ALSO = frozenset({links.name})
        yield links


def test_it_brings_what_is_there_under_our_own_name(links: LinkServer) -> None:
    got = get(links.url("/길?q=밤 길"), **LIMITS)

    assert (got.status, got.body, got.hops, got.cut) == (200, b"<title>Here</title>", (), False)
    assert links.headers[0]["User-Agent"].startswith("Giljabi (+http")
    assert links.asked == [("GET", "/%EA%B8%B8?q=%EB%B0%A4%20%EA%B8%B8")]


def test_a_head_brings_no_body(links: LinkServer) -> None:
    got = get(links.url(), method="HEAD", **LIMITS)

    assert (got.status, got.body) == (200, b"")


def test_redirects_are_followed_and_told(links: LinkServer) -> None:
    links.moves("/old", "/newer", 301)
    links.moves("/newer", links.url("/new"), 302)

    got = get(links.url("/old"), **LIMITS)

    assert got.url == links.url("/new")
    assert [(hop.status, hop.url) for hop in got.hops] == [(301, links.url("/old")), (302, links.url("/newer"))]
    assert get(links.url("/old"), most_hops=0, **LIMITS).headers["location"] == "/newer"


def test_headers_go_to_who_was_asked_and_to_nobody_else(links: LinkServer, settings: Any) -> None:
    with serving() as other:
        settings.FETCH_ALSO = frozenset({links.name, other.name})
        links.moves("/old", "/new")
        links.moves("/new", other.url("/elsewhere"))
        other.moves("/elsewhere", links.url("/back"))

        get(links.url("/old"), headers={"Authorization": "Bearer secret", "Accept": "application/json"}, **LIMITS)

        sent = [(had["Authorization"], had["Accept"]) for had in (*links.headers, *other.headers)]
    told, untold = ("Bearer secret", "application/json"), (None, "*/*")
    assert sent == [told, told, told, untold]


def test_a_header_that_would_be_two_is_refused(links: LinkServer) -> None:
    with pytest.raises(Unreachable, match="protocol"):
        get(links.url(), headers={"Authorization": "Bearer a\r\nX-Other: b"}, **LIMITS)


def test_a_circle_ends(links: LinkServer) -> None:
    links.moves("/round", "/round")

    with pytest.raises(Unreachable, match="redirects"):
        get(links.url("/round"), **LIMITS)
    assert len(links.asked) == 6


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "168.63.129.16",
        "192.0.0.192",
        "0.0.0.0",  # noqa: S104 - asked about, not bound to
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "::",
        "::ffff:8.8.8.8",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "2001:db8::1",
        "no address",
    ],
)
def test_what_is_not_on_the_public_web_is_never_connected_to(settings, address: str) -> None:
    settings.FETCH_ALSO = frozenset()

    assert not may_connect(address, 80)
    with pytest.raises(Refused):
        get("http://example.org/", resolve=lambda _host, _port: [address], **LIMITS)


def test_public_machines_are_on_the_ports_of_the_web_only(settings) -> None:
    settings.FETCH_ALSO = frozenset({"[::1]:8080"})

    assert may_connect("93.184.215.14", 443)
    assert may_connect("2606:2800:21f:cb07:6820:80da:af6b:8b2c", 80)
    assert not may_connect("93.184.215.14", 22)
    assert may_connect("::1", 8080)
    assert not may_connect("::1", 80)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//example.org",
        "http://",
        "http://me:secret@example.org/",
        "http://me@example.org/",
        "http://[::1/",
        "http://example.org:99999/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost/",
        "http://" + "a" * 70 + ".org/",
        "http://example.org/" + "a" * 2_000,
        "",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(settings, address: str) -> None:
    settings.FETCH_ALSO = frozenset()

    with pytest.raises(Refused):
        get(address, **LIMITS)


def test_a_redirect_to_the_inside_is_refused(links: LinkServer) -> None:
    for place, inside in enumerate(["http://169.254.169.254/latest", "http://127.0.0.1:22/", "ftp://example.org/"]):
        links.moves(f"/{place}", inside)

        with pytest.raises(Refused):
            get(links.url(f"/{place}"), **LIMITS)


def test_a_name_that_turns_private_between_two_questions_is_refused(links: LinkServer) -> None:
    """The first answer is the test's own server, the second lies inside: the redirect is asked about anew."""
    links.moves("/", links.url("/secret", host="rebinding.example"))
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])

    with pytest.raises(Refused):
        get(links.url("/", host="rebinding.example"), resolve=lambda _host, _port: next(answers), **LIMITS)

    assert links.asked == [("GET", "/")]


def test_a_name_is_asked_once_for_each_connection(links: LinkServer) -> None:
    """What was vetted is what is connected to: nobody asks again in between."""
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    got = get(links.url("/", host="links.example"), resolve=resolve, **LIMITS)

    assert got.status == 200
    assert asked == ["links.example"]
    assert links.headers[0]["Host"] == links.url(host="links.example").split("/")[2]


def test_of_a_huge_body_only_the_beginning_is_read(links: LinkServer) -> None:
    links.paths["/"] = Answer(body=b"a" * 5_000_000)

    got = get(links.url(), **LIMITS)

    assert (got.body, got.cut) == (b"a" * 1_000, True)


def test_a_gzip_bomb_is_not_unpacked_further_than_that(links: LinkServer) -> None:
    links.paths["/"] = Answer(headers={"Content-Encoding": "gzip"}, body=gzip.compress(b"0" * 50_000_000))

    got = get(links.url(), most_bytes=60_000, timeout=5)

    assert (len(got.body), got.cut) == (60_000, True)


def test_what_is_packed_small_is_unpacked(links: LinkServer) -> None:
    links.paths["/"] = Answer(headers={"Content-Encoding": "gzip"}, body=gzip.compress("안녕".encode()))

    assert get(links.url(), **LIMITS).body.decode() == "안녕"


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_what_cannot_be_unpacked_is_no_answer(links: LinkServer, encoding: str) -> None:
    links.paths["/"] = Answer(headers={"Content-Encoding": encoding}, body=b"???")

    with pytest.raises(Unreachable, match="protocol"):
        get(links.url(), **LIMITS)


def test_drop_by_drop_ends_with_the_whole_time(links: LinkServer) -> None:
    links.paths["/"] = Answer(body=b"a" * 100, slowly=0.1)
    began = time.monotonic()

    with pytest.raises(Unreachable, match="timeout"):
        get(links.url(), most_bytes=1_000, timeout=0.5)

    assert time.monotonic() - began < 2


def test_a_lookup_that_takes_for_ever_is_not_waited_for() -> None:
    began = time.monotonic()

    with pytest.raises(Unreachable, match="timeout"):
        get("http://example.org/", most_bytes=1, timeout=0.2, resolve=lambda _host, _port: time.sleep(1) or [])

    assert time.monotonic() - began < 0.9


def test_nobody_there_is_said_with_its_reason(links: LinkServer, settings) -> None:
    settings.FETCH_ALSO = frozenset({"127.0.0.1:1"})

    with pytest.raises(Unreachable, match="connect"):
        get("http://127.0.0.1:1/", **LIMITS)
    with pytest.raises(Unreachable, match="name"):
        get("http://nobody.invalid/", **LIMITS)


@pytest.fixture
def secure(links: LinkServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LinkServer:
    """The server speaks TLS as links.example, with a certificate that this test trusts."""
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    made += ["-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", "/CN=links.example"]
    try:
        subprocess.run([*made, "-addext", "subjectAltName=DNS:links.example"], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl makes the certificate")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    links.server.socket = context.wrap_socket(links.server.socket, server_side=True)
    links.server.handle_error = lambda *_who: None
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return links


def secure_url(links: LinkServer, host: str) -> str:
    return links.url("/", host=host).replace("http:", "https:")


def test_a_certificate_must_bear_the_name_although_an_address_is_connected_to(secure: LinkServer) -> None:
    here = {"resolve": lambda _host, _port: ["127.0.0.1"], **LIMITS}

    assert get(secure_url(secure, "links.example"), **here).status == 200
    with pytest.raises(Unreachable, match="tls"):
        get(secure_url(secure, "other.example"), **here)


def test_a_certificate_that_nobody_vouches_for_is_none(
    secure: LinkServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))

    with pytest.raises(Unreachable, match="tls"):
        get(secure_url(secure, "links.example"), resolve=lambda _host, _port: ["127.0.0.1"], **LIMITS)
