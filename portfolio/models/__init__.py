from portfolio.models.entry import Entry
from portfolio.models.picture import Picture
from portfolio.models.project import Project

__all__ = ["Entry", "Picture", "Project"]
