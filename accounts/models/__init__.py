from accounts.models.handles import FormerHandle
from accounts.models.user import User

__all__ = ["FormerHandle", "User"]
