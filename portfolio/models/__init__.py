from portfolio.models.entry import Entry
from portfolio.models.evidence import Evidence, Reading
from portfolio.models.grant import Grant
from portfolio.models.milestone import Milestone
from portfolio.models.picture import Picture
from portfolio.models.project import Project
from portfolio.models.verification import Verification

__all__ = ["Entry", "Evidence", "Grant", "Milestone", "Picture", "Project", "Reading", "Verification"]
