from mentoring.models.mentor import Mentor
from mentoring.models.request import ReviewRequest
from mentoring.models.review import Review

__all__ = ["Mentor", "Review", "ReviewRequest"]
