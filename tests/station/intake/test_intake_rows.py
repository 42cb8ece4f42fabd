"""Files as they come: encodings, broken ones, hostile ones, and rows that do not fit."""

import codecs
import tracemalloc
from pathlib import Path

import pytest

from carelog.model.refusal import Refusal
from carelog.station.intake import maps, rows
from carelog.station.intake.maps import IntakeMap

SAID = maps.parse('kind = "people"\n[columns]\ncode = ["code", "编号"]\nname = "name"\n', "test")
HEAD = "code,name\n"


def read(tmp_path: Path, content: str | bytes, said: IntakeMap = SAID) -> rows.Table:
    path = tmp_path / "people.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return rows.read(path, said)


def refusal(tmp_path: Path, content: str | bytes, said: IntakeMap = SAID) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(tmp_path, content, said)
    assert caught.value.facts["file"] == "people.csv"
    return caught.value


def cells(table: rows.Table) -> list[dict[str, str]]:
    return [dict(row.cells) for row in table.rows]


def test_a_plain_file_is_read_row_by_row_with_the_numbers_of_a_spreadsheet(tmp_path: Path) -> None:
    table = read(tmp_path, HEAD + "3-1,王芳\n3-2,张伟\n")
    assert cells(table) == [{"code": "3-1", "name": "王芳"}, {"code": "3-2", "name": "张伟"}]
    assert [row.number for row in table.rows] == [2, 3]
    assert table.encoding == "utf-8"
    assert len(table.sha256) == 64


@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("gbk", "gb18030")]
)
def test_the_encoding_is_found_and_said(tmp_path: Path, encoding: str, said: str) -> None:
    table = read(tmp_path, (HEAD + "3-1,王芳\n").encode(encoding))
    assert (table.encoding, cells(table)[0]["name"]) == (said, "王芳")


def test_a_rare_name_survives_gb18030(tmp_path: Path) -> None:
    assert cells(read(tmp_path, (HEAD + "1,𠮷野\n").encode("gb18030")))[0]["name"] == "𠮷野"


def test_a_map_can_fix_the_encoding(tmp_path: Path) -> None:
    said = SAID.model_copy(update={"encoding": "utf-8"})
    assert refusal(tmp_path, (HEAD + "1,王芳\n").encode("gb18030"), said).code == "intake.encoding"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "intake.empty"),
        (b"\xef\xbb\xbf", "intake.empty"),
        (HEAD.encode() + b"1,a\0b\n", "intake.nul"),
        (codecs.BOM_UTF16_LE + HEAD.encode("utf-16-le"), "intake.nul"),
        (b"PK\x03\x04" + b"x" * 100, "intake.spreadsheet"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "intake.spreadsheet"),
        (bytes(range(128, 256)) * 20, "intake.encoding"),
        (b"\xef\xbb\xbf" + HEAD.encode() + b"1,\xff\n", "intake.encoding"),
        (HEAD + '1,"never closed\n2,b\n', "intake.broken"),
        (HEAD + '1,"closed"then\n', "intake.broken"),
        (HEAD + "1," + "x" * 200_000 + "\n", "intake.broken"),
        (HEAD + "1,a\rb\n", "intake.broken"),
        ("name\nWang\n", "intake.no_column"),
        ("code,name,code\n1,a,2\n", "intake.column_twice"),
    ],
)
def test_what_is_no_such_file_is_refused_with_a_sentence(tmp_path: Path, content: str | bytes, code: str) -> None:
    assert refusal(tmp_path, content).code == code


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(Refusal) as caught:
            rows.read(path, SAID)
        assert caught.value.code == "intake.no_file"


def test_a_file_too_big_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    with path.open("wb") as file:
        file.truncate(rows.MOST_BYTES + 1)
    with pytest.raises(Refusal) as caught:
        rows.read(path, SAID)
    assert caught.value.code == "intake.too_big"


def test_an_unclosed_quotation_mark_in_a_large_file_takes_little_memory(tmp_path: Path) -> None:
    content = (HEAD + '1,"' + "abcdefgh\n" * 1_000_000).encode()
    tracemalloc.start()
    assert refusal(tmp_path, content).code == "intake.broken"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * len(content)


def test_rows_with_cells_missing_or_too_many_are_bad_by_number(tmp_path: Path) -> None:
    table = read(tmp_path, HEAD + "1,a\n2\n3,c,d\n4,d\n")
    assert [row.number for row in table.rows] == [2, 5]
    assert [(b.row, b.code, b.facts["found"]) for b in table.bad] == [
        (3, "intake.row_columns", 1),
        (4, "intake.row_columns", 3),
    ]


def test_blank_rows_are_passed_over_and_counted(tmp_path: Path) -> None:
    table = read(tmp_path, HEAD + "\n1,a\n,\n  , \n\n")
    assert (len(table.rows), table.passed_over, table.bad) == (1, 4, ())


def test_columns_the_map_does_not_use_are_named(tmp_path: Path) -> None:
    assert read(tmp_path, "code,name,weight,note\n1,a,70,x\n").unused == ("weight", "note")


def test_a_column_may_have_several_names_and_the_order_of_columns_is_free(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "name, 编号 \n王芳,3-1\n")) == [{"code": "3-1", "name": "王芳"}]


def test_a_row_over_two_lines_is_one_row(tmp_path: Path) -> None:
    table = read(tmp_path, HEAD + '1,"a\nb"\n2,c\n')
    assert [row.number for row in table.rows] == [2, 3]
    assert table.rows[0].get("name") == "a\nb"


def test_marks_that_python_takes_for_line_ends_are_none(tmp_path: Path) -> None:
    assert cells(read(tmp_path, HEAD + "1,a\u2028b\x85c\n"))[0]["name"] == "a\u2028b\x85c"


def test_a_constant_stands_where_the_cell_is_blank_or_the_column_missing(tmp_path: Path) -> None:
    said = SAID.model_copy(update={"constants": {"name": "nobody", "unit": "3"}})
    assert cells(read(tmp_path, HEAD + "1,\n2,b\n", said)) == [
        {"code": "1", "name": "nobody", "unit": "3"},
        {"code": "2", "name": "b", "unit": "3"},
    ]


def test_only_the_rows_the_map_asks_for_are_taken(tmp_path: Path) -> None:
    said = SAID.model_copy(update={"only": {"status": ["here"]}})
    table = read(tmp_path, "code,name,status\n1,a,here\n2,b,left\n", said)
    assert (cells(table), table.passed_over) == ([{"code": "1", "name": "a"}], 1)
    assert refusal(tmp_path, HEAD, said).code == "intake.no_column"


def test_semicolons_part_cells_where_the_map_says_so(tmp_path: Path) -> None:
    said = SAID.model_copy(update={"delimiter": ";"})
    assert cells(read(tmp_path, "code;name\n1;a,b\n", said))[0]["name"] == "a,b"


def test_the_guard_is_taken_off_in_the_excel_dialect_only(tmp_path: Path) -> None:
    guarded = SAID.model_copy(update={"dialect": "excel"})
    assert cells(read(tmp_path, HEAD + "'3-12,''t Hart\n", guarded))[0] == {"code": "3-12", "name": "'t Hart"}
    assert cells(read(tmp_path, HEAD + "3-12,'t Hart\n"))[0] == {"code": "3-12", "name": "'t Hart"}
