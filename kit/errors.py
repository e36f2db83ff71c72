"""What a verb raises when a rule says no."""

from django.utils.functional import Promise


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """A rule said no; `message` tells the person why and what to do, in their language."""

    message: str | Promise = ""

    def __init__(self, message: str | Promise = "") -> None:
        if message:
            self.message = message
        super().__init__(str(self.message))
