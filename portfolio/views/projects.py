"""Telling of a project: begun, changed, taken away, brought back."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import members
from kit import clock
from kit.http import Req
from portfolio.actions import keeping
from portfolio.forms.pictures import with_pictures
from portfolio.forms.project import ProjectForm
from portfolio.models import Project
from portfolio.views.addresses import project_address
from portfolio.views.removed import page as coming_back


@require_http_methods(["GET", "HEAD", "POST"])
@members
def new(request: Req) -> HttpResponseBase:
    """Begin a project."""
    now = clock.now()
    if request.method != "POST":
        return render(request, "portfolio/project_form.html", {"form": ProjectForm(owner=request.user, now=now)})
    form = with_pictures(request, ProjectForm, into="story", owner=request.user, now=now)
    project = form.make()
    if project is None:
        return render(request, "portfolio/project_form.html", {"form": form}, status=422)
    messages.success(request, _("Project created. Log what you do on it."))
    return redirect(f"{_address(request, project)}#logged-{form.form_key}")


@require_http_methods(["GET", "HEAD", "POST"])
@members
def edit(request: Req, pk: int) -> HttpResponseBase:
    """Change a project. What was changed elsewhere meanwhile is shown beside what was written here."""
    mine = Project.objects.filter(owner=request.user).select_related("cover")
    if request.method == "POST":
        return _save(request, get_object_or_404(mine, pk=pk))
    project = get_object_or_404(mine.standing(), pk=pk)
    return _edit_page(request, ProjectForm(owner=request.user, now=clock.now(), project=project), project)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def delete(request: Req, pk: int) -> HttpResponseBase:
    """Ask first, then take it away."""
    mine = Project.objects.filter(owner=request.user)
    if request.method != "POST":
        project = get_object_or_404(mine.standing(), pk=pk)
        return render(request, "portfolio/delete_project.html", {"project": project})
    project = keeping.remove(get_object_or_404(mine, pk=pk), now=clock.now())
    back = reverse("portfolio:bring_back_project", args=[project.pk])
    messages.success(request, _("Project deleted."), extra_tags=f"undo:{back}")
    return redirect("portfolio:mine")


@require_POST
@members
def bring_back(request: Req, pk: int) -> HttpResponseBase:
    project = get_object_or_404(Project, owner=request.user, pk=pk)
    try:
        project = keeping.bring_back(project, now=clock.now())
    except keeping.GoneForGood as refusal:
        messages.error(request, str(refusal))
        return redirect("portfolio:removed_projects")
    messages.success(request, _("The project is back."))
    return redirect(_address(request, project))


@require_safe
@members
def removed(request: Req) -> HttpResponse:
    """What was taken away and can still come back."""
    return render(request, "portfolio/removed_projects.html", coming_back(request, Project, "title", "value"))


def _save(request: Req, project: Project) -> HttpResponseBase:
    form = with_pictures(request, ProjectForm, into="story", owner=request.user, now=clock.now(), project=project)
    try:
        saved = form.edit()
    except keeping.ChangedMeanwhile as changed:
        return _edit_page(request, form, changed.standing, status=409)
    if saved is None:
        return _edit_page(request, form, project, status=422)
    messages.success(request, _("Project saved."))
    return redirect(f"{_address(request, saved)}#logged-project-{saved.pk}-{form.version}")


def _edit_page(request: Req, form: ProjectForm, project: Project, status: int = 200) -> HttpResponse:
    meanwhile = project if status == 409 else None
    version = form.version if status == 422 else project.version
    page = {
        "form": form,
        "project": project,
        "version": version,
        "meanwhile": meanwhile,
        "here": _address(request, project),
    }
    return render(request, "portfolio/project_form.html", page, status=status)


def _address(request: Req, project: Project) -> str:
    return project_address(request, request.user.handle, project.pk, project.slug)
