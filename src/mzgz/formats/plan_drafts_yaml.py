"""Drafts as YAML for people to decide on, the record of those done with, and accepted ones as entries of targets/."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from mzgz.intake.extract.accepted_drafts import Adoption
from mzgz.intake.extract.drafted_target import Proposal

_HEAD = """\
# 目标草稿，由 mzgz extract 从“{document}”读出，不会自动成为目标。
# 每条的 decide 写 采纳、不采纳（reason 写原因）或 改（先把字段改对）；都定了以后执行 mzgz extract --take {folder}
"""
_DECIDED = """\
# 已经处理的草稿：采纳的已写入 targets/，不采纳的留着原因，再读修改稿时不重复问。由 mzgz extract --take 写入，不要手工改。
"""

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_KEY = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")
_MEANT = ("true", "false", "null", "yes", "no", "on", "off")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = re.compile(r"[一-鿿“”（）《》、。；][一-鿿0-9A-Za-z“”（）《》、；%．—…＋+]*")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def draft_files(proposals: Iterable[Proposal], document: str, folder: str) -> dict[str, str]:
    """Name → text of the files of a reading: one a section of the plan, numbered in the order of the text."""
    groups: dict[tuple[str, str, str], list[Proposal]] = {}
    for proposal in proposals:
        groups.setdefault(proposal.section, []).append(proposal)
    head = _HEAD.format(document=_line(document), folder=_line(folder))
    return {
        f"{number:02}-{_name(section)}.yaml": head + _section(section, items[0].division) + "".join(_lines(items))
        for number, (section, items) in enumerate(groups.items(), 1)
    }


def decided_file(proposals: Iterable[Proposal]) -> str:
    """The record of drafts that are done with."""
    return _DECIDED + "drafts:\n" + "".join(_lines(list(proposals), settled=True))


def with_targets(text: str, adoption: Adoption) -> str:
    """A file of targets with the accepted drafts at its end; an empty text becomes a new file with its heading."""
    if not text:
        text = f"# 由 mzgz extract 从草稿写入；科室、口径和基期请补全，再执行 mzgz check。\n{_section(adoption.section, adoption.division)}targets:\n"
    entries = "".join(
        f"  - {entry}\n"
        for proposal in adoption.proposals
        for entry in [_entry(target_record(proposal, adoption.names))]
    )
    return text.rstrip("\n") + "\n" + entries


def _name(section: tuple[str, str, str]) -> str:
    title = re.sub(r"[^\w一-鿿-]", "", section[2])[:24]
    return title or re.sub(r"[^\w一-鿿]", "", f"{section[0]}{section[1]}") or "全文"


def _line(text: str) -> str:
    return _CONTROLS.sub(" ", text)


def _section(section: tuple[str, str, str], division: str) -> str:
    part, number, title = section
    values = {"part": part or "一", **({"number": number} if number else {}), "title": title or "全文"}
    if division:
        values["division"] = division
    return f"section: {_flow(values)}\n"


def _lines(proposals: list[Proposal], *, settled: bool = False) -> Iterator[str]:
    if not settled:
        yield "drafts:\n"
    if not proposals:
        yield "  []\n"
    for proposal in proposals:
        yield f"  - {_entry(_draft(proposal, settled=settled))}\n"


def _entry(record: dict[str, object]) -> str:
    return "\n    ".join(f"{_key(key)}: {_flow(value)}" for key, value in record.items())


def _draft(proposal: Proposal, *, settled: bool) -> dict[str, object]:
    place = proposal.place
    source: dict[str, object] = {"section": place.section or "全文", "item": place.item, "basis": place.basis}
    if settled:
        source |= {"part": proposal.section[0], "number": proposal.section[1], "title": proposal.section[2]}
    source |= {"paragraph": place.paragraph, "span": list(place.span), "text": place.text} | _added(proposal, "source")
    reading: dict[str, object] = {"class": proposal.confidence, "tense": proposal.tense}
    reading |= {key: value for key, value in (("inherited", proposal.inherited), ("doubts", proposal.doubts)) if value}
    reading["read"] = proposal.read
    record = {"id": proposal.id, **_common(proposal), "source": source, "reading": reading}
    if proposal.part_of:
        record["part_of"] = proposal.part_of
    if proposal.proposed:
        record["proposed"] = proposal.proposed
    if proposal.target:
        record["compare"] = {"target": proposal.target, "state": proposal.compared}
    record["decide"] = proposal.decide or None
    if proposal.reason:
        record["reason"] = proposal.reason
    return record


def _common(proposal: Proposal) -> dict[str, object]:
    record: dict[str, object] = {"name": proposal.name, "kind": proposal.kind}
    for role, (name, unit) in proposal.operands.items():
        element = {"element": proposal.element} if proposal.element else {}
        record[role] = {"name": name, "unit": unit, **element, **_added(proposal, role)}
    if proposal.measured:
        record["measured"] = proposal.measured
    if proposal.proof:
        record["proof"] = proposal.proof
    if proposal.goal_text or proposal.goal:
        record["goal"] = proposal.goal or None
        record["goal_text"] = proposal.goal_text
    record |= {"due": _Bare(proposal.due), "cadence": proposal.cadence, "scope": proposal.scope or "all"}
    if proposal.judge != "pooled":
        record["judge"] = proposal.judge
    record["firm"] = proposal.firm
    if proposal.decimals is not None:
        record["decimals"] = proposal.decimals
    if proposal.per > 1:
        record |= {"per": proposal.per, "unit": proposal.unit}
    if proposal.note:
        record["note"] = proposal.note
    record |= {key: value for key, value in proposal.written.items() if key not in (*proposal.operands, "source")}
    return record


def _added(proposal: Proposal, key: str) -> dict[str, object]:
    """What a person added to a number or to the source."""
    added = proposal.written.get(key)
    return dict(added) if isinstance(added, dict) else {}


def target_record(proposal: Proposal, names: Mapping[str, str]) -> dict[str, object]:
    """An entry of targets/: what a draft knows of a target and nothing else, under the name it got there."""
    record: dict[str, object] = {"id": proposal.id, **_common(proposal)}
    record["name"] = names.get(proposal.id, proposal.name)
    words = record.pop("goal_text", "")
    if record.get("goal", "") is None:
        del record["goal"]
        record["note"] = record.get("note", "") or f"原文“{words}”"
    if proposal.kind in ("milestone", "recurring", "duty"):
        record.pop("goal", None)
    if proposal.kind == "milestone" and "proof" not in record:
        record["proof"] = "document"
    if proposal.kind in ("recurring", "milestone") and "judge" not in proposal.written:
        record["judge"] = "every"
    if proposal.kind == "duty":
        record.pop("judge", None)
    record["source"] = {
        "section": proposal.place.section or "全文",
        "item": proposal.place.item,
        "basis": _basis(proposal),
        **_added(proposal, "source"),
    }
    return record


def _basis(proposal: Proposal) -> str:
    return {"section": "inherited"}.get(proposal.place.basis, proposal.place.basis)


class _Bare(str):
    """A word that is written without quotes: a day."""

    __slots__ = ()


def _flow(value: object) -> str:
    """A value on one line; every text in quotes, so that nobody's words mean something to YAML."""
    if type(value) is str:
        return value if _KEY.fullmatch(value) and value not in _MEANT else _quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, _Bare):
        return value if _DAY.fullmatch(value) else _ENCODE(str(value))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return _flow(str(value))


def _key(text: str) -> str:
    """A key in braces; the code of a unit in quotes, so that it stays a code."""
    return text if _KEY.fullmatch(text.replace("_", "-")) else _quoted(text)


def _quoted(text: str) -> str:
    return text if _WORDS.fullmatch(text) else _ENCODE(_line(text))


_START = re.compile(r"^(?P<margin> *)- id: *[\"']?(?P<id>[^\"'\s#]+)", re.MULTILINE)


def _entries(text: str) -> Iterator[tuple[str, int, int]]:
    """The id of each draft in a file and the lines it takes, as people left them: a list stands indented or not."""
    found = list(_START.finditer(text))
    starts = [match for match in found if match["margin"] == found[0]["margin"]]
    ends = [*(match.start() for match in starts[1:]), len(text)]
    return ((match["id"], match.start(), end) for match, end in zip(starts, ends, strict=bool(starts)))


def decided_in(text: str, answers: dict[str, tuple[str, str]]) -> str:
    """A file of drafts with decisions written in; everything else stays as it is."""
    pieces, done = [], 0
    for name, start, end in _entries(text):
        decide, reason = answers.get(name, ("", ""))
        entry = text[start:end]
        if decide:
            margin = " " * (len(entry) - len(entry.lstrip(" ")) + 2)
            line = f"{margin}decide: {decide}" + (f"\n{margin}reason: {_quoted(reason)}" if reason else "")
            entry = re.sub(rf"^{margin}reason:.*\n?", "", entry, flags=re.MULTILINE) if reason else entry
            entry, many = re.subn(
                rf"^{margin}decide:.*$", line.replace("\\", r"\\"), entry, count=1, flags=re.MULTILINE
            )
            entry = entry if many else entry.rstrip("\n") + f"\n{line}\n"
        pieces += [text[done:start], entry]
        done = end
    return "".join([*pieces, text[done:]])


def without(text: str, names: set[str]) -> str:
    """A file of drafts without those; nothing where none is left."""
    entries = list(_entries(text))
    if entries and all(name in names for name, _, _ in entries):
        return ""
    pieces, done = [], 0
    for name, start, end in entries:
        if name in names:
            pieces.append(text[done:start])
            done = end
    return "".join([*pieces, text[done:]])
