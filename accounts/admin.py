from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from accounts import policies
from accounts.models import User

# Packages offer forms for these: who is a curator is a verb's to change (make_curator), an address its owner's.
admin.site.unregister([Group, EmailAddress])


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable when it runs
    """For operators: to find an account and to look at it. What changes one is a verb, not a form."""

    list_display = ("email", "handle", "name", "language", "onboarded_at", "suspended_at", "is_staff")
    list_filter = ("is_staff", "language", ("suspended_at", admin.EmptyFieldListFilter))
    search_fields = ("email", "handle", "name")
    ordering = ("-id",)
    show_full_result_count = False
    exclude = ("password", "groups", "user_permissions")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policies.is_operator(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policies.is_operator(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
