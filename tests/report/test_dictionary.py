"""The data dictionary: every column, every code, both languages."""

import csv
import io
import json

from carelog.model.person import Colour, Decision, Disease, Leaving, Role, Vaccination
from carelog.model.reading import Consciousness, NotMeasured, Site
from carelog.model.severity import Severity, Task
from carelog.model.symptom import Symptom
from carelog.report import dictionary
from carelog.report.columns import COLUMNS
from carelog.station.days import Late, Status
from carelog.station.rows import RoundState

COUGH = Symptom("cough", "k", ("respiratory",), {"zh_CN": "咳嗽", "en": "cough"})


def test_every_column_has_words_in_both_languages_in_the_order_of_the_file() -> None:
    fields = json.loads(dictionary.as_json([COUGH]))["fields"]
    assert [one["name"] for one in fields] == [column.key for column in COLUMNS]
    for one in fields:
        assert set(one["words"]) == {"zh_CN", "en"}
        assert all(words and not words.startswith("report.") for words in one["words"].values())


def test_every_code_that_can_stand_in_a_cell_is_explained() -> None:
    known = {column: [one.code for one in codes] for column, codes in dictionary.values([COUGH]).items()}
    assert known["late"] == [one.value for one in Late]
    assert known["status"] == [one.value for one in Status]
    assert known["not_measured"] == [one.value for one in NotMeasured]
    assert known["temperature_site"] == [one.value for one in Site]
    assert known["severity"] == [one.name for one in Severity]
    assert known["tasks"] == [one.value for one in Task]
    assert known["consciousness"] == [one.name for one in Consciousness]
    assert known["symptoms"] == ["none", "cough"]
    assert known["round.state"] == [one.value for one in RoundState]


def test_every_decision_on_a_person_is_explained_with_its_codes() -> None:
    people = {one["name"]: one for one in json.loads(dictionary.as_json([COUGH]))["people"]}
    assert list(people) == [name for name, *_ in dictionary.PEOPLE]
    codes = {name: [one["value"] for one in told["values"]] for name, told in people.items() if told["values"]}
    assert codes == {
        "disease": [one.value for one in Disease],
        "vaccination": [one.value for one in Vaccination],
        "class": [one.value for one in Colour],
        "normal_temperature_site": [one.value for one in Site if one is not Site.UNKNOWN],
        "left": [one.value for one in Leaving],
        "role": [one.value for one in Role],
        "plan_decision": [one.value for one in Decision],
    }
    for told in people.values():
        assert all(words and not words.startswith("people.") for words in told["words"].values())


def test_every_explanation_is_a_sentence_and_not_a_key() -> None:
    for codes in dictionary.values([COUGH]).values():
        for one in codes:
            for words in one.words.values():
                assert words
                assert "." not in words.rstrip(".").partition(" ")[0]


def test_the_csv_form_says_the_same_row_by_row() -> None:
    rows = list(csv.DictReader(io.StringIO(dictionary.as_csv([COUGH]).decode("utf-8-sig"), newline="")))
    whole = json.loads(dictionary.as_json([COUGH]))
    columns = [row["column"] for row in rows if not row["value"]]
    named = [*whole["fields"], *whole["people"]]
    codes = sum(len(one["values"]) for one in named) + len(whole["board"]["round.state"])
    assert columns == [column.key for column in COLUMNS] + [f"people.{name}" for name, *_ in dictionary.PEOPLE]
    assert len(rows) == len(columns) + codes
    assert {"column": "symptoms", "type": "", "unit": "", "value": "cough", "zh_CN": "咳嗽", "en": "cough"} in rows


def test_the_language_spoken_changes_nothing() -> None:
    from carelog import words

    english = dictionary.as_json([COUGH])
    words.use("zh_CN")
    assert dictionary.as_json([COUGH]) == english
