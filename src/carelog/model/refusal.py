"""How every layer says no: a code and its facts, which `words` turns into a sentence."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer to a nurse, not a programming error
    """Something was asked that cannot be done; nothing was stored, nothing typed is lost.

    `code` is the key of the sentence in both catalogues; `facts` fill its places (file, row, column, key, ...).
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        """Keep the code and the facts; the text is for logs and tests only."""
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
