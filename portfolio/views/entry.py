"""One entry: read, changed, taken away, brought back."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import members, public
from kit import clock
from kit.http import Req
from portfolio.actions import keeping
from portfolio.forms.entry import EntryForm
from portfolio.forms.pictures import with_pictures
from portfolio.models import Entry
from portfolio.reads.entry import entry as read_entry
from portfolio.views.addresses import profile_address, project_address
from portfolio.views.removed import page as coming_back
from roadmap import trail


@require_safe
@public
def show(request: Req, pk: int) -> HttpResponse:
    """An entry, for whoever may see it; its project only for whoever may see that too."""
    try:
        shown = read_entry(pk, request.user, clock.now())
    except Entry.DoesNotExist as error:
        raise Http404 from error
    entry, project = shown.entry, shown.project
    handle = entry.owner.handle
    page = {
        "entry": entry,
        "mine": entry.owner == request.user,
        "author": profile_address(request, handle),
        "step": trail.current().now_at(entry.step.key) if entry.step else None,
        "project": project,
        "project_at": project_address(request, handle, project.pk, project.slug) if project else "",
    }
    return render(request, "portfolio/entry.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def edit(request: Req, pk: int) -> HttpResponseBase:
    """Change an entry. What was changed elsewhere meanwhile is shown beside what was written here."""
    if request.method == "POST":
        return _save(request, get_object_or_404(Entry, owner=request.user, pk=pk))
    entry = get_object_or_404(Entry.objects.of(request.user), pk=pk)
    form = EntryForm(owner=request.user, now=clock.now(), entry=entry)
    return _edit_page(request, form, entry)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def delete(request: Req, pk: int) -> HttpResponseBase:
    """Ask first, then take it away. From a toast it is the way back of having logged."""
    if request.method != "POST":
        entry = get_object_or_404(Entry.objects.of(request.user), pk=pk)
        return render(request, "portfolio/delete.html", {"entry": entry})
    entry = keeping.remove(get_object_or_404(Entry, owner=request.user, pk=pk), now=clock.now())
    back = reverse("portfolio:bring_back", args=[entry.pk])
    messages.success(request, _("Entry deleted."), extra_tags=f"undo:{back}")
    return redirect("portfolio:log")


@require_POST
@members
def bring_back(request: Req, pk: int) -> HttpResponseBase:
    try:
        entry = keeping.bring_back(get_object_or_404(Entry, owner=request.user, pk=pk), now=clock.now())
    except keeping.GoneForGood as refusal:
        messages.error(request, str(refusal))
        return redirect("portfolio:removed")
    messages.success(request, _("The entry is back."))
    return redirect("portfolio:entry", entry.pk)


@require_safe
@members
def removed(request: Req) -> HttpResponse:
    """What was taken away and can still come back."""
    return render(request, "portfolio/removed.html", coming_back(request, Entry, "day", "minutes", "html"))


def _save(request: Req, entry: Entry) -> HttpResponseBase:
    form = with_pictures(request, EntryForm, into="text", owner=request.user, now=clock.now(), entry=entry)
    try:
        saved = form.edit()
    except keeping.ChangedMeanwhile as changed:
        return _edit_page(request, form, changed.standing, status=409)
    if saved is None:
        return _edit_page(request, form, entry, status=422)
    messages.success(request, _("Entry changed."))
    here = reverse("portfolio:entry", args=[entry.pk])
    return redirect(f"{here}#logged-entry-{entry.pk}-{form.version}")


def _edit_page(request: Req, form: EntryForm, entry: Entry, status: int = 200) -> HttpResponse:
    meanwhile = entry if status == 409 else None
    version = form.version if status == 422 else entry.version
    page = {"form": form, "entry": entry, "version": version, "meanwhile": meanwhile}
    return render(request, "portfolio/edit.html", page, status=status)
