"""A return as YAML text in the style of the contract: one line per entry, a comment line per section."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_PLAIN = re.compile(r"[一-鿿“《A-Za-z0-9][^\n,\[\]{}#&*!|>'\"@`:]*")
_LOOKS_LIKE_ANOTHER = re.compile(r"[0-9.]+|true|false|null|yes|no|on|off", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Fields = Mapping[str, object]

HEAD = """\
# yaml-language-server: $schema=../../schemas/submissions.schema.json
# 示例数据：数字和事情都是编的，由 scripts/make_sample.py 生成，只供演示。
"""


@dataclass
class Return:
    """One file to write. `sections` holds the entries under the heading of their section, in the plan's order."""

    unit: str
    period: str
    received: str
    filled_by: str
    approved_by: str
    sections: dict[str, dict[str, Fields]] = field(default_factory=dict)
    lists: dict[str, list[Fields]] = field(default_factory=dict)

    def text(self) -> str:
        lines = [
            f'unit: "{self.unit}"',
            f"period: {self.period}",
            f"received: {self.received}",
            f"filled_by: {self.filled_by}",
            f"approved_by: {self.approved_by}",
        ]
        lines += ["", "entries:"] if self.sections else ["", "entries: {}"]
        for heading, entries in self.sections.items():
            lines.append(f"  # {heading}")
            lines += [f"  {target}: {flow(fields)}" for target, fields in entries.items()]
        for name, records in self.lists.items():
            if records:
                lines += ["", f"{name}:"] + [f"  - {flow(record)}" for record in records]
        return HEAD + "\n".join(lines) + "\n"


def flow(fields: Fields) -> str:
    """A mapping on one line."""
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in fields.items()) + "}"


def scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return flow(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(scalar(item) for item in value) + "]"
    return quoted(str(value))


def quoted(text: str) -> str:
    """The text as it is where YAML reads it back unchanged; otherwise in double quotes."""
    if _DAY.fullmatch(text) or (_PLAIN.fullmatch(text) and not _LOOKS_LIKE_ANOTHER.fullmatch(text)):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
