"""Who comes in from outside, and how their names are deleted after a time."""
