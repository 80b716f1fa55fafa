from chinar.domain.cases.tests.fixtures import clock, elena, fresh, georgi, head, monday, nadezhda, registry

__all__ = ["clock", "elena", "fresh", "georgi", "head", "monday", "nadezhda", "registry"]
