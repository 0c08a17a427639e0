"""The reference of all commands, from what each says of itself with `-h`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

_WIDTH = 80


def command_reference(app: typer.Typer) -> str:
    """One Markdown page: the program, then every command in the order of its list."""
    program: Any = typer.main.get_command(app)
    settings = program.context_settings | {"terminal_width": _WIDTH}
    context = program.context_class(program, info_name="mzgz", **settings)
    head = ["# 命令手册", "", "本页由各命令的 `-h` 生成，不要手工修改。", *_help("mzgz", program, context)]
    commands = ((name, program.get_command(context, name)) for name in program.list_commands(context))
    body = [line for name, command in commands for line in _command(name, command, context)]
    return "\n".join([*head, *body]) + "\n"


def _command(name: str, command: Any, parent: Any) -> Iterator[str]:
    yield from _help(f"mzgz {name}", command, command.context_class(command, info_name=name, parent=parent))


def _help(title: str, command: Any, context: Any) -> Iterator[str]:
    help_text = "\n".join(line.rstrip() for line in command.get_help(context).strip().split("\n"))
    yield from ("", f"## {title}", "", "```text", help_text, "```")
