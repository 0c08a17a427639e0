"""The room templates run in: no files but their own folder, nothing of Python behind what they are shown, no long runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mzgz.model.findings import Source
from mzgz.publishing.report.plan_views import View

_LONGEST = 100_000
"""Characters of any text a template makes on the way; a whole document has some twenty thousand."""
_STEPS = 200_000
"""Calls and turns of loops in one file; a section needs some hundreds."""

_FILTERS = "count default first join last length list map reject rejectattr select selectattr sort unique".split()
_ATTRIBUTES: tuple[tuple[type, frozenset[str]], ...] = (
    (str, frozenset({"startswith", "endswith", "strip"})),
    (dict, frozenset({"get", "items", "keys", "values"})),
    (date, frozenset({"year", "month", "day"})),
)
_OWN = (LoopContext, Macro, TemplateModule, Undefined)


class Environment(ImmutableSandboxedEnvironment):
    """Shows a template only what it is given to see, and lets nothing grow beyond sense."""

    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self, *folders: Path) -> None:
        super().__init__(
            loader=FileSystemLoader(folders, encoding="utf-8"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            extensions=(),
        )
        self.steps = 0
        self.globals = {"range": range}
        self.filters = {name: FILTERS[name] for name in _FILTERS}
        self.filters |= {"counted": self._counted, "sized": self._sized, "concatenated": self._concatenated}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Every loop is counted, every text that is put together is measured."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = _filtered(loop.iter, "counted", loop.lineno)
        for block in tree.find_all(nodes.AssignBlock):
            block.filter = _filtered(block.filter, "sized", block.lineno)
        _measured(tree)
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if attr.startswith("_"):
            return False
        if isinstance(obj, View):
            return attr not in obj.hidden
        if isinstance(obj, _OWN):
            return super().is_safe_attribute(obj, attr, value)
        return any(isinstance(obj, kind) and attr in names for kind, names in _ATTRIBUTES)

    def wrap_str_format(self, value: Any) -> None:
        """No formatting of texts: a width would grow them beyond sense. (`None` leaves it to the rule above.)"""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on small whole numbers; texts are joined with ~."""
        if operator == "**" or not all(isinstance(value, int) and abs(value) < _LONGEST for value in (left, right)):
            raise OverflowError(operator)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        self._step()
        return self._sized(super().call(context, obj, *args, **kwargs))

    def _step(self) -> None:
        self.steps += 1
        if self.steps > _STEPS:
            raise OverflowError("steps")

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self._step()
            yield item

    def _sized(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > _LONGEST:
            raise OverflowError("text")
        return value

    def _concatenated(self, values: list[Any]) -> Any:
        return self._sized("".join(map(str, values)))


def _filtered(node: nodes.Node | None, name: str, line: int) -> nodes.Filter:
    inner: Any = node
    return nodes.Filter(inner, name, [], [], None, None, lineno=line)


def _measured(node: nodes.Node) -> nodes.Node:
    """The tree with each `a ~ b` turned into a measured concatenation."""
    for field, value in list(node.iter_fields()):
        if isinstance(value, list):
            setattr(node, field, [_measured(item) if isinstance(item, nodes.Node) else item for item in value])
        elif isinstance(value, nodes.Node):
            setattr(node, field, _measured(value))
    if isinstance(node, nodes.Concat):
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "concatenated", node.lineno)
    return node


class TemplateFault(Exception):  # noqa: N818 - told to the user as what it is: a fault in a template
    """A template that cannot be rendered: where, and what is wrong in Chinese."""

    def __init__(self, source: Source, message: str) -> None:
        super().__init__(message)
        self.source = source
        self.message = message


def environment(*folders: Path) -> Environment:
    """Templates of one document, a file in an earlier folder before one of that name in a later one; text in, text out,
    nothing escaped because nothing here is markup of another kind."""
    return Environment(*folders)


_WORDS: tuple[tuple[type[BaseException], str], ...] = (
    (TemplateNotFound, "引用的文件不在本文种的模板文件夹里"),
    (SecurityError, "用了模板里不许用的东西，只能用给出的名称"),
    (OverflowError, "写出的文字太长、循环太多，或用了文字的加减乘除（连接文字用 ~）"),
    (RecursionError, "一层套一层，没有尽头"),
    (TypeError, "给的内容不对，多半是多写或少写了一项"),
)


def render(room: Environment, name: str, folder: str, names: Mapping[str, Any]) -> str:
    """One template rendered. Raises TemplateFault for anything the template does wrong."""
    path = f"{folder}/{name}"
    room.steps = 0
    try:
        return str(room.get_template(name).render(names))
    except TemplateSyntaxError as error:
        where = Source(f"{folder}/{error.name}", error.lineno)
        raise TemplateFault(where, "模板语法不对，请检查花括号和百分号是否成对，名称是否写对") from error
    except UndefinedError as error:
        raise TemplateFault(_place(error, path), f"用了没有的名称（{error.message}）") from error
    except (TemplateError, OverflowError, RecursionError, TypeError, ValueError, KeyError, ZeroDivisionError) as error:
        words = next((words for kind, words in _WORDS if isinstance(error, kind)), "模板不能执行")
        raise TemplateFault(_place(error, path), f"{words}（{type(error).__name__}）") from error


def _place(error: BaseException, path: str) -> Source:
    return Source(path, line_of(error, path))


def line_of(error: BaseException, path: str) -> int:
    """The line of the template an error came from: Jinja compiles templates so that tracebacks name their lines."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(path.rsplit("/", 1)[1]):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
