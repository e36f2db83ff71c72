from django.test import Client

from accounts.models import User


def test_a_page_made_for_somebody_is_kept_by_nobody_else(signed_in, learner: User) -> None:
    assert signed_in(learner).get("/roadmap/").headers["Cache-Control"] == "private, no-store"


def test_what_a_visitor_saw_of_somebody_is_asked_for_anew(visitor: Client, learner: User) -> None:
    assert visitor.get("/@seoyeon/").headers["Cache-Control"] == "private, no-cache"


def test_a_page_that_says_the_same_to_everyone_may_be_kept(visitor: Client, db: None) -> None:
    assert visitor.get("/roadmap/").headers["Cache-Control"] == "no-cache"
