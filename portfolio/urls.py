from django.urls import path, re_path, register_converter

from portfolio.views import entry, log, milestones, pictures, profile, projects, proof, readings

app_name = "portfolio"


class HandleConverter:
    """A handle as somebody may type it; the page then leads to how it is written."""

    regex = "[A-Za-z0-9-]{3,30}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(HandleConverter, "handle")

_log = [
    path("log/", log.log, name="log"),
    path("log/preview/", log.preview, name="preview"),
    path("log/removed/", entry.removed, name="removed"),
    path("log/<int:pk>/", entry.show, name="entry"),
    path("log/<int:pk>/edit/", entry.edit, name="edit"),
    path("log/<int:pk>/delete/", entry.delete, name="delete"),
    path("log/<int:pk>/bring-back/", entry.bring_back, name="bring_back"),
]
_projects = [
    path("projects/new/", projects.new, name="new_project"),
    path("projects/removed/", projects.removed, name="removed_projects"),
    path("projects/<int:pk>/edit/", projects.edit, name="edit_project"),
    path("projects/<int:pk>/delete/", projects.delete, name="delete_project"),
    path("projects/<int:pk>/bring-back/", projects.bring_back, name="bring_back_project"),
]
_milestones = [
    path("milestones/", milestones.mine, name="milestones"),
    path("milestones/new/", milestones.choose, name="new_milestone"),
    path("milestones/new/<slug:key>/", milestones.new, name="claim"),
    path("milestones/<int:pk>/", proof.show, name="milestone"),
    path("milestones/<int:pk>/edit/", milestones.edit, name="edit_milestone"),
    path("milestones/<int:pk>/claim-again/", milestones.claim_again, name="claim_again"),
    path("milestones/<int:pk>/read-again/", milestones.read_again, name="read_again"),
    path("milestones/<int:pk>/withdraw/", milestones.withdraw, name="withdraw_milestone"),
    path("milestones/<int:pk>/revoke/", proof.revoke, name="revoke_milestone"),
    path("milestones/<int:pk>/readings/", readings.put, name="put_reading"),
    path("milestones/<int:pk>/readings/<slug:day>/delete/", readings.remove, name="delete_reading"),
]
_pictures = [
    path("pictures/", pictures.upload, name="pictures"),
    re_path(r"^media/(?P<key>[0-9a-f]{32})\.(?P<suffix>[a-z]{3,5})$", pictures.show, name="picture"),
]
_public = [
    path("portfolio/", profile.mine, name="mine"),
    path("@<handle:handle>/", profile.profile, name="profile"),
    path("@<handle:handle>/p/<int:pk>/", profile.project, name="project"),
    path("@<handle:handle>/p/<int:pk>-<str:slug>/", profile.project, name="project"),
]

urlpatterns = [*_log, *_projects, *_milestones, *_pictures, *_public]
