"""The composition root: one file a job, loaded only when asked for."""

import gc
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command (or the screen) and end with its exit code: 0 done, 2 refused with a sentence, 1 our own fault."""
    asked = list(sys.argv[1:] if arguments is None else arguments)
    if asked == ["--version"]:
        from carelog import __version__

        sys.stdout.write(f"carelog {__version__}\n")
        return
    os.environ.setdefault("ESCDELAY", "150")
    gc.disable()  # nothing loaded at the start is garbage: a command and the screen switch it on again
    from carelog.cli.front import run

    sys.exit(run(asked))
