"""A real terminal for tests and benchmarks: a pty with a program in it, and what its screen shows."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

PATIENCE = 60.0
"""Seconds after which a test gives a program up for stuck; never a measure of speed."""


_MODES = {"1049": "alternate screen", "1000": "mouse", "1003": "mouse", "2004": "paste marks"}


class Stuck(AssertionError):  # noqa: N818 - a program that is stuck
    """The program did not come to show what was waited for; the screen stands in the message."""


class Terminal:
    """A program in a pty of a given size, its output read into a screen that can be asked what it shows."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 120, lines: int = 40, *, watch: bool = True
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._watch = watch
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        surroundings = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **env}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=surroundings, start_new_session=True, close_fds=True
        )
        os.close(slave)
        self._raw = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        os.close(self._master)

    def send(self, keys: str) -> None:
        """Type keys, all in one write."""
        os.write(self._master, keys.encode())

    def type(self, keys: str, gap: float) -> None:
        """Type keys one by one with a gap in seconds; what the program writes meanwhile is read."""
        for key in keys:
            self.send(key)
            self.read(gap)

    def read(self, seconds: float) -> bool:
        """Read what the program writes within a time; True if anything came."""
        end, some = time.monotonic() + seconds, False
        while (left := end - time.monotonic()) >= 0:
            if not select.select([self._master], [], [], left)[0]:
                break
            some = self.read_once() or some
        return some

    def read_once(self) -> bool:
        """Read one block of what the program wrote; False at its end."""
        try:
            block = os.read(self._master, 65536)
        except OSError:
            return False
        self._raw += block
        if self._watch:
            self._stream.feed(block)
        return bool(block)

    def read_block(self, seconds: float) -> bool:
        """Read one block of what the program writes, if one comes within a time."""
        return bool(select.select([self._master], [], [], seconds)[0]) and self.read_once()

    def wrote(self, *texts: str) -> bool:
        """Whether the program ever wrote all of these, each in one piece; asks no screen, so it costs no time."""
        return all(text.encode() in self._raw for text in texts)

    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self.screen.display)

    def wait_for(self, shown: str | Callable[[str], bool], patience: float = PATIENCE) -> str:
        """Read until the screen shows a text (or a condition holds); the screen then."""
        fits = (lambda text: shown in text) if isinstance(shown, str) else shown
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if fits(self.text()):
                return self.text()
            self.read(0.02)
            if self.process.poll() is not None and not self.read(0.2) and not fits(self.text()):
                break
        if fits(self.text()):
            return self.text()
        what = shown if isinstance(shown, str) else "a condition"
        raise Stuck(f"never shown: {what}\n{self.text()}")

    def pause(self, seconds: float) -> None:
        """Let time go by without reading: a terminal that stalls."""
        time.sleep(seconds)

    def modes_left(self) -> set[str]:
        """What a program that ended left switched on: the alternate screen, mouse reports, a hidden cursor."""
        while self.read(0.1):
            pass
        on = {mode: self._raw.rfind(f"\x1b[?{mode}h".encode()) for mode in _MODES}
        off = {mode: self._raw.rfind(f"\x1b[?{mode}l".encode()) for mode in _MODES}
        return {_MODES[mode] for mode in _MODES if on[mode] > off[mode]}

    def quiet(self, seconds: float = 0.3) -> str:
        """Read until nothing has come for a while; the screen then."""
        while self.read(seconds):
            pass
        return self.text()

    def hang_up(self) -> None:
        """Take the terminal away; the program has no controlling terminal, so no signal tells it."""
        os.close(self._master)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send the program (and what it started) a signal and wait for its end."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.01)
        self.process.wait(timeout=PATIENCE)
