from django.urls import path

from mentoring.views import applications, asking, desk, mentors, reviewing, reviews, written

app_name = "mentoring"

urlpatterns = [
    path("mentors/", mentors.directory, name="mentors"),
    path("mentors/apply/", mentors.apply, name="apply"),
    path("mentors/away/", mentors.away, name="away"),
    path("mentors/leave/", mentors.leave, name="leave"),
    path("curate/mentors/<int:pk>/", applications.application, name="application"),
    path("reviews/", reviews.mine, name="reviews"),
    path("reviews/new/", asking.ask, name="ask"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/thank/", reviews.thank, name="thank"),
    path("reviews/requests/<int:pk>/withdraw/", reviews.withdraw, name="withdraw"),
    path("mentor/", desk.desk, name="desk"),
    path("mentor/written/", written.written, name="written"),
    path("mentor/<int:pk>/", desk.held, name="held"),
    path("mentor/<int:pk>/take/", desk.take, name="take"),
    path("mentor/<int:pk>/review/", reviewing.save, name="save"),
]
