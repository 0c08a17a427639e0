"""The program run as its users run it, several at a time and broken off: each run is a fork that has loaded all it
needs, so that hundreds of them take seconds."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from mzgz.apps.cli import COMMANDS, build, run


@dataclass
class Running:
    """A command on its way."""

    pid: int
    place: Path

    def finish(self) -> tuple[int, str]:
        """Wait for it: exit status (negative where it was killed), and all that it said."""
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status), self.place.read_text(encoding="utf-8", errors="replace")


def start(arguments: Sequence[str], place: Path, wait: float = 0.0, descriptor: bool = False) -> Running:
    """Begin a command after `wait` seconds; what it says goes to the file `place`."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return Running(pid, place)
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with place.open("w", encoding="utf-8") as stream:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            sys.stdin = io.StringIO()
            time.sleep(wait)
            with redirect_stdout(stream), redirect_stderr(stream):
                try:
                    run(list(arguments))
                except SystemExit as end:
                    status = int(str(end.code or 0))
    finally:
        os._exit(status)


def warm() -> None:
    """Load what the commands need, once, before anything is forked."""
    import filelock  # noqa: F401

    from mzgz.formats import document_formats, form_file_kinds  # noqa: F401
    from mzgz.intake import form  # noqa: F401

    build(COMMANDS)


def files_of(root: Path) -> dict[str, bytes]:
    """Everything below a folder, but for the room the program keeps for itself."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and ".mzgz" not in file.relative_to(root).parts
    }
