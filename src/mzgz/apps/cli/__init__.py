"""The roof: options in, one or two calls down, print, exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module
from keyword import iskeyword
from types import ModuleType
from typing import Final

import typer

from mzgz.apps.cli.help_text import ChineseCommand, ChineseGroup, usage_message
from mzgz.apps.cli.options import EXIT_UNOPENED, Directory, Refusal

COMMANDS: Final = (
    "init",
    "extract",
    "form",
    "import",
    "check",
    "accept",
    "return",
    "slip",
    "log",
    "status",
    "board",
    "serve",
    "account",
    "why",
    "report",
    "year",
    "verify",
    "refresh",
    "diff",
    "collect",
    "rules",
    "schema",
)
"""In the order of the year. Each is a module of this package with a function of the same name, `import_` and `return_`
for those Python keeps for itself."""

# Nothing that happens to be installed may take part in validation; looking for such plug-ins also costs start-up time.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
_NO_PLUGINS: Final = ModuleType("pydantic.plugin._loader")
_NO_PLUGINS.get_plugins = tuple  # type: ignore[attr-defined]
# pydantic brings in all of email to look for none of them; one that looks elsewhere is not disturbed by this
sys.modules.setdefault(_NO_PLUGINS.__name__, _NO_PLUGINS)

_SHARED: Final = ("-C", "--debug")

EXIT_USAGE = 2
EXIT_FAULT = 70
EXIT_INTERRUPTED = 130
FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""What writing the output to a file on a full disk ends with."""


def build(names: Sequence[str] = COMMANDS, *, listed: bool = False) -> typer.Typer:
    """The application with its commands, or with those that are needed: each takes a while to load. Commands that are
    only `listed` are known by name and by what they are for, without their options."""
    app = typer.Typer(
        cls=ChineseGroup,
        name="mzgz",
        help="市民政局年度目标任务：申报、审核、汇总、起草工作报告。",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    )

    @app.callback()
    def root(
        directory: Directory = None,
        version: bool = typer.Option(False, "--version", help="显示版本。", is_eager=True, callback=_show_version),
    ) -> None:
        """Options of the program itself."""

    for name in names:
        app.command(name, cls=ChineseCommand)(_listed(name) if listed else _function(name))
    return app


def command_first(arguments: Sequence[str]) -> list[str]:
    """Options that all commands share, written before the command (`mzgz -C 目录 check`), put after it."""
    at = 0
    while at < len(arguments) and arguments[at].startswith(_SHARED):
        at += 2 if arguments[at] == "-C" else 1
    return [*arguments[at : at + 1], *arguments[:at], *arguments[at + 1 :]]


class Unheard(Exception):  # noqa: N818 - nothing went wrong: whoever reads has heard enough
    """The output goes into a pipe that nobody reads any more."""


class Interrupted(Exception):  # noqa: N818 - the user wanted it so
    """Ctrl-C while a command ran."""


def _function(name: str) -> Callable[..., None]:
    """The command; typer would make a fault of a closed pipe and nothing at all of an interruption, so both are caught
    before it hears of them."""
    function = _written_as(name)

    @wraps(function)
    def heard(*arguments: object, **options: object) -> None:
        try:
            function(*arguments, **options)
        except BrokenPipeError as closed:
            raise Unheard from closed
        except KeyboardInterrupt as stop:
            raise Interrupted from stop

    return heard


def _listed(name: str) -> Callable[..., None]:
    def stands_for() -> None: ...

    stands_for.__doc__ = _written_as(name).__doc__
    return stands_for


def _written_as(name: str) -> Callable[..., None]:
    own = f"{name}_" if iskeyword(name) else name
    function: Callable[..., None] = getattr(import_module(f"{__name__}.{own}"), own)
    return function


def _show_version(asked: bool) -> None:
    if asked:
        from mzgz import __version__

        print(f"mzgz {__version__}")
        raise typer.Exit


def written() -> str:
    """What this run has put in place; nothing where it has not come to writing."""
    batch = sys.modules.get("mzgz.formats.disk.all_or_none")
    placed = batch.placed_so_far() if batch else ()
    if not placed:
        return ""
    from mzgz.apps.cli.locked_writing import names_of

    return f"已经写好{names_of(placed)}".rstrip()


def _engine_words(error: BaseException) -> str | None:
    """What to tell where the engine of a data set could not go on; an ordinary workspace has none."""
    if "duckdb" not in sys.modules:
        return None
    from mzgz.progress.columns.engine_complaints import complaint

    return complaint(error)


def _blocked_words(error: BaseException) -> str | None:
    """What to tell where the disk, the rights or another program stand in the way of a file; None for a fault of ours."""
    if not isinstance(error, OSError) or not isinstance(error.filename, str):
        return None
    from pathlib import Path

    from mzgz.formats.disk.os_error_words import reason_of

    file = Path(error.filename)
    place = file.parent if file.name.startswith(".") else file  # a file being laid out beside its place
    return f"写不了，或者打不开 {place}（{reason_of(error)}）。{written() or '没有写出任何文件，原有文件没有改动'}。"


def run(arguments: list[str] | None = None) -> None:
    """Entry point of the program; every way out has an exit code of the contract."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    arguments = command_first(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    app = build(arguments[:1]) if arguments[0] in COMMANDS else build(listed=True)
    try:
        status = typer.main.get_command(app).main(arguments, prog_name="mzgz", standalone_mode=False) or 0
        if status == EXIT_INTERRUPTED:
            raise KeyboardInterrupt  # typer heard of it before the command began, and says nothing
        sys.exit(status)
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        sys.exit(refusal.status)
    except (Interrupted, KeyboardInterrupt, typer.Abort):
        print(f"已中断，{written() or '没有写出任何文件'}。", file=sys.stderr)
        sys.exit(EXIT_INTERRUPTED)
    except (Unheard, BrokenPipeError):
        sys.exit(0)
    except Exception as error:
        message = usage_message(error)
        if message is not None:
            print(message, file=sys.stderr)
            sys.exit(EXIT_USAGE)
        if "--debug" in arguments:
            raise
        stopped = _engine_words(error)
        if stopped is not None:
            print(stopped, file=sys.stderr)
            sys.exit(EXIT_UNOPENED)
        if isinstance(error, OSError) and error.errno in FULL and error.filename is None:
            raise  # the output, not a file of ours: told at the very end
        blocked = _blocked_words(error)
        if blocked is not None:
            print(blocked, file=sys.stderr)
            sys.exit(EXIT_UNOPENED)
        left = written() or "数据未受影响"
        print(
            f"程序自身出错（{type(error).__name__}），{left}；请加 --debug 重试并把输出发给维护人员。",
            file=sys.stderr,
        )
        sys.exit(EXIT_FAULT)
