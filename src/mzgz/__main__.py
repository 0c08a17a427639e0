"""The program: `mzgz`, or `python -m mzgz` where its script is not on the path."""

import errno
import gc
import os
import sys
from typing import Final, NoReturn, TextIO

_UNHEARD: Final = (errno.EPIPE, errno.EINVAL)
"""What writing into a pipe that nobody reads ends with, the second on Windows."""


def main() -> NoReturn:
    """Run, and leave at once: taking everything apart value by value would only keep the user waiting."""
    # what the imports make stays: looking through it for cycles takes longer than some commands
    gc.set_threshold(200_000)
    # started without a stream, as from a desktop: what is said goes nowhere
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    from mzgz.apps.cli import EXIT_FAULT, run

    status = 0
    try:
        run()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    if not (_finished(sys.stdout) & _finished(sys.stderr)):
        status = EXIT_FAULT
    os._exit(status)


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")


def _finished(stream: TextIO) -> bool:
    """Whether all that was said got out, or nobody listened."""
    try:
        if not stream.closed:
            stream.flush()
    except OSError as problem:
        if problem.errno not in _UNHEARD:
            os.write(2, f"输出没有写完（{problem.strerror}），请看看磁盘空间。\n".encode(errors="replace"))
            return False
    return True


if __name__ == "__main__":
    main()
