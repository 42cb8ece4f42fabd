"""A terminal that went away without a word is noticed; one that is only quiet is not."""

import os
import pty
import subprocess
import sys

import pytest

ASK = "from carelog.ui.hangup import gone; print(gone())"


def asked(standard_input: int) -> str:
    done = subprocess.run([sys.executable, "-c", ASK], stdin=standard_input, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_terminal_at_which_nobody_types_is_still_there() -> None:
    ours, theirs = pty.openpty()
    try:
        assert asked(theirs) == "False"
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_terminal_whose_window_was_closed_is_gone() -> None:
    ours, theirs = pty.openpty()
    os.close(ours)
    try:
        assert asked(theirs) == "True"
    finally:
        os.close(theirs)


@pytest.mark.parametrize("written", [b"", b"366 97 0"])
def test_keys_that_wait_to_be_read_are_no_sign_of_leaving(written: bytes) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, written)
    try:
        assert asked(theirs) == "False"
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_program_whose_input_was_closed_from_the_start_has_nobody() -> None:
    command = f'exec "{sys.executable}" -c "{ASK}" <&-'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_input_that_is_a_file_is_not_a_terminal_that_left() -> None:
    assert asked(subprocess.DEVNULL) == "False"
