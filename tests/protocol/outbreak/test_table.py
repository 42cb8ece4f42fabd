"""Case definitions and clusters of a file: what does not hold is named with its line, before it may say anything."""

import pytest

from carelog.model.refusal import Refusal
from carelog.protocol import load
from tests.protocol.bedside import ID
from tests.protocol.files import OWN, codes, facts

TEXT = load.packaged(ID)
GASTRO = 'groups = ["gastro"]\ntargets = ["norovirus"]\n'
ILI = 'groups = ["respiratory"]\nfever = { from_tenths_c = 378, within_hours = 24 }\n'
FEVER = "fever = { from_tenths_c = 378, within_hours = 24 }\n"


@pytest.mark.parametrize(
    ("old", "new", "code", "key", "value"),
    [
        (GASTRO, "", "protocol.case_no_sign", "syndrome[4]", "gi"),
        (GASTRO, GASTRO.replace("targets", "confirmed = true\ncovers"), "protocol.case_no_sign", "syndrome[4]", "gi"),
        (ILI, f'targets = ["rsv"]\n{FEVER}', "protocol.case_fever", "syndrome[1]", "ili"),
        (ILI, f'{ILI}targets = ["rsv"]\nconfirmed = true\n', "protocol.case_fever", "syndrome[1]", "ili"),
        (GASTRO, 'groups = ["stomach"]\n', "protocol.symptom_unknown", "syndrome[4]", "stomach"),
        (GASTRO, 'symptoms = ["diarrhoea", "hiccup"]\n', "protocol.symptom_unknown", "syndrome[4]", "hiccup"),
        ('code = "ili"\n', 'code = "resp"\n', "protocol.twice", "syndrome[1]", "resp"),
        ('id = "U-01b"\n', 'id = "U-01a"\n', "protocol.twice", "cluster[1]", "U-01a"),
        ('syndrome = "ili"', 'syndrome = "flu"', "protocol.syndrome_unknown", "cluster[5].syndrome", "flu"),
        ('covers = ["resp", "ili"]', 'covers = ["resp", "flu"]', "protocol.syndrome_unknown", "syndrome[2].covers[1]",
         "flu"),
        ("from_tenths_c = 378", "from_tenths_c = 369", "protocol.value_bad", "syndrome[1].fever.from_tenths_c", "369"),
        ("from_tenths_c = 378", "from_tenths_c = 411", "protocol.value_bad", "syndrome[1].fever.from_tenths_c", "411"),
        ("cleaning_hours = 24", "cleaning_hours = 337", "protocol.value_bad", "syndrome[4].cleaning_hours", "337"),
        ("cleaning_hours = 24", "cleaning_hours = -1", "protocol.value_bad", "syndrome[4].cleaning_hours", "-1"),
        ('id = "U-01a"', 'id = "u1"', "protocol.value_bad", "cluster[0].id", "u1"),
        ("least = 10", "least = 0", "protocol.value_bad", "cluster[5].least", "0"),
        ("least = 10", "least = 10\nwhere = []", "protocol.value_bad", "cluster[5].where", ""),
        ("least = 10", "least = 10\npeople = []", "protocol.value_bad", "cluster[5].people", ""),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_named_with_its_place(old: str, new: str, code: str, key: str, value: str) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    assert codes(text) == [code]
    with pytest.raises(Refusal) as caught:
        load.care_protocol(text, "ours.toml")
    assert caught.value.code == code
    found = facts(text, code)
    assert (found["key"], found["value"]) == (key, value)
    line = text.splitlines()[int(str(found["line"])) - 1]
    assert line == f"[[{key.partition('[')[0]}]]" or key.rpartition(".")[2].partition("[")[0] in line


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (GASTRO, 'symptoms = ["diarrhoea"]\n'),
        (GASTRO, 'targets = ["norovirus"]\n'),
        (ILI, f'symptoms = ["cough"]\n{FEVER}'),
        ("from_tenths_c = 378", "from_tenths_c = 370"),
        ("from_tenths_c = 378", "from_tenths_c = 410"),
        ("cleaning_hours = 24", "cleaning_hours = 336"),
        ("cleaning_hours = 24", "cleaning_hours = 0"),
        ("least = 10", 'least = 1\nwhere = ["unit"]\npeople = ["resident"]'),
    ],
)
def test_what_holds_is_taken(old: str, new: str) -> None:
    assert old in TEXT
    assert codes(TEXT.replace(old, new, 1)) == []


def test_what_a_row_does_not_say_is_no_fever_no_cleaning_and_everybody_everywhere() -> None:
    protocol = load.care_protocol(TEXT, ID)
    illness, cluster = protocol.syndrome[0], protocol.cluster[0]
    assert (illness.confirmed, illness.fever, illness.cleaning_hours) == (False, None, 0)
    assert (cluster.where, [kind.value for kind in cluster.people]) == (("unit", "house"), ["resident", "staff"])


def test_a_file_of_ones_own_cannot_leave_out_a_syndrome_that_a_cluster_still_counts() -> None:
    found = facts(OWN.replace("title", 'without = ["ili"]\ntitle'), "protocol.syndrome_unknown")
    assert found["value"] == "ili"
    assert found["key"]
