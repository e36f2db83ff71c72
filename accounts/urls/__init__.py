from django.urls import path

from accounts.views import handle, suspended, welcome

app_name = "accounts"

urlpatterns = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/handle/", handle.free, name="handle_free"),
    path("suspended/", suspended.suspended, name="suspended"),
]
