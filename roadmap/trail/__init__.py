"""The whole roadmap in the memory of each process, as everybody reads it."""

from roadmap.trail.memory import current, forget, seen_by
from roadmap.trail.shape import Link, Phase, Resource, Step, Trail

__all__ = ["Link", "Phase", "Resource", "Step", "Trail", "current", "forget", "seen_by"]
