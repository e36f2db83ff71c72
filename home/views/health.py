from django.db import connection
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import open_to_all
from kit.http import Req


@require_safe
@open_to_all
def live(request: Req) -> HttpResponse:
    """The process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
@open_to_all
def ready(request: Req) -> HttpResponse:
    """The process can serve pages: the database answers. A database that is gone becomes 503 on the way out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready\n", content_type="text/plain")
