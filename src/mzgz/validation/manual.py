"""The manual of the rules, read from the docstrings of their functions."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from mzgz.model.findings import Rule

_HEADING = re.compile(r"^(为什么|反例|正例)：(.*)$")
_BLOCKS = {"error": "挡住报送，只能改正", "query": "改正，或者写情况说明", "note": "看一看，不挡报送"}


@dataclass(frozen=True, slots=True)
class Manual:
    """What a rule says of itself. `bad` and `good` are YAML where they end with a line break, otherwise a sentence."""

    title: str
    why: str
    bad: str
    good: str


@cache  # a page of help asks for all of them
def read_manual(rule: Rule) -> Manual:
    """Parse the docstring: the title, then `为什么：`, `反例：` and `正例：`; ValueError if a part is missing."""
    title, parts = _parts(rule)
    if not title or set(parts) != {"为什么", "反例", "正例"} or not all(parts.values()):
        raise ValueError(f"the docstring of {rule.slug} needs a title, 为什么：, 反例： and 正例：")
    return Manual(title, parts["为什么"].replace("\n", ""), parts["反例"], parts["正例"])


def is_yaml(example: str) -> bool:
    """Whether an example is YAML to be run, not a sentence that describes a file."""
    return example.endswith("\n")


def _parts(rule: Rule) -> tuple[str, dict[str, str]]:
    lines = _lines(rule.check.__doc__ or "")
    parts: dict[str, list[str]] = {"": []}
    name = ""
    for line in lines[1:]:
        heading = _HEADING.match(line)
        if heading:
            name = heading[1]
        parts.setdefault(name, []).append(heading[2] if heading else line)
    if any(line.strip() for line in parts.pop("")):
        raise ValueError(f"the docstring of {rule.slug} has text between its title and 为什么：")
    return lines[0].strip().rstrip("。"), {name: _text(body) for name, body in parts.items()}


def _lines(docstring: str) -> list[str]:
    """Without the indentation of the function; `inspect.getdoc` would turn the tabs of an example into spaces."""
    title, _, body = docstring.partition("\n")
    return [title, *textwrap.dedent(body).split("\n")]


def _text(body: list[str]) -> str:
    """A sentence that begins beside its heading, or an indented block below it."""
    block = textwrap.dedent("\n".join(body[1:])).strip("\n")
    if body[0].strip():
        return "\n".join([body[0].strip(), *(line.strip() for line in block.split("\n"))]).strip()
    return block.rstrip() + "\n" if block.strip() else ""


def rule_text(rule: Rule) -> str:
    """One rule for the terminal."""
    manual = read_manual(rule)
    lines = [
        f"{rule.code}  {rule.slug}",
        f"{manual.title}（{rule.severity.label}：{_BLOCKS[rule.severity]}）",
        "",
        f"为什么：{manual.why}",
        "",
        *_example_text("反例", manual.bad),
        "",
        *_example_text("正例", manual.good),
    ]
    return "\n".join(lines) + "\n"


def _example_text(heading: str, example: str) -> Iterator[str]:
    if is_yaml(example):
        yield f"{heading}："
        yield from textwrap.indent(example, "    ").rstrip("\n").split("\n")
    else:
        yield f"{heading}：{example}"


def rule_list(rules: Iterable[Rule]) -> str:
    """All rules for the terminal, one a line, in the order of their codes."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    longest = max((len(rule.slug) for rule in ordered), default=0)
    lines = [
        f"{rule.code}  {rule.severity.label}  {rule.slug:<{longest}}  {read_manual(rule).title}" for rule in ordered
    ]
    return "\n".join([*lines, f"共{len(ordered)}条。单看一条：mzgz rules 规则名"]) + "\n"


def manual_markdown(rules: Iterable[Rule]) -> str:
    """All rules as one Markdown page, in the order of their codes."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    table = [
        f"| [{rule.code}](#{rule.code.lower()}) | `{rule.slug}` | {rule.severity.label} | {read_manual(rule).title} |"
        for rule in ordered
    ]
    head = [
        "# 规则手册",
        "",
        "本页由规则的说明生成，不要手工修改。单看一条：`mzgz rules 规则名`。",
        "",
        *(f"- {label}：{_BLOCKS[key]}。" for key, label in (("error", "强制"), ("query", "核实"), ("note", "提示"))),
        "",
        "| 代码 | 规则名 | 级别 | 内容 |",
        "|---|---|---|---|",
        *table,
    ]
    return "\n".join([*head, *(line for rule in ordered for line in _section(rule))]) + "\n"


def _section(rule: Rule) -> Iterator[str]:
    manual = read_manual(rule)
    yield from ("", f'<a id="{rule.code.lower()}"></a>', "", f"## {rule.code} {manual.title}", "")
    yield from (f"`{rule.slug}` · {rule.severity.label}", "", manual.why)
    for heading, example in (("反例", manual.bad), ("正例", manual.good)):
        yield ""
        if is_yaml(example):
            yield from (f"{heading}：", "", "```yaml", example.rstrip("\n"), "```")
        else:
            yield f"{heading}：{example}"
