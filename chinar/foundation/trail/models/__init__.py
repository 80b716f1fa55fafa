from chinar.foundation.trail.models.link import Link

__all__ = ["Link"]
