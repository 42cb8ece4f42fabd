"""What rules cost."""

from carelog.model.assessment import Step
from carelog.model.severity import Severity
from carelog.protocol import assess
from carelog.protocol.price import Price, price

from .bedside import Bed, care, spo2, temperature


def _steps(bed: Bed) -> tuple[Step, ...]:
    return assess.replayed(care(), bed.history())


def test_alerts_and_watches_are_counted_once_an_episode() -> None:
    ill = Bed().seen(temperature(386), spo2(97)).seen(temperature(386), spo2(97), hours=12)
    cough = Bed().seen(temperature(364), spo2(97), symptoms=("cough",)).well(hours=12).well(hours=24)
    cough.seen(temperature(364), spo2(97), symptoms=("cough",), hours=36)
    found = price([_steps(ill), _steps(cough), ()], 50)
    assert found.alerts == {"T-04": 2.0}
    assert found.watches == {"T-02": 2.0, "Y-01": 4.0}
    assert (found.review_days, found.watch_days) == (2.0, 4.0)


def test_what_is_not_known_costs_no_alert() -> None:
    assert price([_steps(Bed().seen(temperature(364)))], 1) == Price({}, {}, 0.0, 0.0)


def test_a_stretch_that_began_mild_and_became_an_alert_is_counted_once_as_an_alert() -> None:
    worse = Bed().seen(temperature(364), spo2(97), symptoms=("cough",)).seen(temperature(386), spo2(97), hours=12)
    found = price([_steps(worse)], 1)
    assert (found.review_days, found.watch_days) == (100.0, 0.0)
    levels = (Severity.WATCH, Severity.NONE, Severity.WATCH, Severity.REVIEW, Severity.WATCH)
    steps = [Step(worse.at(hours=n), level, (), ()) for n, level in enumerate(levels)]
    assert price([steps], 1) == Price({}, {}, 100.0, 100.0)
    assert price([steps], 1, (worse.at(hours=1), worse.at(hours=9))).review_days == 100.0, "the second one began in it"
    assert price([steps], 1, (worse.at(hours=1), worse.at(hours=2))).review_days == 0.0


def test_rules_stand_in_the_order_of_their_codes() -> None:
    ill = Bed().seen(temperature(386), spo2(88), symptoms=("chest_pain", "cough"))
    found = price([_steps(ill)], 1)
    assert list(found.alerts) == sorted(found.alerts)
    assert list(found.watches) == sorted(found.watches)
    assert len(found.alerts) > 2


def test_no_days_cost_nothing() -> None:
    assert price([_steps(Bed().seen(temperature(386), spo2(97)))], 0).alerts == {"T-04": 0.0}
    assert price([], 10).review_days == 0.0


def test_of_a_time_only_what_began_in_it_is_counted() -> None:
    ill = Bed().seen(temperature(386), spo2(97)).seen(temperature(364), spo2(90), hours=12)
    first, last = ill.at(hours=1), ill.at(hours=20)
    found = price([_steps(ill)], 100, (first, last))
    assert set(found.alerts) >= {"S-02b"}
    assert "T-04" not in found.alerts
    assert (found.watch_days, found.review_days) == (0.0, 0.0)
    assert "S-02b" not in price([_steps(ill)], 100, (ill.at(), ill.at(hours=12))).alerts, "the last instant is outside"
    assert price([_steps(ill)], 100, (ill.at(), first)).review_days == 1.0
