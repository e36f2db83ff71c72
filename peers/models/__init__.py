from peers.models.follow import Follow
from peers.models.introduction import Introduction
from peers.models.ring import RingPlace
from peers.models.suggestion import Suggestion

__all__ = ["Follow", "Introduction", "RingPlace", "Suggestion"]
