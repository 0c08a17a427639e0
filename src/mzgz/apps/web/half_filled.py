"""Forms that are not handed in yet: what was typed, in a folder no check and no status reads."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mzgz.formats.disk.atomic import write_beside
from mzgz.model.periods import Period

FOLDER: Final = "half-filled"
_ONE = threading.Lock()


@dataclass(frozen=True, slots=True)
class HalfFilled:
    """All cells of the page by `target/field`, and the reasons by `rule/target`."""

    texts: Mapping[str, str]
    reasons: Mapping[str, str]

    @classmethod
    def of(cls, root: Path, unit: str, month: Period) -> HalfFilled | None:
        """What was put aside for a unit's month; None where there is nothing, or it cannot be read."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            known = json.loads(_file(root, unit, month).read_text(encoding="utf-8"))
            return cls(_texts(known["cells"]), _texts(known["reasons"]))
        return None

    def over(self, standing: Mapping[str, str]) -> dict[str, str]:
        """What the page shows: what was put aside stands for everything it was drawn from."""
        return {**{key: text for key, text in standing.items() if key in self.texts}, **self.texts}

    def write(self, root: Path, unit: str, month: Period) -> None:
        """Whole or not at all; the same content gives the same bytes."""
        content = {"cells": dict(sorted(self.texts.items())), "reasons": dict(sorted(self.reasons.items()))}
        write_beside(_file(root, unit, month), json.dumps(content, ensure_ascii=False, indent=1).encode())

    @staticmethod
    def drop(root: Path, unit: str, month: Period) -> None:
        """It was handed in: nothing is put aside any more."""
        with suppress(FileNotFoundError):
            _file(root, unit, month).unlink()

    @staticmethod
    @contextmanager
    def writing(root: Path) -> Iterator[None]:
        """One writer at a time."""
        with _ONE:
            yield


def merged(cells: Mapping[str, str], was: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """What stands now with every cell this page has changed; what it has not touched keeps what others wrote."""
    changed = {key: text for key, text in cells.items() if text.strip() != was.get(key, "").strip()}
    return {key: text for key, text in {**now, **changed}.items() if text.strip()}


def conflicts(cells: Mapping[str, str], was: Mapping[str, str], now: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Cells this page has changed and somebody else, too, in another way: what he wrote, and what this page says."""
    found = {}
    for key, text in cells.items():
        drawn, present, typed = was.get(key, "").strip(), now.get(key, "").strip(), text.strip()
        if typed not in (drawn, present) and present != drawn:
            found[key] = (present, typed)
    return found


def _file(root: Path, unit: str, month: Period) -> Path:
    return root / FOLDER / str(month) / f"{unit}.json"


def _texts(known: Mapping[str, object]) -> dict[str, str]:
    return {str(key): str(text) for key, text in known.items()}
