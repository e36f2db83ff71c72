from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import public
from kit.http import Req


@require_GET
@public
def landing(request: Req) -> HttpResponse:
    return render(request, "home/landing.html")
