"""Whether anybody is still there: a terminal that went away without a word."""

import os
import select
import sys


def gone() -> bool:
    """Whether the terminal on standard input was closed; False where that cannot be asked (Windows, no terminal).

    A program that outlives its terminal (nohup, a signal lost) would read nothing for ever, at full speed.
    """
    if not hasattr(select, "poll"):
        return False
    try:
        poll = select.poll()
        poll.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)
        return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0))
    except (OSError, ValueError):
        return os.name == "posix"
