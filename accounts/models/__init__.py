from accounts.models.block import Block
from accounts.models.handles import FormerHandle, SpentHandle
from accounts.models.report import Report
from accounts.models.session import Session
from accounts.models.token import ApiToken
from accounts.models.user import User

__all__ = ["ApiToken", "Block", "FormerHandle", "Report", "Session", "SpentHandle", "User"]
