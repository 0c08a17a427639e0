"""The folder of drafts read back: what was drafted, what a person decided, what was taken or refused before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from mzgz.intake.extract.drafted_target import DECISIONS, DraftPlace, Proposal
from mzgz.intake.extract.written_fields import field_findings, written_fields
from mzgz.intake.workspace.record_reader import unknown_key
from mzgz.intake.yaml.fast import Plain
from mzgz.intake.yaml.file import YamlFile, read
from mzgz.language.pattern_search import expression
from mzgz.model.findings import Source
from mzgz.model.goal_notation import PATTERN

DECIDED: Final = "decided.yaml"
"""Drafts that are done with: taken into targets/ or refused, with the reason."""

_KINDS: Final = ("ratio", "count", "milestone", "recurring", "redline", "duty")
_CADENCES: Final = ("month", "quarter", "half", "year", "once")
_KEYS: Final = ("section", "drafts")
_SECTION: Final = ("part", "number", "title", "division")
_GOAL: Final = expression(f"(?:{PATTERN})|")


@dataclass(frozen=True, slots=True)
class DraftFault:
    """What is wrong in a file of drafts, where, and what to write instead, in Chinese."""

    source: Source
    message: str


@dataclass(slots=True)
class DraftFolder:
    """All drafts of a folder: those in hand with the file each stands in, and those done with."""

    pending: list[tuple[str, Proposal]] = field(default_factory=list)
    settled: list[Proposal] = field(default_factory=list)
    faults: list[DraftFault] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def proposals(self) -> list[Proposal]:
        return [proposal for _, proposal in self.pending]

    def left_behind(self, written: Collection[str]) -> list[str]:
        """Files of the folder that a new run no longer writes; the record of what is done with stays."""
        return [name for name in self.files if name not in written and name != DECIDED]


def read_drafts(folder: Path) -> DraftFolder:
    """Every file of drafts in `folder`; a folder that is not there is empty."""
    found = DraftFolder()
    if not folder.is_dir():
        return found
    for path in sorted(folder.iterdir()):
        if path.suffix in (".yaml", ".yml") and path.is_file() and not path.name.startswith("."):
            _file(path, found)
    return found


def _file(path: Path, found: DraftFolder) -> None:
    file, diagnostics = read(path, path.name)
    found.faults += [DraftFault(one.source, one.message) for one in diagnostics if one.severity.rank == 0]
    if file is None:
        return
    found.files.append(path.name)
    section = file.data.get("section")
    heading = (
        tuple(_text(section, key) for key in ("part", "number", "title")) if isinstance(section, dict) else ("", "", "")
    )
    for place, record, known in (((), file.data, _KEYS), (("section",), section, _SECTION)):
        strange = [key for key in record if key not in known] if isinstance(record, dict) else []
        findings = [unknown_key(key, file.key_source(*place, key), known) for key in strange]
        found.faults += [DraftFault(one.source, f"{one.message}；{one.hint}") for one in findings]
    drafts = file.data.get("drafts")
    if not isinstance(drafts, list):
        found.faults.append(DraftFault(file.source(), "缺 drafts：这里应当是一列草稿；不是草稿的文件请移到别处"))
        return
    for index, data in enumerate(drafts):
        proposal = _proposal(data, file, index, found.faults)
        if proposal is None:
            continue
        proposal.section = (heading[0], heading[1], heading[2]) if heading[2] else proposal.section
        proposal.division = _text(section, "division") if isinstance(section, dict) else ""
        if path.name == DECIDED:
            found.settled.append(proposal)
        else:
            found.pending.append((path.name, proposal))


def _proposal(data: Plain, file: YamlFile, index: int, faults: list[DraftFault]) -> Proposal | None:
    if not isinstance(data, dict):
        faults.append(DraftFault(file.source("drafts", index), "这里应当是一条草稿，写成 键: 值"))
        return None
    source, reading, compare = (_record(data, key) for key in ("source", "reading", "compare"))
    span = source.get("span")
    ends = [int(str(end)) for end in span if str(end).isdecimal()] if isinstance(span, list) else []
    scope = data.get("scope")
    proposal = Proposal(
        id=_text(data, "id") or f"draft-{index + 1:03}", name=_text(data, "name"), kind=_text(data, "kind"), goal=_text(data, "goal"),
        goal_text=_text(data, "goal_text"), due=_text(data, "due"), cadence=_text(data, "cadence"),
        scope=[str(code) for code in scope] if isinstance(scope, list) else [], judge=_text(data, "judge") or "pooled", written=written_fields(data),
        firm=_text(data, "firm") != "False",
        place=DraftPlace(
            _text(source, "section"), _whole(source, "item") or index + 1, _text(source, "basis") or "default", _whole(source, "paragraph"),
            (ends[0], ends[1]) if len(ends) == 2 else (0, 0), _text(source, "text"),
        ),
        confidence=_text(reading, "class"), tense=_text(reading, "tense"), inherited=_texts(reading, "inherited"),
        doubts=_texts(reading, "doubts"), proposed=_texts(data, "proposed"), operands=dict(_operands(data)),
        measured=_text(data, "measured"), part_of=_text(data, "part_of"), proof=_text(data, "proof"), decimals=_whole(data, "decimals") if "decimals" in data else None,
        per=_whole(data, "per") or 1, unit=_text(data, "unit"), note=_text(data, "note"), target=_text(compare, "target"), compared=_text(compare, "state"), decide=_text(data, "decide"),
        reason=_text(data, "reason"), read=_text(reading, "read"), section=(_text(source, "part"), _text(source, "number"), _text(source, "title")),
    )  # fmt: skip
    faults += _faults(proposal, lambda key: file.source("drafts", index, key))
    if proposal.decide in ("采纳", "改") and file.path != DECIDED:
        findings = field_findings(data, file, ("drafts", index), proposal.read_goal)
        faults += [DraftFault(one.source, f"{one.message}；{one.hint}") for one in findings]
    return proposal


def _faults(proposal: Proposal, place: Callable[[str], Source]) -> Iterator[DraftFault]:
    """What a person may have mistyped; only accepted drafts must be whole."""
    if proposal.decide and proposal.decide not in DECISIONS:
        yield DraftFault(place("decide"), f"decide 只能写 采纳、不采纳 或 改，不能是“{proposal.decide}”；没有定就留空")
    if proposal.decide == "不采纳" and not proposal.reason:
        yield DraftFault(place("decide"), "不采纳要写原因，如 reason: 是已有的数")
    if proposal.decide not in ("采纳", "改"):
        return
    if not proposal.name:
        yield DraftFault(place("name"), "采纳的目标要有名称，请写 name")
    if proposal.kind not in _KINDS:
        yield DraftFault(place("kind"), f"kind 只能是 {'、'.join(_KINDS)}，不能是“{proposal.kind}”")
    if proposal.cadence not in _CADENCES:
        yield DraftFault(place("cadence"), f"cadence 只能是 {'、'.join(_CADENCES)}，不能是“{proposal.cadence}”")
    if not _GOAL.fullmatch(proposal.goal):
        yield DraftFault(place("goal"), f"goal 写成 >= 55% 这样，不能是“{proposal.goal}”")
    try:
        date.fromisoformat(proposal.due)
    except ValueError:
        yield DraftFault(place("due"), f"due 写成 2022-12-31 这样，不能是“{proposal.due}”")


def _record(data: dict[str, Plain], key: str) -> dict[str, Plain]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _text(data: dict[str, Plain], key: str) -> str:
    value = data.get(key)
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _texts(data: dict[str, Plain], key: str) -> list[str]:
    value = data.get(key)
    return [str(item) for item in value] if isinstance(value, list) else []


def _whole(data: dict[str, Plain], key: str) -> int:
    value = str(data.get(key, ""))
    return int(value) if value.isdecimal() and len(value) < 9 else 0


def _operands(data: dict[str, Plain]) -> Iterator[tuple[str, tuple[str, str]]]:
    for role in ("numerator", "denominator", "value"):
        operand = _record(data, role)
        if operand:
            yield role, (_text(operand, "name"), _text(operand, "unit"))
