"""The transfer of a person, painted."""
