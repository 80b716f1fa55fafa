"""The wire of the state payment portal (pay.egov.bg): its signature, its messages, its retry table. Free of Django."""
