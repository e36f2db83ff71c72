"""The site as it is, and the two views it is measured against."""

from django.urls import path

from bench import bare
from config.urls import urlpatterns as ours

urlpatterns = [path("bare/", bare.nothing), path("bare/me/", bare.me), *ours]
