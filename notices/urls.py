from django.urls import path

from notices.views import mailbox, notices, operators, stop, wishes

app_name = "notices"

for_everybody = [
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_all, name="read_all"),
    path("notices/<int:pk>/", notices.read, name="read"),
    path("settings/mail/", wishes.wishes, name="wishes"),
]

from_the_mail = [
    path("mail/stop/<str:token>/", stop.stop, name="stop"),
    path("mail/back/<str:token>/", stop.back, name="back"),
]

for_operators = [
    path("operators/mail/", operators.mail, name="operators_mail"),
    path("operators/mail/<int:pk>/again/", operators.again, name="again"),
]

for_makers = [
    path("dev/mail/", mailbox.letters, name="letters"),
    path("dev/mail/<slug:name>/", mailbox.letter, name="letter"),
    path("dev/mail/<slug:name>/rich/", mailbox.rich, name="rich"),
]

urlpatterns = [*for_everybody, *from_the_mail, *for_operators, *for_makers]
