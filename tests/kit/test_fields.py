from django import forms
from markupsafe import Markup

from kit.fields import attributes, options


class Pick(forms.Form):
    hours = forms.TypedChoiceField(choices=[(3, "3"), (6, "6")], coerce=int)
    topics = forms.MultipleChoiceField(choices=[("vision", "Vision"), ("sound", "Sound")])
    place = forms.ChoiceField(choices=[("", "Anywhere"), ("Here", [("home", "Home")])])


def test_the_chosen_value_is_marked_whatever_its_type() -> None:
    assert options(Pick(initial={"hours": 6})["hours"]) == [("3", "3", False), ("6", "6", True)]
    assert options(Pick({"hours": "6"})["hours"]) == [("3", "3", False), ("6", "6", True)]


def test_several_may_be_chosen() -> None:
    bound = Pick(initial={"topics": ["vision", "sound"]})["topics"]

    assert [chosen for _, _, chosen in options(bound)] == [True, True]


def test_nothing_chosen_is_the_empty_choice_and_groups_lie_flat() -> None:
    assert options(Pick()["place"]) == [("", "Anywhere", True), ("home", "Home", False)]


def test_attributes_are_escaped_and_the_later_wins() -> None:
    drawn = attributes({"rows": 3, "title": "a"}, {"title": '"b"', "required": True, "hidden": None, "disabled": False})

    assert drawn == Markup(' rows="3" title="&#34;b&#34;" required')
