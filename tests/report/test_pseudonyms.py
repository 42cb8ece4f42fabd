"""Files without names."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from carelog.model.refusal import Refusal
from carelog.report import csv_out, pseudonyms

from .support import SHANGHAI, person, seen, small_day, temperature, told

KEY = b"k" * 32
STAFF = {"N01": "id-N01"}


def test_the_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    first = pseudonyms.secret(tmp_path)
    assert pseudonyms.secret(tmp_path) == first
    assert len(first) == 32
    assert stat.S_IMODE((tmp_path / pseudonyms.FILE).stat().st_mode) == 0o600


def test_a_spoilt_secret_is_refused_and_never_replaced(tmp_path: Path) -> None:
    (tmp_path / pseudonyms.FILE).write_bytes(b"short")
    with pytest.raises(Refusal) as caught:
        pseudonyms.secret(tmp_path)
    assert caught.value.code == "report.bad_secret"
    assert (tmp_path / pseudonyms.FILE).read_bytes() == b"short"


def test_a_pseudonym_is_stable_here_and_other_elsewhere() -> None:
    assert pseudonyms.pseudonym(KEY, "id-1") == pseudonyms.pseudonym(KEY, "id-1")
    assert pseudonyms.pseudonym(KEY, "id-1") != pseudonyms.pseudonym(b"x" * 32, "id-1")
    assert len({pseudonyms.pseudonym(KEY, str(n)) for n in range(1000)}) == 1000
    assert len(pseudonyms.pseudonym(KEY, "id-1")) == 16


def test_no_name_code_bed_or_birth_date_is_left_in_the_file() -> None:
    rows = small_day()
    content = csv_out.written(pseudonyms.without_names(rows, KEY, STAFF), "machine", SHANGHAI).content.decode()
    for one in rows:
        for word in (one.person.name, f",{one.person.code},", f",{one.person.bed},", "1940", "N01"):
            assert word not in content
    assert content.count("\r\n") == len(rows) + 1


def test_a_person_keeps_the_pseudonym_when_the_code_changes() -> None:
    who = person("3-1")
    other = replace(who, code="4-9", bed="9")
    first, second = pseudonyms.without_names([told(who), told(other, seen(other, temperature(366)))], KEY, STAFF)
    assert first.person.code == second.person.code


def test_what_was_measured_stays() -> None:
    rows = small_day()
    bare = list(pseudonyms.without_names(rows, KEY, STAFF))
    assert [one.observation for one in bare] == [one.observation for one in rows]
    assert [(one.severity, one.tasks, one.status) for one in bare] == [(o.severity, o.tasks, o.status) for o in rows]
