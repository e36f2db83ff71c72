from django.urls import path

from accounts.views import (
    address,
    handle,
    language,
    leaving,
    password,
    privacy,
    profile,
    safety,
    sessions,
    settings,
    suspended,
    tokens,
    welcome,
)

app_name = "accounts"

_welcome = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/handle/", handle.free, name="handle_free"),
    path("suspended/", suspended.suspended, name="suspended"),
    path("privacy/", privacy.privacy, name="privacy"),
]
_settings = [
    path("settings/", settings.settings, name="settings"),
    path("settings/profile/", profile.profile, name="profile"),
    path("settings/time/", profile.time, name="time"),
    path("settings/language/", language.language, name="language"),
    path("settings/handle/", handle.handle, name="handle"),
    path("settings/email/", address.address, name="address"),
    path("settings/email/code/", address.code, name="address_code"),
    path("settings/email/code/new/", address.new_code, name="address_new_code"),
    path("settings/email/stay/", address.stay, name="address_stay"),
    path("settings/password/", password.password, name="password"),
    path("settings/sessions/", sessions.sessions, name="sessions"),
    path("settings/sessions/others/end/", sessions.end_all_others, name="end_other_sessions"),
    path("settings/sessions/<str:name>/end/", sessions.end_one, name="end_session"),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
]
_safety = [
    path("report/<slug:kind>/<int:pk>/", safety.report, name="report"),
    path("block/<str:handle>/", safety.block, name="block"),
    path("settings/blocks/", safety.blocked, name="blocks"),
    path("settings/blocks/<int:pk>/end/", safety.unblock, name="unblock"),
    path("settings/leave/", leaving.leave, name="leave"),
    path("leaving/", leaving.coming_back, name="leaving"),
    path("leaving/back/", leaving.come_back, name="come_back"),
]

urlpatterns = [*_welcome, *_settings, *_safety]
