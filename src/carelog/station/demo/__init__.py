"""A demo home: people who do not exist, on days that never were, the same for the same seed."""
