from django.urls import path

from notices.views import stop, wishes

app_name = "notices"

urlpatterns = [
    path("settings/mail/", wishes.wishes, name="wishes"),
    path("mail/stop/<str:token>/", stop.stop, name="stop"),
    path("mail/back/<str:token>/", stop.back, name="back"),
]
