"""A payment portal of our own, for the demo and for tests: the same forms, signatures and retries, no money."""
