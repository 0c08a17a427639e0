"""The program run as its users run it, several at a time and broken off: each run is a fork that has loaded all it
needs, so that hundreds of them take seconds."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from mzgz.__main__ import main
from mzgz.apps.cli import COMMANDS, build, run

BARE = {"PATH": "", "SYSTEMROOT": "", "MZGZ_CACHE": "off"}
"""All that a command knows of the machine it runs on."""


@dataclass
class Running:
    """A command on its way."""

    pid: int
    place: Path

    def finish(self) -> tuple[int, str]:
        """Wait for it: exit status (negative where it was killed), and all that it said."""
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status), self.place.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> int:
        """Break it off where it stands; its exit status, 0 where it was done before."""
        os.kill(self.pid, signal.SIGKILL)
        return self.finish()[0]


def start(arguments: Sequence[str], place: Path, wait: float = 0.0, descriptor: bool = False) -> Running:
    """Begin a command after `wait` seconds; what it says goes to the file `place`."""
    sys.stdout.flush()
    pid = _fork()
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


def _fork() -> int:
    """As `os.fork`. What stood before it is the parent's: to collect a browser's greenlets in the child would crash, be it
    only in the first lines the interpreter itself runs there."""
    gc.disable()
    try:
        pid = os.fork()
        if not pid:
            gc.freeze()
    finally:
        gc.enable()
    return pid


class Done(NamedTuple):
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


def mzgz(*arguments: str, where: Path, **environment: str) -> Done:
    """A command from its first line to its last, streams, status and all; only the interpreter is not started anew."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        sys.stdout.flush()
        sys.stderr.flush()
        pid = _fork()
        if not pid:
            _become(arguments, where, {**BARE, **environment}, out, err)
        _, status = os.waitpid(pid, 0)
        return Done(os.waitstatus_to_exitcode(status), _said(out), _said(err))


def _become(arguments: Sequence[str], where: Path, environment: dict[str, str], out: Any, err: Any) -> None:
    """Leave the test behind: its streams, its folder, what it knows of the machine."""
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        sys.stdin, sys.stdout, sys.stderr = (
            open(place, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - closed with the process
            for place, mode in ((0, "r"), (1, "w"), (2, "w"))
        )
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(where)
        sys.argv = ["mzgz", *arguments]
        main()
    finally:
        os._exit(70)


def _said(stream: Any) -> str:
    stream.seek(0)
    return str(stream.read().decode("utf-8"))


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
