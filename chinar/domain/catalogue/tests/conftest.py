from chinar.domain.cases.tests.fixtures import clock, fresh, registry

__all__ = ["clock", "fresh", "registry"]
