"""Signing in and out, under the names that django-allauth looks for. Its own views are not routed."""

from django.urls import path

from accounts.views import enter

urlpatterns = [
    path("login/", enter.sign_in, name="account_login"),
    path("login/code/", enter.code, name="account_confirm_login_code"),
    path("login/code/new/", enter.new_code, name="account_new_login_code"),
    path("signup/", enter.sign_up, name="account_signup"),
    path("logout/", enter.sign_out, name="account_logout"),
]
