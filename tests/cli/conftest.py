"""A home to run commands on."""

from pathlib import Path

import pytest

from .support import Shell

PEOPLE = """code,kind,name,sex,birth_date,unit,bed
R1,resident,王 [/b] 芳,F,1940-01-01,3,3-1
R2,resident,[see note],M,1938-05-06,3,3-2
R3,resident,=1+1,M,1938-01-01,3,3-12
R4,resident,\x1b[31mred\u202e,F,1939-01-01,3,3-4
N02,staff,Zhang Min,F,,,
"""


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A new home with four residents of odd names and two nurses."""
    shell = Shell(tmp_path / "home", capsys)
    who = ("--by", "N01", "--name", "Li Wen", "--timezone", "Asia/Shanghai")
    shell.ok("init", "--facility", "Sunny Hill", "--protocol", "cn-2023-respiratory", *who)
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    shell.ok("people", "import", str(file), "--by", "N01")
    return shell
