"""Texts become part of the compiled template, in each language, and say what gettext would have said."""

import pytest
from django.utils import translation
from jinja2 import DictLoader

from config.jinja import environment

PAGES = {
    "plain.html": "{{ _('Roadmap') }} & {{ _('Log') }}",
    "values.html": "{{ _('by %(date)s', date=date) }}",
    "values.txt": "{{ _('by %(date)s', date=date) }}",
    "block.html": "{% trans date=date %}by {{ date }}{% endtrans %}",
    "many.html": "{{ ngettext('%(num)s step', '%(num)s steps', count) }}",
    "picture.html": "{{ icon('check') }}{{ icon('check', big=true) }}",
    "child.html": "{% extends 'frame.html' %}{% block body %}{{ _('Log') }}{% endblock %}",
    "frame.html": "{{ _('Roadmap') }}: {% block body %}{% endblock %}",
}


def said(name: str, language: str, **values: object) -> str:
    with translation.override(language):
        return environment(loader=DictLoader(PAGES)).get_template(name).render(values)


def test_one_environment_speaks_whichever_language_is_spoken() -> None:
    both = environment(loader=DictLoader(PAGES))

    for _ in range(2):
        with translation.override("ko"):
            assert both.get_template("child.html").render() == "로드맵: 기록"
        with translation.override("en"):
            assert both.get_template("child.html").render() == "Roadmap: Log"


def test_a_text_without_values_is_no_call_any_more() -> None:
    both = environment(loader=DictLoader(PAGES))

    with translation.override("en"):
        template = both.get_template("plain.html")

    with translation.override("ko"):  # too late: it is compiled
        assert template.render() == "Roadmap & Log"


@pytest.mark.parametrize(
    ("name", "date"), [("values.html", "&lt;b&gt;"), ("values.txt", "<b>"), ("block.html", "&lt;b&gt;")]
)
def test_values_are_put_in_and_escaped_where_html_is_written(name: str, date: str) -> None:
    assert said(name, "en", date="<b>") == f"by {date}"
    assert said(name, "ko", date="<b>") == f"{date}까지"


def test_what_is_counted_is_asked_each_time() -> None:
    assert [said("many.html", "en", count=count) for count in (1, 2)] == ["1 step", "2 steps"]


def test_a_picture_is_drawn_when_the_template_is_compiled() -> None:
    assert said("picture.html", "ko").count('<svg class="icon') == 2
