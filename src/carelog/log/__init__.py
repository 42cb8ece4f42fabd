"""The record: immutable entries in one SQLite file, and the views folded from them; the only place with SQL."""

from carelog.log.log import Log

__all__ = ["Log"]
