"""The room templates run in: no files but their own folder, no attributes of Python, no undefined names, no long runs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mzgz.diagnostics import Source

_LONGEST = 2_000_000


class _Room(ImmutableSandboxedEnvironment):
    """Also refuses to grow a text or a number beyond sense."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        sizes = [len(value) if isinstance(value, (str, list, tuple)) else abs(value) for value in (left, right)]
        if operator == "**" or sizes[0] * sizes[1] > _LONGEST:
            raise OverflowError(operator)
        return super().call_binop(context, operator, left, right)


class TemplateFault(Exception):  # noqa: N818 - told to the user as what it is: a fault in a template
    """A template that cannot be rendered: where, and what is wrong in Chinese."""

    def __init__(self, source: Source, message: str) -> None:
        super().__init__(message)
        self.source = source
        self.message = message


def environment(folder: Path) -> ImmutableSandboxedEnvironment:
    """Templates of one document; text in, text out, nothing escaped because nothing here is markup of another kind."""
    return _Room(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        extensions=(),
    )


def render(room: ImmutableSandboxedEnvironment, name: str, folder: str, names: Mapping[str, Any]) -> str:
    """One template rendered. Raises TemplateFault for anything the template does wrong."""
    path = f"{folder}/{name}"
    try:
        pieces: list[str] = []
        size = 0
        for piece in room.get_template(name).generate(names):
            pieces.append(piece)
            size += len(piece)
            if size > _LONGEST:
                raise TemplateFault(Source(path), "写出的文字太长，多半是循环没有尽头")
        return "".join(pieces)
    except TemplateSyntaxError as error:
        raise TemplateFault(
            Source(f"{folder}/{error.name}", error.lineno), "模板语法不对，请检查花括号和百分号是否成对"
        ) from error
    except UndefinedError as error:
        raise TemplateFault(Source(path, _line(error, path)), f"用了没有的名称（{error.message}）") from error
    except (TemplateError, OverflowError, RecursionError, TypeError, ValueError, ZeroDivisionError) as error:
        raise TemplateFault(Source(path, _line(error, path)), f"模板不能执行（{type(error).__name__}）") from error


def _line(error: BaseException, path: str) -> int:
    """The line of the template an error came from: Jinja compiles templates so that tracebacks name their lines."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(path.rsplit("/", 1)[1]):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
