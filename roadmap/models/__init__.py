from roadmap.models.curation import CurationEvent
from roadmap.models.edition import Edition
from roadmap.models.enrollment import Enrollment
from roadmap.models.link_case import LinkCase, LinkReport
from roadmap.models.link_host import LinkHost
from roadmap.models.mark import Mark
from roadmap.models.progress import Progress
from roadmap.models.resource import Resource, StepResource
from roadmap.models.trail import Phase, Step

__all__ = [
    "CurationEvent",
    "Edition",
    "Enrollment",
    "LinkCase",
    "LinkHost",
    "LinkReport",
    "Mark",
    "Phase",
    "Progress",
    "Resource",
    "Step",
    "StepResource",
]
