"""The record: immutable entries in one SQLite file, and the views folded from them; the only place with SQL."""

from carelog.log.drafts import Drafts
from carelog.log.engine import Condition, condition
from carelog.log.log import Log
from carelog.log.read_book import ActRow, Head, KeptPart
from carelog.log.read_deeds import Deed

__all__ = ["ActRow", "Condition", "Deed", "Drafts", "Head", "KeptPart", "Log", "condition"]
