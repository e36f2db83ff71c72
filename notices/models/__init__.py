from notices.models.mail import Mail
from notices.models.notice import Notice
from notices.models.preference import Preference
from notices.models.pulse import Pulse

__all__ = ["Mail", "Notice", "Preference", "Pulse"]
