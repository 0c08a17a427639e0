"""The program: `mzgz`, or `python -m mzgz` where its script is not on the path."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run, and leave at once: taking everything apart value by value would only keep the user waiting."""
    gc.set_threshold(
        200_000
    )  # what the imports make stays: looking through it for cycles takes longer than some commands
    from mzgz.cli import run

    status = 0
    try:
        run()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    for stream in (sys.stdout, sys.stderr):
        with suppress(BrokenPipeError, ValueError):  # nobody listens, or it was closed for that
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
