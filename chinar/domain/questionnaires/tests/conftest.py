from chinar.domain.cases.tests.fixtures import clock, fresh

__all__ = ["clock", "fresh"]
