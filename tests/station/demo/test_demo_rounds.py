"""The rounds of the demo home are walked as nurses walk them."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from statistics import mean
from zoneinfo import ZoneInfo

import pytest

from carelog.model.observation import Observed, Way
from carelog.model.person import Checks, Kind
from carelog.model.reading import NotMeasured, Quantity, Site, possible
from carelog.station.demo.plan import Deed

from .on_paper import Paper, month, quiet_month, write


def seen(paper: Paper) -> list[tuple[Deed, Observed]]:
    return [(d, d.body) for d in paper.deeds if isinstance(d.body, Observed)]


def values(paper: Paper, quantity: Quantity, site: Site | None = None) -> list[int]:
    found = (r for _, o in seen(paper) for r in o.readings if r.quantity is quantity and r.site is site)
    return [r.value for r in found if r.value is not None]


def test_the_same_plan_gives_the_same_deeds_and_another_seed_others() -> None:
    assert write().deeds == month().deeds
    assert write(seed=2).deeds != month().deeds


def test_deeds_come_in_the_order_of_time_and_stop_at_the_end() -> None:
    times = [d.at for d in month().deeds]
    assert times == sorted(times)
    assert times[-1] <= month().plan.at


def test_everybody_here_is_visited_once_each_round() -> None:
    firsts: dict[str, set[str]] = defaultdict(set)
    for deed, _ in seen(quiet_month()):
        firsts[deed.person].add(deed.observation)
    full = [
        life.person.id
        for life in quiet_month().lives
        if life.person.kind is Kind.RESIDENT and not life.away and life.person.checks is Checks.ALL
    ]
    rounds = len(quiet_month().walks)
    assert {len([o for o in firsts[p] if o.count(" ") == 2]) for p in full} <= {rounds - 1, rounds}


def test_visits_fall_into_the_window_of_their_round() -> None:
    windows = {w.window.key: w.window for w in month().walks}
    assert {o.round for _, o in seen(month())} == set(windows)
    for deed, observed in seen(month()):
        window = windows[observed.round] if observed.round else None
        assert window
        assert window.start <= deed.at < window.end


def test_a_nurse_on_duty_writes_it_down() -> None:
    nurses = {p.id for p in month().staff if p.code.startswith("N")}
    lives = {life.person.id: life for life in month().lives}
    begins = {w.window.key: w.begin for w in month().walks}
    assert {d.by for d, _ in seen(month())} <= nurses
    assert not any(lives[d.by].is_away(begins[o.round]) for d, o in seen(month()) if o.round)


def test_a_nurse_is_in_one_place_at_a_time() -> None:
    residents = {p.id: p.bed for p in month().residents}
    for walk in month().walks:
        units: dict[str, list[str]] = defaultdict(list)
        for deed, observed in seen(month()):
            if observed.round == walk.window.key and deed.person in residents:
                units[deed.by].append(residents[deed.person].partition("-")[0])
        assert all(len(set(u)) <= 1 for u in units.values())


def test_about_half_of_the_round_is_done_when_the_story_ends_in_it() -> None:
    key = month().walks[-1].window.key
    done = {d.person for d, o in seen(month()) if o.round == key} & {p.id for p in month().residents}
    assert 20 <= len(done) <= 38


def test_the_last_round_is_whole_when_the_story_ends_after_it() -> None:
    night = write(at=datetime(2026, 11, 22, 14, 0, tzinfo=UTC), days=2)
    key = night.walks[-1].window.key
    done = {d.person for d, o in seen(night) if o.round == key} & {p.id for p in night.residents}
    assert len(done) >= 56


def test_temperatures_lie_around_the_means_of_old_people_by_site() -> None:
    assert mean(values(quiet_month(), Quantity.TEMPERATURE, Site.AXILLARY)) == pytest.approx(362, abs=1.5)
    assert mean(values(quiet_month(), Quantity.TEMPERATURE, Site.ORAL)) == pytest.approx(363, abs=3)


def test_evenings_are_warmer_than_mornings() -> None:
    by_slot: dict[str, list[int]] = defaultdict(list)
    for _, o in seen(quiet_month()):
        if o.round:
            by_slot[o.round.slot] += [r.value for r in o.readings if r.site is Site.AXILLARY and r.value]
    assert 2 < mean(by_slot["evening"]) - mean(by_slot["morning"]) < 4.5


def test_every_value_can_be_a_value_of_a_living_person() -> None:
    assert all(r.value is None or possible(r.quantity, r.value) for _, o in seen(month()) for r in o.readings)


def test_staff_have_temperature_and_symptoms_only() -> None:
    staff = {p.id for p in month().staff}
    asked = {r.quantity for d, o in seen(month()) if d.person in staff for r in o.readings}
    assert asked == {Quantity.TEMPERATURE}


def test_a_low_first_reading_is_read_again_within_ten_minutes() -> None:
    scale = {p.id: p.spo2_scale for p in quiet_month().residents}
    parts: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for deed, o in seen(quiet_month()):
        parts[deed.observation] += [
            (deed.at, r.value)
            for r in o.readings
            if r.quantity is Quantity.SPO2 and r.value is not None and scale[o.person] == 1
        ]
    low = [
        p for p in parts.values() if p and p[0][1] <= 93 and p[-1][0] < quiet_month().plan.at - timedelta(minutes=11)
    ]
    assert low
    assert all(len(p) >= 3 and p[-1][0] - p[0][0] <= timedelta(minutes=10) for p in low)
    settled = [p for p in low if sum(v >= 95 for _, v in p[1:]) >= 2]
    assert len(settled) >= 0.8 * len(low)


def test_a_warm_armpit_is_measured_again_after_half_an_hour_as_an_observation_of_its_own() -> None:
    first: dict[str, datetime] = {}
    warm = 0
    for deed, o in seen(month()):
        for r in o.readings:
            if r.site is Site.AXILLARY and r.value and r.value >= 373 and deed.observation.count(" ") == 2:
                first[deed.observation] = deed.at
        again = deed.observation.rpartition(" ")[0]
        if again in first:
            warm += 1
            assert timedelta(minutes=30) <= deed.at - first[again] <= timedelta(minutes=35)
    assert warm >= 3


def test_a_cold_armpit_is_checked_in_the_ear() -> None:
    assert 0 < len(values(month(), Quantity.TEMPERATURE, Site.TYMPANIC)) < 60


def test_people_refuse_and_sleep_now_and_then() -> None:
    why = Counter(r.not_measured for _, o in seen(month()) for r in o.readings if r.not_measured)
    assert why[NotMeasured.REFUSED] > 10
    assert why[NotMeasured.ASLEEP] > 10
    assert sum(why.values()) - why[NotMeasured.CARE_PLAN] < 0.03 * len(seen(month()))


def test_somebody_turns_the_oximeter_away_in_the_last_round() -> None:
    key = month().walks[-1].window.key
    why = [
        r.not_measured for _, o in seen(month()) if o.round == key for r in o.readings if r.quantity is Quantity.SPO2
    ]
    assert NotMeasured.REFUSED in why


def test_who_is_cared_for_in_comfort_is_asked_and_not_measured() -> None:
    comfort = {p.id for p in month().residents if p.checks is Checks.COMFORT}
    mine = [o for d, o in seen(month()) if d.person in comfort]
    assert mine
    assert {r.not_measured for o in mine for r in o.readings} == {NotMeasured.CARE_PLAN}


def test_oxygen_stands_beside_every_spo2() -> None:
    flow = {p.id: p.oxygen_tenths_l_min or 0 for p in month().residents}
    for _, o in seen(month()):
        read = {r.quantity: r.value for r in o.readings}
        if read.get(Quantity.SPO2) is not None:
            assert read[Quantity.OXYGEN] == flow[o.person]


def test_no_part_of_an_observation_is_empty() -> None:
    assert all(o.readings or o.symptoms is not None or o.not_asked for _, o in seen(month()))


def test_everything_is_marked_as_demonstration() -> None:
    assert {o.way for _, o in seen(month())} == {Way.DEMO}


def test_isolated_people_are_visited_last() -> None:
    life = next(life for life in month().lives if life.apart)
    assert life.apart
    walk = next(w for w in month().walks if w.begin > life.apart[0])
    unit = {p.id for p in month().residents if p.unit == life.person.unit}
    firsts: dict[str, datetime] = {}
    for deed, o in seen(month()):
        if o.round == walk.window.key and deed.person in unit:
            firsts.setdefault(deed.person, deed.at)
    assert firsts[life.person.id] >= sorted(firsts.values())[-2]


def test_rounds_stand_through_the_change_of_the_clocks() -> None:
    autumn = write(zone=ZoneInfo("Europe/London"), at=datetime(2026, 10, 26, 22, tzinfo=UTC), days=4, language="en")
    assert len(autumn.walks) == 8
    hours = {w.begin.astimezone(autumn.plan.zone).hour for w in autumn.walks if w.window.key.slot == "morning"}
    assert hours <= {6, 7}
