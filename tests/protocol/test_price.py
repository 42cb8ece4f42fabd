"""What rules cost."""

from carelog.model.assessment import Step
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


def test_no_days_cost_nothing() -> None:
    assert price([_steps(Bed().seen(temperature(386), spo2(97)))], 0).alerts == {"T-04": 0.0}
    assert price([], 10).review_days == 0.0
