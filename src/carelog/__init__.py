"""carelog: as fast as paper, and it remembers."""

__version__ = "0.1.0"
