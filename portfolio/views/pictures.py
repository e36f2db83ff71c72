"""Pictures on their way in, from paste, drop and choosing, and on their way out, to whoever may see them."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import members, open_to_all
from kit import clock
from kit.errors import Refusal
from kit.http import Req
from kit.images import TooBig
from kit.uploads import left_out
from portfolio.actions import pictures
from portfolio.models import Picture

ASKED_EACH_TIME = "private, no-cache"  # what its owner hides is hidden at once; each look costs a 304


@require_POST
@members
def upload(request: Req) -> JsonResponse:
    """One picture from a script: answers with its address, or with a sentence that says why not."""
    file = request.FILES.get("picture")
    try:
        if file is None:
            raise TooBig if left_out(request) else Refusal(_("No picture arrived. Choose it again."))
        picture = pictures.keep(request.user, file, now=clock.now())
    except Refusal as refusal:
        return JsonResponse({"error": str(refusal)}, status=422)
    return JsonResponse({"address": picture.address, "width": picture.width, "height": picture.height}, status=201)


@require_safe
@open_to_all
def show(request: Req, key: str, suffix: str) -> HttpResponseBase:
    """A picture, for whoever may see what shows it; to all others it is not there."""
    picture = get_object_or_404(Picture.objects.visible_to(request.user), key=key, suffix=suffix)
    etag = quote_etag(key)  # what stands under a key never changes
    response = get_conditional_response(request, etag) or _file(picture)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = ASKED_EACH_TIME
    return response


def _file(picture: Picture) -> HttpResponse:
    try:
        with default_storage.open(picture.path) as file:  # a few hundred KB
            content = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    headers = {"Content-Disposition": "inline", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=f"image/{picture.suffix}", headers=headers)
