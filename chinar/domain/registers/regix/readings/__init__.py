"""Answers of the registers most used, as typed values. What is None or "" here is absent; whether it was withheld says
`Answer.presence`. Identifiers are text."""
