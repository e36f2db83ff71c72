from roadmap.models.edition import Edition
from roadmap.models.enrollment import Enrollment
from roadmap.models.mark import Mark
from roadmap.models.progress import Progress
from roadmap.models.resource import Resource, StepResource
from roadmap.models.trail import Phase, Step

__all__ = ["Edition", "Enrollment", "Mark", "Phase", "Progress", "Resource", "Step", "StepResource"]
