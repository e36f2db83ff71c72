from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import public
from config.middleware.same_for_all import same_for_visitors
from home.search import LONGEST_QUERY, search
from kit.http import Req
from roadmap import trail


@require_safe
@public
@same_for_visitors()
def search_page(request: Req) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    walked = trail.seen_by(request.user)
    hits = search(walked, asked)
    return render(
        request, "home/search.html", {"asked": asked, "hits": hits, "trail": walked, "longest": LONGEST_QUERY}
    )
