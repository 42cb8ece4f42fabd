"""What an article of the store is, by its code, for those who tell of it."""

from carelog.model.stock import Article, Group
from carelog.protocol.stock import articles


def article(code: str) -> Article:
    """The article of the list with this code; any other is one of a home's own, by its name."""
    return next((one for one in articles.every() if one.code == code), Article(code, Group.OWN, {}))
