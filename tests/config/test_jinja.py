from datetime import date

from django.template import engines
from django.utils.translation import override


def test_numbers_and_days_reach_a_template_as_people_say_them() -> None:
    template = engines["jinja2"].from_string(
        "{{ 90|minutes }}, {{ day|day(today) }}, {{ day|date(today) }}, {{ 1300|number }}, "
        "{{ '<b> · 3 weeks'|keep }}, {{ '박서연'|initials }}, "
        "{{ '<p>one two three four</p>'|excerpt(12) }}"
    )

    with override("en"):
        said = template.render({"day": date(2026, 4, 7), "today": date(2026, 4, 8)})

    assert said.replace("\u00a0", "_") == "1_h_30_min, yesterday, 7_April, 1,300, &lt;b&gt;_· 3_weeks, 서연, one two…"
