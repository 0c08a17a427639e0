"""Forms that are not handed in yet: what was typed, in a folder no check and no status reads.

What is put aside is held against two things: what others put aside meanwhile, and what was handed in or imported
meanwhile. Different cells go together; the same cell said in two ways is a conflict somebody has to settle.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mzgz.formats.disk.atomic import write_beside
from mzgz.model.periods import Period
from mzgz.publishing.overview.annex_rows import ANNEX

FOLDER: Final = "half-filled"
Conflicts = Mapping[str, tuple[str, str]]
"""By cell: what somebody else says, and what this one says."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file that was taken in says beside the cells of the page, and what it had in those."""

    file: str
    texts: Mapping[str, str]
    reasons: Mapping[str, str]
    filled_on: str = ""
    content: str = ""
    """SHA-256 of the file."""

    @classmethod
    def of(cls, known: Mapping[str, Any]) -> Brought:
        texts, reasons = _texts(known["cells"]), _texts(known["reasons"])
        content = str(known.get("content", ""))
        return cls(str(known["file"]), texts, reasons, str(known["filled_on"]), content)

    def known(self) -> dict[str, object]:
        """As it is kept."""
        return {
            "file": self.file,
            "cells": dict(sorted(self.texts.items())),
            "reasons": dict(sorted(self.reasons.items())),
            "filled_on": self.filled_on,
            "content": self.content,
        }


@dataclass(frozen=True, slots=True)
class HalfFilled:
    """All cells of the page by `target/field`, the reasons by `rule/target`, what had been handed in when it was put
    aside, and the file that was taken in last."""

    texts: Mapping[str, str]
    reasons: Mapping[str, str]
    base: Mapping[str, str]
    brought: Brought | None = None

    @classmethod
    def of(cls, root: Path, unit: str, month: Period) -> HalfFilled | None:
        """What was put aside for a unit's month; None where there is nothing, or it cannot be read."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            known = json.loads(_file(root, unit, month).read_text(encoding="utf-8"))
            brought = Brought.of(known["brought"]) if known.get("brought") else None
            cells = _lists_apart(known.get("brought")) | _texts(known["cells"])
            return cls(cells, _texts(known["reasons"]), _texts(known["base"]), brought)
        return None

    @property
    def mark(self) -> str:
        """A sign of all it says: another one where a word of it is another."""
        brought = self.brought.known() if self.brought else None
        said = json.dumps([dict(self.texts), dict(self.reasons), brought], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()

    def over(self, standing: Mapping[str, str]) -> dict[str, str]:
        """What the page shows: what was typed here, and what was handed in meanwhile where nothing was typed."""
        return merged(self.texts, self.base, standing)

    def against(self, standing: Mapping[str, str]) -> Conflicts:
        """Cells typed here that were handed in meanwhile in another way."""
        return conflicts(self.texts, self.base, standing)

    def write(self, root: Path, unit: str, month: Period) -> None:
        """Whole or not at all; the same content gives the same bytes."""
        parts = {"cells": self.texts, "reasons": self.reasons, "base": self.base}
        content: dict[str, object] = {name: dict(sorted(part.items())) for name, part in parts.items()}
        if self.brought:
            content["brought"] = self.brought.known()
        write_beside(_file(root, unit, month), json.dumps(content, ensure_ascii=False, indent=1).encode())

    @staticmethod
    def drop(root: Path, unit: str, month: Period) -> None:
        """It was handed in: nothing is put aside any more."""
        with suppress(FileNotFoundError):
            _file(root, unit, month).unlink()


def merged(cells: Mapping[str, str], was: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """What stands now with every cell this page has changed; what it has not touched keeps what others wrote."""
    changed = {key: cells.get(key, "") for key in {*cells, *was} if _differ(key, cells, was)}
    return {key: text for key, text in {**now, **changed}.items() if text.strip()}


def conflicts(cells: Mapping[str, str], was: Mapping[str, str], now: Mapping[str, str]) -> Conflicts:
    """Cells this page has changed and somebody else, too, in another way. A row of a list is one thing: where somebody else
    has changed any of it, another item may stand in its place."""
    theirs = {_thing(key) for key in {*now, *was} if _differ(key, now, was)}
    both = (key for key in {*cells, *was} if _differ(key, cells, was) and _thing(key) in theirs)
    return {key: (now.get(key, "").strip(), cells.get(key, "").strip()) for key in both if _differ(key, cells, now)}


def _thing(key: str) -> str:
    """honours/1 of honours/1/level; of a target every cell is a thing of its own."""
    row = key.rpartition("/")[0]
    return row if key.partition("/")[0] in ANNEX else key


def _differ(key: str, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return one.get(key, "").strip() != other.get(key, "").strip()


def _file(root: Path, unit: str, month: Period) -> Path:
    return root / FOLDER / str(month) / f"{unit}.json"


def _lists_apart(brought: Mapping[str, Any] | None) -> dict[str, str]:
    """Highlights, honours and problems as they were once kept beside the cells, by the keys they have now."""
    kept = (brought or {}).get("lists") or {}
    return {
        f"{name}/{place}/{field}": str(text)
        for name, items in kept.items()
        for place, item in enumerate(items)
        for field, text in item.items()
    }


def _texts(known: Mapping[str, object]) -> dict[str, str]:
    return {str(key): str(text) for key, text in known.items()}
