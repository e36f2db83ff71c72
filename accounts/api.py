"""Whose token it is."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from accounts.models.user import Language
from accounts.roles import ROLES
from accounts.topics import TOPICS
from config.api.door import Members, answer, on_site, person_of
from config.api.fields import Given


class Me(Given):
    handle = serializers.CharField()
    name = serializers.CharField()
    about = serializers.CharField()
    language = serializers.ChoiceField(choices=Language.values)
    time_zone = serializers.CharField()
    day_ends_at = serializers.IntegerField(min_value=0, max_value=6)
    today = serializers.DateField()
    target_role = serializers.ChoiceField(choices=["", *(role.key for role in ROLES)])
    topics = serializers.ListField(child=serializers.ChoiceField(choices=[topic.key for topic in TOPICS]))
    url = serializers.URLField()


class MeDoor(Members):
    @extend_schema(summary=_("You, and which day it is for you"), responses=Me)
    def get(self, request: Request) -> HttpResponse:
        person = person_of(request)
        return answer(
            {
                "handle": person.handle,
                "name": person.name,
                "about": person.about,
                "language": person.language,
                "time_zone": person.time_zone,
                "day_ends_at": person.day_ends_at,
                "today": person.day(),
                "target_role": person.target_role,
                "topics": person.topics,
                "url": on_site(reverse("portfolio:profile", args=[person.handle])),
            }
        )
