import pytest

from portfolio.links import LabelTooLong, Link, NoLink


@pytest.mark.parametrize(
    ("label", "address", "kept"),
    [
        (" 코드 ", "https://github.com/a/b", Link("코드", "https://github.com/a/b")),
        ("코\0드", "https://github.com/a", Link("코드", "https://github.com/a")),
        ("", "github.com/a", Link("github.com", "https://github.com/a")),
        ("", "https://www.example.org/글?a=b#c", Link("example.org", "https://www.example.org/글?a=b#c")),
        ("데모", "example.org:8443/a", Link("데모", "https://example.org:8443/a")),
        ("글", "HTTPS://example.org", Link("글", "HTTPS://example.org")),
        ("한글", "https://한글.kr/", Link("한글", "https://한글.kr/")),
    ],
)
def test_a_link_is_taken_as_people_type_it(label: str, address: str, kept: Link) -> None:
    assert Link.typed(label, address) == kept


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://example.org",
            "javascript:alert(1)",
            "JavaScript:alert(1)//https://a.b",
            "data:text/html,a",
            "mailto:a@b.c",
        ),
        *("//example.org", "/log/", "example", "코드", "https://", "https://a b.org", "https://example.org/\n<script>"),
        *(
            "https://user:password@",
            f"https://example.org/{'a' * 500}",
            "https://exa\0mple.org",
            "https://a.org/\0",
            "file:///etc/passwd",
        ),
    ],
)
def test_what_leads_nowhere_or_elsewhere_than_the_web_is_refused(address: str) -> None:
    with pytest.raises(NoLink):
        Link.typed("코드", address)


def test_a_label_has_to_fit_on_a_line() -> None:
    assert Link.typed("가" * 40, "example.org").label == "가" * 40

    with pytest.raises(LabelTooLong):
        Link.typed("가" * 41, "example.org")


def test_a_host_too_long_for_a_label_is_cut() -> None:
    assert len(Link.typed("", f"https://{'a' * 60}.example.org").label) == 40
