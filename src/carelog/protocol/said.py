"""Which reasons are said: of a chain of rules about one value the worst that is true, never a milder one beside it."""

from collections.abc import Mapping

from carelog.model.severity import Severity
from carelog.protocol.ruleset import Ruleset
from carelog.protocol.state import Episode


def unsaid(rules: Ruleset, open_: Mapping[str, Episode]) -> frozenset[str]:
    """The open rules whose words a worse one of their chain says better; their tasks stand all the same."""
    if len(open_) == 1:
        return frozenset()
    beside = (rule for rule in open_ if not rules.by_id[rule].unless.isdisjoint(open_))
    return frozenset(rule for rule in beside if behind(rules, open_, rule))


def behind(rules: Ruleset, open_: Mapping[str, Episode], rule: str) -> frozenset[str]:
    """The worse rules behind which an open one is not said now."""
    mild = open_[rule]
    return frozenset(w for w in rules.by_id[rule].unless if w in open_ and _covers(open_[w], mild))


def _covers(worse: Episode, mild: Episode) -> bool:
    """A milder rule is left unsaid only where the worse one is as true now, as high, and waits wherever it would."""
    as_true = worse.holding or not mild.holding
    return as_true and worse.level >= mild.level and (_waits(worse) or not _waits(mild))


def _waits(episode: Episode) -> bool:
    """Whether an episode is an alert that a named person has still to close."""
    return episode.level >= Severity.REVIEW and not episode.answered and not episode.old
