"""A plan of swabs in a file: what it must say, what does not hold, how a file of one's own changes it."""

import tomllib

import pytest

from carelog.model.deeds import Method
from carelog.model.person import Colour, Kind
from carelog.model.swabs import Regime
from carelog.protocol import light, load
from carelog.protocol.swabs import merging
from carelog.protocol.swabs.plan import Group, cited, plan
from tests.protocol.files import OWN, codes, facts, problems
from tests.protocol.swabs.told import PLAN

BASE = load.packaged("cn-2023-respiratory")
ROW = """
[[swabs.weekly]]
id = "K-01"
times = 1
weekdays = ["wed"]
source = "our doctor"
evidence = "P"
words = { zh_CN = "老人每周 1 次", en = "Residents once a week" }
"""


def own(text: str) -> str:
    return load.whole(text, "ours.toml")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('weekdays = ["mon", "thu"]', 'weekdays = ["mon"]', "protocol.swab_days"),
        ('weekdays = ["mon", "thu"]', 'weekdays = ["mon", "mon"]', "protocol.swab_days"),
        ('weekdays = ["mon", "thu"]', 'weekdays = ["mon", "day"]', "protocol.value_none_of"),
        ("days = [0, 3, 5]", "days = [0, 5, 3]", "protocol.swab_order"),
        ("minimum_gap_days = { value = 2", "minimum_gap_days = { value = 5", "protocol.swab_gaps"),
        ('group = "residents"', 'group = "guests"', "protocol.swab_group"),
        ('regimes = ["closed"]\ntimes = 7', 'regimes = ["wave", "closed"]\ntimes = 7', "protocol.twice"),
        ('id = "W-02a"', 'id = "W-02"', "protocol.twice"),
        ('code = "residents"', 'code = "staff"', "protocol.twice"),
        ('id = "K-05"\nkinds', 'id = "K-02"\nkinds', "protocol.rule_twice"),
        ('serial = "K-03"', 'serial = "K-33"', "protocol.rule_unknown"),
        ("times = 7", "times = 8", "protocol.value_bad"),
        ("times = 7", "times = 0", "protocol.value_bad"),
        ("days = [0, 3, 5]", "days = [0, 9, 3]", "protocol.swab_order"),
        ("days = [0, 3, 5]", "days = []", "protocol.value_bad"),
        ('id = "K-01"', 'id = "K-00"', "protocol.twice"),
        ('id = "K-05"\nkinds', 'id = "K-04"\nkinds', "protocol.twice"),
        ('id = "K-06"\nkinds', 'id = "K-04"\nkinds', "protocol.twice"),
        ('code = "residents"', 'code = "Residents on 3"', "protocol.value_bad"),
        ('code = "staff"\nkinds = ["staff"]', 'code = "staff"\nkinds = []', "protocol.value_bad"),
        ('regimes = ["closed"]\ntimes = 7', "regimes = []\ntimes = 7", "protocol.value_bad"),
        ('id = "K-05"\nkinds = ["resident", "staff"]', 'id = "K-05"\nkinds = []', "protocol.value_bad"),
        ('id = "K-06"\nkinds = ["resident"]', 'id = "K-06"\nkinds = []', "protocol.value_bad"),
        (
            'kinds = ["resident"]\nregimes = ["wave", "closed"]',
            'kinds = ["resident"]\nregimes = []',
            "protocol.value_bad",
        ),
        ('targets = ["sars_cov_2"]', "targets = []", "protocol.value_bad"),
        ("ask_days = { value = 28", "ask_days = { value = 0", "protocol.value_bad"),
        ("ask_days = { value = 28", "ask_days = { value = 61", "protocol.value_bad"),
        ('methods = ["pcr", "multiplex"]', "methods = []", "protocol.value_bad"),
        ('targets = ["sars_cov_2"]\n', "", "protocol.key_missing"),
        ("[swabs.contact]\n", "[swabs.contact]\nmonths = 1\n", "protocol.key_unknown"),
    ],
)
def test_what_does_not_hold_is_named(old: str, new: str, code: str) -> None:
    assert BASE.count(old) >= 1
    found = codes(BASE.replace(old, new, 1))
    assert code in found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minimum_gap_days = { value = 2", "minimum_gap_days = { value = 4"),
        ("minimum_gap_days = { value = 2", "minimum_gap_days = { value = 1"),
        ("ask_days = { value = 28", "ask_days = { value = 60"),
        ("days = [0, 3, 5]", "days = [0, 7, 14]"),
        ("days = [0, 3, 5]", "days = [0]"),
        ('kinds = ["resident", "staff"]\nmethods', 'kinds = ["staff"]\nmethods'),
        ('kinds = ["resident"]\nregimes = ["wave", "closed"]', 'kinds = ["resident"]\nregimes = ["wave"]'),
        ('times = 2\nweekdays = ["mon", "thu"]', 'times = 1\nweekdays = ["sun"]'),
    ],
)
def test_what_holds_is_taken(old: str, new: str) -> None:
    assert old in BASE
    assert codes(BASE.replace(old, new, 1)) == []


def test_a_plan_needs_one_group_and_more_only_where_a_row_is_for_them() -> None:
    begin, second, end = (
        BASE.index("[[swabs.group]]"),
        BASE.index('[[swabs.group]]\ncode = "res'),
        BASE.index("[swabs.sym"),
    )
    none = BASE[:begin].replace("[swabs]\n", "[swabs]\ngroup = []\n") + BASE[end:]
    assert "protocol.value_bad" in codes(none)
    one = BASE[:begin] + BASE[second:]
    rows = one.index('[[swabs.weekly]]\nid = "W-02"'), one.index("[swabs.contact]")
    assert codes(one[: rows[0]] + one[rows[1] :]) == []


def test_the_days_of_a_week_run_from_monday_to_sunday() -> None:
    row = {"id": "K-01", "group": "residents", "regimes": ["wave"], "methods": ["pcr"], "times": 2}
    read = plan({"weekly": [{**row, "weekdays": ["mon", "sun"]}]}).weekly[0]
    assert read.weekdays == frozenset({0, 6})


def test_a_plan_that_was_checked_is_still_there() -> None:
    checked = load.care_protocol(BASE, "ours").swabs
    assert checked is not None
    assert checked.contact is not None
    assert (checked.contact.days, [row.id for row in checked.rows()][:2]) == ((0, 3, 5), ["K-00", "K-01"])


def test_what_stands_twice_or_belongs_to_nobody_is_named() -> None:
    lost = BASE.replace('group = "residents"', 'group = "guests"', 1)
    assert {key: facts(lost, "protocol.swab_group")[key] for key in ("value", "rule")} == {
        "value": "guests",
        "rule": "K-01",
    }
    twice = BASE.replace('id = "K-04"\ndays', 'id = "K-01"\ndays').replace('id = "K-05"\nkinds', 'id = "W-02"\nkinds')
    assert facts(twice, "protocol.twice")["value"] == "K-01"


def test_every_row_and_number_of_the_shipped_plan_says_its_source() -> None:
    for name in load.names():
        rows, figures = cited(light.parse(load.packaged(name)).swabs)
        assert rows
        marked = [(part.source, part.evidence) for part in rows] + [(part.source, part.evidence) for part in figures]
        assert all(source and evidence in "VSMP" for source, evidence in marked)
    ids = [row.id for row in cited(light.parse(BASE).swabs)[0]]
    assert ids == ["K-00", "K-01", "W-02", "W-02a", "K-04", "K-05", "K-06"]
    assert "swabs.greatest_gap_days" in {f.name for f in cited(light.parse(BASE).swabs)[1]}


def test_the_shipped_plans_ask_as_their_sources_do() -> None:
    wave = {row.group: (row.id, row.times, row.methods[0]) for row in PLAN.weekly if Regime.WAVE in row.regimes}
    assert wave == {"residents": ("K-01", 2, Method.ANTIGEN), "staff": ("W-02", 2, Method.PCR)}
    assert [row.daily for row in PLAN.weekly if row.group == "staff"] == [False, True]
    assert PLAN.row("residents", Regime.OFF) is None
    days = [row.weekdays for row in PLAN.weekly if row.weekdays]
    assert not days[0] & days[1]
    assert plan(light.parse(load.packaged("off-season")).swabs) == PLAN
    assert light.parse(load.packaged("off-season")).regime == "off"
    uk, shop = (plan(light.parse(load.packaged(n)).swabs) for n in ("en-news2-restore2", "staff-only"))
    assert (uk.weekly, uk.sweep, uk.contact, uk.serial) == ((), frozenset(), (0, 3, 5), "K-03")
    assert (shop.weekly, shop.sweep, shop.contact, shop.serial) == ((), frozenset(), (0, 3, 5), "")


def test_nothing_that_is_planned_is_also_left_to_a_person() -> None:
    for name in load.names():
        file = light.parse(load.packaged(name))
        planned = {row.id for row in cited(file.swabs)[0]}
        assert not planned & {n.id for n in file.not_here}


def test_a_file_that_says_nothing_of_swabs_tests_symptoms_by_any_method() -> None:
    none = plan(None)
    assert (none.methods, none.weekly, none.contact, none.ask_days) == (tuple(Method), (), (), 0)
    assert plan({"symptoms": {"methods": ["pcr"]}}).methods == (Method.PCR,)
    assert none.group(Kind.STAFF, None, frozenset()) == "staff"
    assert cited(None) == ((), ())


def test_the_first_group_that_fits_takes_somebody() -> None:
    residents = frozenset({Kind.RESIDENT})
    groups = (
        Group("red", {}, residents, frozenset({Colour.RED}), frozenset()),
        Group("upstairs", {}, residents, frozenset(), frozenset({"3", "4"})),
        Group("others", {}, residents, frozenset(), frozenset()),
    )
    by = PLAN._replace(groups=groups)
    assert by.by_colour
    assert not PLAN.by_colour
    assert by.group(Kind.RESIDENT, Colour.RED, frozenset({"3"})) == "red"
    assert by.group(Kind.RESIDENT, None, frozenset({"3"})) == "upstairs"
    assert by.group(Kind.RESIDENT, Colour.GREEN, frozenset()) == "others"
    assert by.group(Kind.RESIDENT, Colour.GREEN, frozenset({"2"})) == "others"
    assert by.group(Kind.VISITOR, None, frozenset()) == "visitor"


# a file of one's own


def test_a_row_of_the_week_is_changed_by_its_name_and_the_others_stay() -> None:
    rows = {row.id: row for row in plan(light.parse(own(OWN + ROW)).swabs).weekly}
    assert list(rows) == ["K-01", "W-02", "W-02a"]
    assert (rows["K-01"].times, rows["K-01"].weekdays) == (1, frozenset({2}))
    more = ROW.replace('id = "K-01"', 'id = "K-09"\ngroup = "staff"\nregimes = ["off"]\nmethods = ["antigen"]')
    assert plan(light.parse(own(OWN + more)).swabs).row("staff", Regime.OFF) is not None


def test_a_row_is_left_out_by_its_name_but_never_symptoms() -> None:
    without = OWN.replace("title", 'without = ["K-05", "W-02a", "K-04"]\ntitle')
    left = plan(light.parse(own(without)).swabs)
    assert (left.sweep, left.contact, [row.id for row in left.weekly]) == (frozenset(), (), ["K-01", "W-02"])
    assert codes(OWN.replace("title", 'without = ["K-00"]\ntitle')) == ["protocol.without_unknown"]
    assert light.parse(own(OWN.replace("title", 'without = ["swabs"]\ntitle'))).swabs is None
    gone = OWN.replace("title", 'without = ["K-03"]\ntitle')
    assert codes(gone) == ["protocol.rule_unknown"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[[swabs.weekly]]\nid = "K-01"\ntimes = 1\nweekdays = ["wed"]\n', "swabs.weekly[0].times"),
        ("[swabs.contact]\ndays = [0]\n", "swabs.contact.days"),
        ("[swabs]\nask_days = { value = 7 }\n", "swabs.ask_days.value"),
    ],
)
def test_what_is_planned_otherwise_says_its_own_source(text: str, key: str) -> None:
    found = facts(OWN + text, "protocol.uncited")
    assert (found["needed"], found["key"]) == ("source, evidence", key)


def test_a_row_of_ones_own_decides_nothing_otherwise_and_only_lacks_its_source() -> None:
    row = ROW.replace('id = "K-01"', 'id = "K-09"\ngroup = "staff"\nregimes = ["off"]\nmethods = ["antigen"]')
    assert codes(OWN + row.replace('source = "our doctor"\n', "")) == ["protocol.key_missing"]


def test_in_a_plan_without_a_row_of_the_week_another_row_may_be_left_out() -> None:
    own_ = OWN.replace("cn-2023-respiratory", "en-news2-restore2").replace("title", 'without = ["K-04"]\ntitle')
    left = plan(light.parse(own(own_)).swabs)
    assert (left.weekly, left.contact, left.serial) == ((), (), "K-03")


def test_a_row_that_stands_twice_is_named() -> None:
    assert facts(OWN + ROW + ROW, "protocol.twice")["value"] == "K-01"


def test_a_row_that_the_extended_plan_does_not_have_is_added() -> None:
    shop = OWN.replace("cn-2023-respiratory", "staff-only")
    begin, end = BASE.index("[swabs.sweep]"), BASE.index("[swabs.admission]")
    assert plan(light.parse(load.packaged("staff-only")).swabs).sweep == frozenset()
    assert plan(light.parse(own(shop + BASE[begin:end])).swabs).sweep == frozenset({Kind.RESIDENT, Kind.STAFF})


def test_to_a_protocol_without_a_plan_a_whole_one_may_be_put() -> None:
    whole = tomllib.loads(BASE)["swabs"]
    assert merging.put(None, whole) == whole
    assert list(merging.misfits(None, whole)) == []
    assert list(merging.misfits(None, {"contact": {"id": "K-04", "days": [0]}})) == []


def test_other_words_need_no_new_source() -> None:
    text = OWN + '[swabs.sweep]\nwords = { zh_CN = "全员检测", en = "Everybody" }\n'
    assert problems(text) == []
    assert {row.id: row.words["en"] for row in cited(light.parse(own(text)).swabs)[0]}["K-05"] == "Everybody"
    for said in ('source = "our doctor"', 'evidence = "M"'):
        assert problems(f"{OWN}[swabs.sweep]\n{said}\n") == []
    assert problems(text + '[swabs.contact]\nwords = { zh_CN = "密接检测", en = "Contacts" }\n') == []


@pytest.mark.parametrize("odd", ["swabs = 1", "swabs = { weekly = 2 }", "swabs = { weekly = [3], group = [] }",
                                 'swabs = { weekly = [{ id = ["K-01"] }], contact = 4 }'])  # fmt: skip
def test_odd_plans_are_refused_and_break_nothing(odd: str) -> None:
    assert problems(OWN + odd + "\n")
