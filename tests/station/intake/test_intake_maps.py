"""Map files: what a nurse may say of a file's columns, and what is refused with file and key."""

from pathlib import Path

import pytest

from carelog.model.reading import Quantity
from carelog.model.refusal import Refusal
from carelog.station.intake import maps

WIDE = 'kind = "wide"\n[columns]\nperson = "id"\ntime = "t"\ntemperature = "T"\n'


def refused(text: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refusal) as caught:
        maps.parse(text, "mine.toml")
    assert caught.value.facts["file"] == "mine.toml"
    return caught.value.code, caught.value.facts


@pytest.mark.parametrize("name", maps.packaged())
def test_every_map_that_comes_with_carelog_holds(name: str) -> None:
    assert maps.load(name).kind in {"long", "wide", "people", "swabs", "roster"}


def test_the_maps_of_the_first_day_are_there() -> None:
    assert {"tihm-demographics", "tihm-physiology", "carelog-people", "carelog-observations"} <= set(maps.packaged())


def test_our_own_units_are_meant_where_a_map_says_none() -> None:
    said = maps.parse(WIDE, "mine.toml")
    assert said.unit(Quantity.TEMPERATURE) == "Cel"
    assert said.unit(Quantity.SPO2) == "percent"


def test_a_map_file_is_read_from_its_place(tmp_path: Path) -> None:
    path = tmp_path / "体温.toml"
    path.write_text("\ufeff" + WIDE, encoding="utf-8")
    assert maps.load(str(path)).names("temperature") == ("T",)


def test_a_map_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(Refusal) as caught:
        maps.load("nowhere.toml")
    assert caught.value.code == "intake.no_map"
    assert "tihm-physiology" in str(caught.value.facts["known"])


@pytest.mark.parametrize("said", ["a\0b", "/", "", "x" * 5000])
def test_a_path_that_cannot_be_is_refused_with_a_sentence(said: str) -> None:
    with pytest.raises(Refusal) as caught:
        maps.load(said)
    assert caught.value.code == "intake.no_map"


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("kind = ", "intake.map_toml", None),
        (WIDE + "[colours]\na = 1\n", "intake.map_unknown_key", "colours"),
        ('kind = "wide"\n', "intake.map_missing_key", "columns"),
        (WIDE.replace('"wide"', '"round"'), "intake.map_value", "kind"),
        (WIDE.replace("[columns]", "make_people = 1\n[columns]"), "intake.map_value", "make_people"),
        (WIDE + 'colour = "c"\n', "intake.map_value", "columns"),
        ('kind = "wide"\n[columns]\nperson = "id"\ntemperature = "T"\n', "intake.map_value", "columns"),
        ('kind = "wide"\n[columns]\nperson = "id"\ntime = "t"\n', "intake.map_value", "columns"),
        (WIDE + '[units]\ntemperature = "K"\n', "intake.map_value", "units.temperature"),
        (WIDE + '[units]\nweight = "kg"\n', "intake.map_value", "units"),
        (WIDE + '[unit_words]\nKelvin = "K"\n', "intake.map_value", "unit_words.Kelvin"),
        (WIDE + '[quantities]\nWeight = "weight"\n', "intake.map_value", "quantities.Weight"),
        (WIDE + '[constants]\nsite = "elbow"\n', "intake.map_value", "constants.site"),
        (WIDE + '[reasons]\nno = "because"\n', "intake.map_value", "reasons.no"),
        (WIDE + '[values.site]\narm = "elbow"\n', "intake.map_value", "values.site.arm"),
        (WIDE + '[values.consciousness]\nwake = "W"\n', "intake.map_value", "values.consciousness.wake"),
        (WIDE + '[time]\nzone = "Mars/Olympus"\n', "intake.map_value", "time"),
        (WIDE + '[time]\nformat = "%d %b"\n', "intake.map_value", "time"),
        (WIDE + '[time]\nformat = "noon"\n', "intake.map_value", "time"),
        (WIDE + '[time]\nat = "25:00"\n', "intake.map_value", "time.at"),
        (WIDE.replace("[columns]", "together_minutes = 61\n[columns]"), "intake.map_value", "together_minutes"),
        (WIDE.replace('"id"', "[]"), "intake.map_value", None),
    ],
)
def test_what_is_wrong_with_a_map_is_named_with_its_key(text: str, code: str, key: str | None) -> None:
    found, facts = refused(text)
    assert found == code
    if key is not None:
        assert facts["key"] == key


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 5000, "a = " + "1" * 5000, "x." * 4000 + "y = 1", "a = 1\n" * 100_000],
    ids=["nested", "huge number", "dotted", "too big"],
)
def test_a_hostile_map_is_refused_and_never_breaks_the_program(text: str) -> None:
    assert refused(text)[0] in {
        "intake.map_toml",
        "intake.map_too_big",
        "intake.map_unknown_key",
        "intake.map_missing_key",
    }
