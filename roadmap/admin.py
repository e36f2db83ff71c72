"""Where curators edit the roadmap: both languages side by side, each save an event that can be taken back."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import URLField
from django.forms import BaseInlineFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.policies import is_curator
from kit import clock
from kit.bilingual import language
from roadmap.actions import changing, curation
from roadmap.forms.editing import EditForm, PhaseForm, ResourceForm, StepForm
from roadmap.models import Phase, Resource, Step, StepResource
from roadmap.trail.read import read_trail
from roadmap.views.draft import draft


def both(*names: str) -> tuple[tuple[str, str], ...]:
    """Rows of two fields, Korean and English beside each other."""
    return tuple((f"{name}_ko", f"{name}_en") for name in names)


class ContentAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable when it runs
    form = EditForm
    change_form_template = "admin/roadmap/change_form.html"
    list_per_page = 50
    show_full_result_count = False
    list_filter: ClassVar[tuple[Any, ...]] = (("retired_at", admin.EmptyFieldListFilter),)
    search_fields: ClassVar[tuple[str, ...]] = ("key", "title_ko", "title_en")
    actions = None

    class Media:
        css: ClassVar = {"all": ["css/admin.css"]}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_curator(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_curator(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_curator(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_curator(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: people's progress and marks stand on these rows. What is not wanted is retired or replaced."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("key",) if obj else ()

    def get_urls(self) -> list[URLPattern]:
        name = f"roadmap_{self.opts.model_name}_preview"
        ours = path("<int:pk>/change/preview/<str:language>/", self.admin_site.admin_view(self.preview), name=name)
        return [ours, *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A new row is made here, off the roadmap; what it says, and every change, is written with its event."""
        if not change:
            obj.retired_at = clock.now()
            obj.save()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The row's values and what hangs on it, as one event. Nothing that differs: no event."""
        things = {changing.thing_of(form.instance): self.values(form, formsets)}
        why = form.cleaned_data["history"]
        event = curation.edit(things, by=request.user, why=why, now=clock.now())  # type: ignore[arg-type]  # a User
        if event is None:
            messages.info(request, _("Nothing differs, so nothing was written."))

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> list[Any]:
        """Nothing: the event says it, with both sides."""
        return []

    def values(self, form: Any, formsets: Any) -> dict[str, Any]:
        values: dict[str, Any] = form.values()
        return values

    def preview(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        """The page as it would be with what was typed, in one of the two languages; nothing is kept."""
        if request.method != "POST" or language not in {"ko", "en"} or not is_curator(request.user):
            raise Http404
        row = get_object_or_404(self.model, pk=pk)
        form = self.get_form(request, row, change=True)(request.POST, instance=row)
        formsets, _inlines = self._create_formsets(request, row, change=True)  # type: ignore[attr-defined]
        if not (form.is_valid() and all(formset.is_valid() for formset in formsets)):
            return draft(request, None, row, language)
        with transaction.atomic():
            values = self.values(form, formsets)
            changing.change({changing.thing_of(row): values}, clock.now())
            drafted = read_trail(None)
            transaction.set_rollback(True)
        return draft(request, drafted, row, language)


@admin.register(Phase)
class PhaseAdmin(ContentAdmin):
    form = PhaseForm
    list_display = ("key", "place", "title_ko", "title_en", "retired_at")
    ordering = ("place",)
    fieldsets = (
        (None, {"fields": ("key", "place", *both("title", "aim", "still_written"), ("months_low", "months_high"))}),
        (gettext_lazy("Its end"), {"fields": ("retired", "replaced_by", "history", "stood")}),
    )


class NamedFields(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows of a table whose head alone names the columns: each field says its own name too."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", str(field.label))


class StepResourceInline(admin.TabularInline):  # type: ignore[type-arg]
    """The resources of a step, by place."""

    model = StepResource
    formset = NamedFields
    fields = ("place", "resource")
    extra = 2

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_curator(request.user)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "resource":
            kwargs["queryset"] = Resource.objects.order_by(f"title_{language()}")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Step)
class StepAdmin(ContentAdmin):
    form = StepForm
    inlines = (StepResourceInline,)
    list_display = ("key", "phase", "place", "title_ko", "title_en", "retired_at")
    list_select_related = ("phase",)
    ordering = ("phase__place", "place")
    fieldsets = (
        (None, {"fields": ("key", "phase", "place", ("hours_low", "hours_high"), *both("title"))}),
        (gettext_lazy("Texts"), {"fields": both("what", "why", "how", "pace", "show", "mistakes")}),
        (gettext_lazy("Its end"), {"fields": ("retired", "replaced_by", "history", "stood")}),
    )

    def values(self, form: Any, formsets: Any) -> dict[str, Any]:
        rows = [one.cleaned_data for formset in formsets for one in formset.forms if one.cleaned_data.get("resource")]
        kept = sorted((row for row in rows if not row.get("DELETE")), key=lambda row: row["place"])
        return {**super().values(form, formsets), "resources": list(dict.fromkeys(row["resource"].key for row in kept))}


@admin.register(Resource)
class ResourceAdmin(ContentAdmin):
    form = ResourceForm
    list_display = ("key", "title_ko", "kind", "verdict", "address", "retired_at")
    list_filter = (*ContentAdmin.list_filter, "verdict", "kind")
    search_fields = (*ContentAdmin.search_fields, "address")
    ordering = ("key",)
    fieldsets = (
        (None, {"fields": ("key", "address", *both("title", "why"), "by")}),
        (gettext_lazy("Facts"), {"fields": (("kind", "language"), ("level", "cost"), "hours")}),
        (
            gettext_lazy("Its end"),
            {
                "fields": (
                    ("link_state", "gone_since"),
                    "archived_address",
                    "retired",
                    "replaced_by",
                    "history",
                    "stood",
                )
            },
        ),
    )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)
