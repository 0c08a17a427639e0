"""The room templates run in: no files but their own folder, nothing of Python behind what they are shown, no long runs
and no text beyond sense."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment as AnyEnvironment
from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.loaders import split_template_path
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mzgz.intake.regular_file import leads_inside, read_regular
from mzgz.model.findings import Source
from mzgz.publishing.report.plan_views import View

_LONGEST = 100_000
"""Characters of any text a template makes on the way; a whole document has some twenty thousand."""
_MOST = 1_000_000
"""Characters of all the texts one file makes, those it throws away included."""
_STEPS = 200_000
"""Calls, turns of loops and items that filters go through in one file; a section needs some hundreds."""
_LARGEST = 128 * 1024
"""Bytes of a template."""

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
            loader=_Folders(folders, encoding="utf-8"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            extensions=(),
            # an environment lives for one document: shapes that twenty sections import are compiled once
            auto_reload=False,
            # what is constant in a template is too little to be worth looking for: a sixth of the time of a report
            optimized=False,
        )
        self.steps = self.made = 0
        self.globals = {"range": _range}
        self.filters = {name: FILTERS[name] for name in _FILTERS}
        self.filters |= {"join": self._joined, "metered": self._metered, "sized": self._sized, "put": self._put}
        self.filters |= {"counted": self._counted, "concatenated": self._concatenated}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Every loop and filter is counted, every text that is put together or written is measured."""
        tree = super()._parse(source, name, filename)
        _guarded(tree)
        return tree

    def begin(self) -> None:
        """Another file: what the last one used up does not count."""
        self.steps = self.made = 0

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

    def _metered(self, value: Any) -> Any:
        """What a filter is given: its items are counted before it has gone through them."""
        if isinstance(value, str | Mapping | View | Undefined) or not isinstance(value, Iterable):
            return value
        if isinstance(value, Sized):
            self.steps += len(value)
            self._step()
            return value
        return self._counted(value)

    def _sized(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > _LONGEST:
            raise OverflowError("text")
        return value

    def _text(self, value: Any) -> str:
        """A value as text, refused before it is made where it would be too long."""
        self.made += self._length(value)
        if self.made > _MOST:
            raise OverflowError("text")
        return str(value)

    def _length(self, value: Any) -> int:
        """How long the text of a value is, as far as the budget reaches."""
        if not isinstance(value, list | tuple | dict):
            return len(value) if isinstance(value, str) else 1
        total = 0
        for item in value.values() if isinstance(value, dict) else value:
            self._step()
            total += self._length(item)
        return total

    @pass_context
    def _put(self, context: Context, value: Any) -> Any:
        """What is written: all of it counts. (With the context, so that it is not worked out beforehand.)"""
        return self._text(value)

    @pass_context
    def _concatenated(self, context: Context, values: list[Any]) -> Any:
        return self._sized("".join(map(self._text, values)))

    @pass_context
    def _joined(self, context: Context, value: Iterable[Any], mark: str = "", attribute: Any = None) -> Any:
        """The `join` of Jinja, the result measured before it is made."""
        pick = make_attrgetter(self, attribute) if attribute is not None else None
        items = [self._text(pick(item) if pick else item) for item in self._counted(value)]
        total = sum(map(len, items)) + len(str(mark)) * max(0, len(items) - 1)
        if total > _LONGEST:
            raise OverflowError("text")
        return str(mark).join(items)


class _Folders(FileSystemLoader):
    """The folders of a document's templates: regular files that lie in the workspace, not links out of it."""

    def get_source(self, environment: AnyEnvironment, template: str) -> tuple[str, str, Callable[[], bool]]:
        parts = split_template_path(template)
        files = (Path(folder).joinpath(*parts) for folder in self.searchpath)
        file = next((one for one in files if one.is_symlink() or one.exists()), None)
        if file is None or not leads_inside(file, _workspace_of(file).resolve()):
            raise TemplateNotFound(template, _OUTSIDE if file else None)
        try:
            data = read_regular(file, _LARGEST)
        except OSError as error:
            raise TemplateNotFound(template) from error
        if len(data) > _LARGEST:
            raise OverflowError("file")
        return data.decode("utf-8"), str(file), lambda: True


def template_text(file: Path) -> str:
    """What stands in a template; nothing of one that is no regular file, leads out of the workspace or is not UTF-8."""
    try:
        data = read_regular(file, _LARGEST) if leads_inside(file, _workspace_of(file).resolve()) else b""
        return data.decode("utf-8") if len(data) <= _LARGEST else ""
    except (OSError, UnicodeDecodeError):
        return ""


def template_texts(folder: Path, year: int | None) -> str:
    """All that the templates of a document say, those of other years left out; empty where there are none."""
    files = sorted(folder.rglob("*.j2"))
    own = [file for file in files if not _other_year(file.relative_to(folder).parts[0], year)]
    return "\n".join(f"{file.relative_to(folder).as_posix()}\n{template_text(file)}" for file in own)


def _other_year(name: str, year: int | None) -> bool:
    return name.isdecimal() and len(name) == 4 and name != str(year)


def _workspace_of(file: Path) -> Path:
    """The folder that holds templates/, above which no template may lie."""
    return next((folder.parent for folder in file.parents if folder.name == "templates"), file.parent)


def _range(*bounds: int) -> range:
    """No longer than a text may be: what is made of it stays within bounds."""
    numbers = range(*bounds)
    if max(map(abs, (numbers.start, numbers.stop, numbers.step))) > _LONGEST:
        raise OverflowError("range")
    return numbers


def _plain(node: nodes.Expr) -> nodes.Expr:
    """The words between the signs as a constant: as template data they would be written unmeasured."""
    return nodes.Const(node.data, lineno=node.lineno) if isinstance(node, nodes.TemplateData) else node


def _filtered(node: nodes.Node | None, name: str, line: int) -> nodes.Filter:
    inner: Any = node
    return nodes.Filter(inner, name, [], [], None, None, lineno=line)


def _guarded(node: nodes.Node) -> nodes.Node:
    """The tree with every filter, loop, block, output and `a ~ b` under its meter; from the leaves up, in one walk."""
    for field in node.fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            setattr(node, field, [_guarded(item) if isinstance(item, nodes.Node) else item for item in value])
        elif isinstance(value, nodes.Node):
            setattr(node, field, _guarded(value))
    if isinstance(node, nodes.Concat):
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "concatenated", node.lineno)
    _meter(node)
    return node


def _meter(node: nodes.Node) -> None:
    if isinstance(node, nodes.Filter) and node.node is not None:
        node.node = _filtered(node.node, "metered", node.lineno)
    elif isinstance(node, nodes.For):
        node.iter = _filtered(node.iter, "counted", node.lineno)
    elif isinstance(node, nodes.AssignBlock):
        node.filter = _filtered(node.filter, "sized", node.lineno)
    elif isinstance(node, nodes.Output):
        node.nodes = [_filtered(_plain(each), "put", each.lineno) for each in node.nodes]


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


_OUTSIDE = "模板是一个链接，指到了工作区外面，没有读"

_WORDS: tuple[tuple[type[BaseException], str], ...] = (
    (TemplateNotFound, "引用的文件不在本文种的模板文件夹里"),
    (SecurityError, "用了模板里不许用的东西，只能用给出的名称"),
    (OverflowError, "写出的文字太长、循环太多，或用了文字的加减乘除（连接文字用 ~）"),
    (RecursionError, "一层套一层，没有尽头"),
    (SyntaxError, "循环和判断套得太深，请分开写"),
    (MemoryError, "套得太深或太长，请分开写"),
    (UnicodeDecodeError, "文件不是 UTF-8 编码，请另存为 UTF-8"),
    (TypeError, "给的内容不对，多半是多写或少写了一项"),
)


_FAULTS = (TemplateError, OverflowError, RecursionError, SyntaxError, MemoryError)


def render(room: Environment, name: str, folder: str, names: Mapping[str, Any]) -> str:
    """One template rendered. Raises TemplateFault for anything the template does wrong."""
    path = f"{folder}/{name}"
    room.begin()
    try:
        return str(room.get_template(name).render(names))
    except TemplateNotFound as error:
        words = _OUTSIDE if error.message == _OUTSIDE else _WORDS[0][1]
        raise TemplateFault(_place(error, path), f"{words}（{error.name}）") from error
    except TemplateSyntaxError as error:
        where = Source(f"{folder}/{error.name}", error.lineno)
        raise TemplateFault(where, "模板语法不对，请检查花括号和百分号是否成对，名称是否写对") from error
    except UndefinedError as error:
        raise TemplateFault(_place(error, path), f"用了没有的名称（{error.message}）") from error
    except (*_FAULTS, TypeError, ValueError, KeyError, ZeroDivisionError) as error:
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
