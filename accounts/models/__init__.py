from accounts.models.handles import FormerHandle
from accounts.models.session import Session
from accounts.models.user import User

__all__ = ["FormerHandle", "Session", "User"]
