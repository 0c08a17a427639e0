"""Typer's own words in Chinese: help headings and usage errors."""

from __future__ import annotations

import re
from typing import Any

import typer.core

from mzgz.formats.terminal.text_width import width, wrap

_UsageError: type[Any] = typer.BadParameter.__mro__[1]
"""Typer keeps its Click private; the class of all usage errors is the parent of the one it shows."""

_HELP = (
    ("Usage: ", "用法："),
    ("\nOptions:", "\n选项："),
    ("\nArguments:", "\n参数："),
    ("\nCommands:", "\n命令："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]…"),
    ("[required]", "（必填）"),
    ("Show this message and exit.", "显示本说明。"),
)
_DEFAULT = re.compile(r" *\[default: ([^\];]*)[^\]]*\]")
_TYPE = re.compile(r" <[^>]*>")
_ROW = re.compile(r"  (\S.*?)(?:  +(\S.*))?")
_WIDTH = 80

_ERRORS: tuple[tuple[str, str], ...] = (
    (r"No such option: (\S+) .*?: ?([^)]*)\)?", "没有选项 {0}，是不是 {1}？"),
    (r"No such option: (\S+)", "没有选项 {0}"),
    (r"No such command '(.*?)'\. Did you mean (.*)\?", "没有命令“{0}”，是不是 {1}？"),
    (r"No such command '(.*?)'.*", "没有命令“{0}”"),
    (r"Missing command\.", "没有写命令"),
    (r"Missing argument '(.*)'.*", "缺少参数 {0}"),
    (r"Missing option '(.*)'.*", "缺少选项 {0}"),
    (r"Missing parameter: (.*)", "缺少参数 {0}"),
    (r"Option '?(\S+?)'? requires (?:an argument|[0-9]+ arguments)\.", "选项 {0} 后面要写值"),
    (r"Option '?(\S+?)'? does not take a value\.", "选项 {0} 后面不用写值"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", "多出的参数：{0}{unit}"),
    (r"Invalid value for '(.*?)': '(.*?)' is not one of (.*)\.", "{0} 的值“{1}”不对，可以写 {2}"),
    (r"Invalid value for '(.*?)': '(.*)' is not a valid (?:integer|int)\.", "{0} 的值“{1}”不是整数"),
    (r"Invalid value for '(.*?)': .*integer.*", "{0} 后面要写整数"),
    (r"Invalid value for '(.*?)': .*", "{0} 的值不对"),
)


def translate_help(text: str) -> str:
    """The help page with Chinese headings, its columns set by the width of Chinese characters."""
    for english, chinese in _HELP:
        text = text.replace(english, chinese)
    text = (
        _DEFAULT.sub(r"（默认 \1）", _TYPE.sub("", text))
        .replace("[[", "[")
        .replace("]…]...", "]…")
        .replace("]...", "]…")
    )
    head, *sections = re.split(r"\n(?=\S+：\n)", text)
    return "\n".join([head, *(_aligned(section) for section in sections)])


def _aligned(section: str) -> str:
    title, *lines = section.split("\n")
    rows: list[list[str]] = []
    for line in lines:
        match = _ROW.fullmatch(line)
        if match:
            rows.append([match[1], match[2] or ""])
        elif line.strip():
            rows[-1][1] += line.strip()
    left = max(width(name) for name, _ in rows) + 4
    aligned = [title]
    for name, words in rows:
        first, *more = wrap(words, _WIDTH - left)
        aligned.append(f"  {name}{' ' * (left - 2 - width(name))}{first}".rstrip())
        aligned += [" " * left + line for line in more]
    return "\n".join(aligned) + ("\n" if lines and not lines[-1] else "")


def usage_message(error: Any) -> str | None:
    """One Chinese line for a wrong call; None for an error that is not the caller's."""
    if not isinstance(error, _UsageError):
        return None
    english = error.format_message().replace("Value error, ", "")
    for pattern, chinese in _ERRORS:
        match = re.fullmatch(pattern, english, re.DOTALL)
        if match:
            unit = "；单位写在 --unit 后面" if _takes_unit(error) else ""
            words = chinese.format(*match.groups(), unit=unit).replace("'", "").replace(", ", "、")
            return f"用法不对：{words}{'' if words.endswith('？') else '。'}{_way_out(error)}"
    return f"用法不对。{_way_out(error)}"


def _takes_unit(error: Any) -> bool:
    return error.ctx is not None and any(parameter.name == "unit" for parameter in error.ctx.command.params)


def _way_out(error: Any) -> str:
    return f"用 {error.ctx.command_path if error.ctx else 'mzgz'} -h 查看用法。"


class ChineseCommand(typer.core.TyperCommand):
    """A command whose help speaks Chinese."""

    def get_help(self, ctx: Any) -> str:
        return translate_help(super().get_help(ctx))


class ChineseGroup(typer.core.TyperGroup):
    """The program whose help speaks Chinese and lists its commands in the order of the year."""

    def get_help(self, ctx: Any) -> str:
        return translate_help(super().get_help(ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)
