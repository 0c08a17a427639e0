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
    from mzgz.apps.cli import FULL, run
    from mzgz.apps.cli.options import EXIT_UNOPENED

    status, whole = 0, True
    try:
        run()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except OSError as problem:
        if problem.errno not in FULL:
            raise
        whole = _cut_off(problem)
    if not (_finished(sys.stdout) & _finished(sys.stderr) & whole):
        status = EXIT_UNOPENED
    os._exit(status)


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")


def _finished(stream: TextIO) -> bool:
    """Whether all that was said got out, or nobody listened."""
    try:
        if not stream.closed:
            stream.flush()
    except OSError as problem:
        return problem.errno in _UNHEARD or _cut_off(problem)
    return True


def _cut_off(problem: OSError) -> bool:
    """That the output is not whole, and what was written all the same."""
    from mzgz.apps.cli import written

    done = f"，{files}" if (files := written()) else ""
    os.write(2, f"输出没有写完（{problem.strerror}）{done}，请看看磁盘空间。\n".encode(errors="replace"))
    return False


if __name__ == "__main__":
    main()
