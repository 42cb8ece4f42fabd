"""How a rule opens, gets worse, improves and clears."""

from datetime import datetime
from typing import NamedTuple

from carelog.model.reading import Quantity
from carelog.model.severity import STAYING, Severity, Task
from carelog.protocol.look import Look
from carelog.protocol.ruleset import Ready
from carelog.protocol.state import NEWS2, Episode, Hit, Verdict

_CHAIN = 64
"""How many entries of one episode an answer may name; more than a month of rounds."""
_MEDIAN = 3
"""From how many readings on the median decides."""
_QUANTITIES = {q.value: q for q in Quantity}


class Found(NamedTuple):
    """What a rule's conditions say now."""

    verdict: Verdict
    level: Severity
    tasks: frozenset[Task]
    hits: tuple[Hit, ...]


def asked(look: Look, rule: Ready) -> Found:
    """Ask all cases of a rule: the worst verdict; of those that hold the highest severity and all tasks."""
    look.hits.clear()
    if len(rule.cases) == 1:
        ((severity, tasks, condition),) = rule.cases
        said = condition(look)
        return Found(said, severity, tasks, tuple(look.hits) or _NOTHING) if said is _HOLDS else _CALM[said]
    verdict, level, tasks = Verdict.ABSENT, Severity.NONE, _NO_TASKS
    for severity, more, condition in rule.cases:
        said = condition(look)
        if said is _HOLDS:
            level, tasks = max(level, severity), tasks | more
        verdict = max(verdict, said)
    return Found(verdict, level, tasks, tuple(look.hits) or _NOTHING)


_HOLDS = Verdict.HOLDS
_NO_TASKS = frozenset[Task]()
_NOTHING = (Hit("", None, "", 0, ""),)
_CALM = {said: Found(said, Severity.NONE, _NO_TASKS, _NOTHING) for said in Verdict}
"""What a rule says that does not hold: nothing reads what was found on the way."""


def update(look: Look, rule: Ready, entry: str, *, old: bool) -> frozenset[Task]:
    """Bring a rule's episode up to now in `look.open`, and say which staying tasks it raises."""
    before = look.open.get(rule.id)
    found = asked(look, rule)
    if look.ran:
        entry = next((look.ran[atom] for atom in rule.atoms if atom in look.ran), entry)
    if found.verdict is Verdict.HOLDS:
        rests = _rests_on(look, found.hits[0], entry)
        after = (
            _opened(look, found, rests, old=old) if before is None else _held(look, before, found, rests, entry, old)
        )
        look.open[rule.id] = after
        raised = before.tasks if before is not None and before.id == after.id else frozenset()
        return (after.tasks - raised) & STAYING
    if before is not None:
        left = _receded(look, rule, before, found.verdict)
        if left is None:
            close(look, rule)
        else:
            look.open[rule.id] = left
    return _NO_TASKS


def close(look: Look, rule: Ready) -> None:
    """End a rule's episode; what waited to be confirmed for it is forgotten."""
    look.open.pop(rule.id, None)
    for atom in rule.atoms:
        look.pending.pop(atom, None)


def _rests_on(look: Look, hit: Hit, entry: str) -> str:
    """The entry that holds the value a reason names."""
    if hit.entry:
        return hit.entry
    samples = look.samples(_QUANTITIES[hit.reading]) if hit.value is not None and hit.reading in _QUANTITIES else ()
    return samples[-1].entry if samples else entry


def _opened(look: Look, found: Found, entry: str, *, old: bool) -> Episode:
    return Episode(
        id=entry,
        start=look.at,
        check=look.check.start if look.check else look.at,
        level=found.level,
        tasks=found.tasks,
        chain=(entry,),
        entries=(entry,),
        signs=frozenset(h.sign for h in found.hits if h.sign),
        hits=found.hits,
        named_at=found.hits,
        answered=False,
        improving=False,
        clear_since=None,
        stepped=None,
        asked=look.at,
        reread=0,
        holding=True,
        old=old,
    )


def _held(look: Look, before: Episode, found: Found, rests: str, entry: str, old: bool) -> Episode:
    """The rule holds still, or again: the same episode, or one with a new name where it is markedly worse."""
    same = before._replace(
        level=max(before.level, found.level),
        tasks=before.tasks | found.tasks,
        signs=before.signs | {h.sign for h in found.hits if h.sign},
        hits=found.hits,
        chain=_with(before.chain, rests),
        entries=(before.entries[0], rests) if rests != before.entries[0] else (rests,),
        improving=False,
        clear_since=None,
        stepped=None,
        asked=before.asked if before.holding else look.at,
        reread=before.reread + any(q.value == found.hits[0].reading for q in look.fresh) if before.holding else 0,
        holding=True,
    )
    again = before.dismissed and rests not in before.chain
    if not (again or _worse(look, before, same)) and (old or not before.old):
        return same
    name, still = rests if rests not in before.chain else entry, old and before.old
    return same._replace(id=name, chain=(name,), named_at=found.hits, answered=False, old=still, dismissed=False)


def _with(chain: tuple[str, ...], entry: str) -> tuple[str, ...]:
    return chain if entry in chain or len(chain) >= _CHAIN else (*chain, entry)


def _worse(look: Look, before: Episode, now: Episode) -> bool:
    """Whether an alert must speak again: higher, one more sign, or a value further off; a score by its sum alone."""
    if now.level < Severity.REVIEW:
        return False
    if now.level > before.level or (now.signs != before.signs and now.hits[0].reading != NEWS2):
        return True
    return any(_further_off(look, then, hit) for then in before.named_at for hit in now.hits)


def _further_off(look: Look, then: Hit, now: Hit) -> bool:
    if then.reading != now.reading or then.value is None or now.value is None:
        return False
    step = look.rules.worse.get(now.reading)
    return step is not None and (now.value - then.value) * now.way >= step


def _receded(look: Look, rule: Ready, episode: Episode, said: Verdict) -> Episode | None:
    """What is left of an episode whose rule does not hold now, None where nothing is."""
    if look.check is None or said is Verdict.ABSENT or not _signs_found(look, episode):
        return episode
    if _masked(look, rule, episode):
        return episode._replace(clear_since=None, holding=False)
    mild = episode.level <= Severity.WATCH
    if (mild and (not rule.clear or _decided_otherwise(look, episode))) or _taken_back(look, rule, episode):
        return None
    if said is Verdict.NEAR:
        return episode._replace(clear_since=None, holding=False)
    since = episode.clear_since or look.check.start
    calm = episode._replace(clear_since=since, holding=False)
    if look.check.start - since < rule.clear or episode.stepped == look.check.start:
        return calm
    return None if mild else _stepped(calm, look.check.start)


def _masked(look: Look, rule: Ready, episode: Episode) -> bool:
    """Whether an antipyretic may hide the fever a rule is about: such a check is near the line, never clear."""
    if not rule.masked or Quantity.TEMPERATURE.value not in episode.signs:
        return False
    return look.hidden(look.samples(Quantity.TEMPERATURE)[-1].at, rule.masked)


def _stepped(calm: Episode, check: datetime) -> Episode:
    """An alert whose values are back: it waits for a named person; once answered it steps down, one level a check."""
    if calm.answered or calm.old:
        return calm._replace(level=Severity(calm.level - 1), stepped=check)
    return calm._replace(improving=True)


def _signs_found(look: Look, episode: Episode) -> bool:
    """Whether this check speaks of everything that had made the rule hold."""
    asked_symptoms = look.check is not None and look.check.symptoms is not None
    return all(
        bool(look.samples(_QUANTITIES[sign])) if sign in _QUANTITIES else asked_symptoms for sign in episode.signs
    )


def _decided_otherwise(look: Look, episode: Episode) -> bool:
    """Whether further readings of the check that opened a mild rule, or another site, have decided against it."""
    quantity = _QUANTITIES.get(episode.hits[0].reading)
    if look.check is None or episode.check != look.check.start or quantity is None:
        return False
    samples = look.samples(quantity)
    return len(samples) >= _MEDIAN or len({s.site for s in samples}) > 1


def _taken_back(look: Look, rule: Ready, episode: Episode) -> bool:
    """Whether enough good repeats in the same air came soon enough after an unconfirmed alert."""
    again = rule.withdrawn
    if again is None or episode.signs != {again.quantity.value} or look.at - episode.start > again.within:
        return False
    samples = look.samples(again.quantity)
    shift = look.shift() if again.target else 0
    good = [again.limits.say(s.value - shift) is Verdict.HOLDS for s in samples[-again.repeats :]]
    return len(good) == again.repeats and all(good) and len({look.air_of(s) for s in samples}) == 1
