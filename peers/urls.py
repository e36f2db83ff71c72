from django.urls import path

from peers.views import feed, introductions, people

app_name = "peers"

urlpatterns = [
    path("peers/", people.people, name="peers"),
    path("peers/found/", people.be_found, name="be_found"),
    path("peers/introductions/<int:pk>/accept/", introductions.accept, name="accept"),
    path("peers/introductions/<int:pk>/decline/", introductions.decline, name="decline"),
    path("peers/introductions/<int:pk>/withdraw/", introductions.withdraw, name="withdraw"),
    path("peers/<handle:handle>/write/", introductions.write, name="write"),
    path("feed/", feed.feed, name="feed"),
    path("follow/<handle:handle>/", feed.follow, name="follow"),
    path("unfollow/<handle:handle>/", feed.unfollow, name="unfollow"),
]
