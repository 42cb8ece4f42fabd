"""What high ground does to a protocol: the SpO2 lines of scale 1 stand so many points lower, by a clinician's name."""

from carelog.model.reading import Quantity
from carelog.protocol.schema import Ask, CareProtocol, Case, Rule, Withdrawn
from carelog.protocol.wording import AllOf, AnyOf, Bound, Condition, NOf


def lowered(protocol: CareProtocol) -> CareProtocol:
    """The protocol as it decides where it stands; NEWS2 itself is scored unmodified."""
    if protocol.altitude is None:
        return protocol
    points = protocol.altitude.spo2_lower
    figures = protocol.figures
    target = figures.target_scale_1.model_copy(update={"value": figures.target_scale_1.value - points})
    rules = tuple(_rule(rule, points) for rule in protocol.rule)
    asks = tuple(_ask(ask, points) for ask in protocol.ask)
    figures = figures.model_copy(update={"target_scale_1": target})
    changed = {"rule": rules, "ask": asks, "figures": figures, "altitude": None}
    return protocol.model_copy(update=changed)


def _rule(rule: Rule, points: int) -> Rule:
    changed: dict[str, object] = {
        "when": _condition(rule.when, points),
        "worse": tuple(_case(case, points) for case in rule.worse),
        "withdrawn": _withdrawn(rule.withdrawn, points),
    }
    return rule.model_copy(update=changed)


def _case(case: Case, points: int) -> Case:
    return case.model_copy(update={"when": _condition(case.when, points)})


def _withdrawn(again: Withdrawn | None, points: int) -> Withdrawn | None:
    if again is None or again.reading is not Quantity.SPO2:
        return again
    return again.model_copy(update={"value": again.value - points})


def _condition(asked: Condition, points: int) -> Condition:
    if isinstance(asked, AllOf | AnyOf | NOf):
        return asked.model_copy(update={"of": tuple(_condition(part, points) for part in asked.of)})
    if isinstance(asked, Bound) and asked.reading is Quantity.SPO2 and asked.scale == 1:
        lower = [
            line.model_copy(update={"value": line.value - points, "clear": line.clear - points}) for line in asked.lines
        ]
        return asked.model_copy(update={"lines": tuple(lower)})
    return asked


def _ask(ask: Ask, points: int) -> Ask:
    if ask.reading is not Quantity.SPO2 or ask.scale != 1 or ask.below is None:
        return ask
    return ask.model_copy(update={"below": ask.below - points})
