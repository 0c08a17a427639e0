"""Work done in a second process beside this one, where the system can copy a process at once; elsewhere, in this one."""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO, TypeVar

T = TypeVar("T")


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Start `work` in a copy of this process; what is returned waits for its result, which must bear pickling.

    Where there is no second process, or it fails, the work is done here when the result is asked for: so it must
    change nothing. Worth its price (some 10 ms and the pickling) only for work of a tenth of a second.
    """
    if not _can_copy():
        return work
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return work
    if child == 0:
        os.close(reading)
        _answer(work, writing)
    os.close(writing)
    return lambda: _result(work, child, open(reading, "rb"))


def _can_copy() -> bool:
    # a copy of a process with threads may hang, and that of a Mac process with its system libraries open may crash
    several = sys.platform != "win32" and (os.cpu_count() or 1) > 1
    return several and sys.platform != "darwin" and threading.active_count() == 1


def _answer(work: Callable[[], object], writing: int) -> None:
    """The life of the copy: it leaves without the farewells of the process it is a copy of."""
    status = 1
    try:
        gc.disable()
        with open(writing, "wb") as stream:
            pickle.dump(work(), stream, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)


def _result(work: Callable[[], T], child: int, stream: BinaryIO) -> T:
    with stream:
        answer = stream.read()
    _, status = os.waitpid(child, 0)
    # an error is met again here, where it can be told
    result: T = pickle.loads(answer) if status == 0 else work()  # noqa: S301 - written by our own copy
    return result
