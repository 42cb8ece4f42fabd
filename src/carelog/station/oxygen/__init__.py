"""The oxygen desk of the house."""
