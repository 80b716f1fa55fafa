"""A RegiX of our own for demos and tests: the same wire, mutual TLS, an invented population, faults on demand."""
