"""What a foreign form yields: a submission that has not been written yet, and where each of its values stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mzgz.intake.faults import form_faults
from mzgz.intake.form.cell_values import CellReader
from mzgz.model.findings import Diagnostic, Severity, Source
from mzgz.model.hints import FIELD_LABELS
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Explanation, Submission
from mzgz.model.targets import Target
from mzgz.model.targets.target import located

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller says the files are; None where it is left to them."""

    unit: str | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A submission taken from a file; `complete` where nothing in the file stands against it."""

    submission: Submission
    path: str
    listed: frozenset[str]
    """Targets the file speaks of, also where it leaves them blank; of all others it says nothing."""
    lists: bool = True
    """Whether the file speaks of explanations, highlights, honours and problems at all."""
    fields: Mapping[str, frozenset[str]] | None = None
    """Of a file that gives single values: the fields it speaks of, by target. Whatever else stands stays as it is, and
    what it has for the lists is put to them."""
    filled_on: date | None = None
    complete: bool = True
    content: str = ""
    """SHA-256 of the file as it came; empty where it came in none."""
    unread: frozenset[tuple[str, str]] = frozenset()
    """Fields by target and name in which something stands that could not be read."""

    @property
    def says_something(self) -> bool:
        said = self.submission
        return bool(said.entries or said.highlights or said.honours or said.problems)

    def was_read(self, finding: Diagnostic) -> bool:
        """Whether a finding on this return is about what was read: that a value which could not be read is missing
        says nothing, and neither does what is said of its target as a whole."""
        if finding.target is None or self.complete:
            return True
        lost = {name for target, name in self.unread if target == finding.target}
        asked = {"", *lost, *("done" for name in lost if name == "on")}  # that a deed is done asks for its day
        return finding.target in self.listed and (not lost or (finding.field or "") not in asked)


@dataclass(frozen=True, slots=True)
class FileDrafts:
    """What one file yields."""

    drafts: tuple[Draft, ...]
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class DraftPlaces:
    """Where the values of a draft stand in its file; goes with it into another process."""

    places: Mapping[Path, Source]
    origin: Source

    def __call__(self, *path: str | int) -> Source:
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return self.origin


@dataclass(slots=True)
class Sheaf:
    """Values on their way into one submission."""

    unit: str
    period: Period
    origin: Source
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    places: dict[Path, Source] = field(default_factory=dict)
    head: dict[str, str | None] = field(default_factory=dict)
    explanations: list[tuple[Explanation, Source]] = field(default_factory=list)
    lists: dict[str, list[Any]] = field(default_factory=dict)
    fields: dict[str, set[str]] = field(default_factory=dict)
    """What was spoken of, also where it was left blank."""
    looked_at: dict[tuple[str, str], Source] = field(default_factory=dict)
    """By target and field, the place its value was looked for in."""
    lost: set[tuple[str, str]] = field(default_factory=set)
    """Fields whose place is gone."""

    def put(self, target: str, name: str, value: Any, source: Source) -> None:
        self.fields.setdefault(target, set()).add(name)
        self.looked_at[target, name] = source
        if value in (None, ()):
            return
        self.entries.setdefault(target, {})[name] = value
        self.places[("entries", target, name)] = source
        self.places.setdefault(("entries", target), source)

    def explain(
        self, rule: str, target: Target, names: list[str], reason: str, source: Source, into: CellReader
    ) -> None:
        """An explanation of values that were given; told where there are none."""
        given = self.entries.get(target.id, {})
        values = {name: _plain(given[name]) for name in names if name in given}
        if any(name == target.id for name, _ in self.unread(into.found)):
            return  # what stands there has been told: that there is nothing to explain would not be true
        if not values or len(values) < len(names):
            into.tell(form_faults.cell.explained_nothing, source, target=target.name)
            return
        self.explanations.append((Explanation(rule, target.id, values, reason), source))

    def given(self, target: Target) -> list[str]:
        """Fields with a value an explanation can be bound to."""
        given = self.entries.get(target.id, {})
        return [name for name in ("numerator", "denominator", "value", "done", "stage") if name in given]

    def unread(self, found: list[Diagnostic]) -> frozenset[tuple[str, str]]:
        """Fields with something in them that could not be read, and those whose place is gone."""
        faulty = {finding.source for finding in found if finding.severity is Severity.ERROR}
        return frozenset({*self.lost, *(key for key, source in self.looked_at.items() if source in faulty)})

    @property
    def empty(self) -> bool:
        return not self.entries and not any(self.lists.values())

    def made(self, order: list[str]) -> Submission:
        """The submission, its entries in the order of the plan."""
        places: dict[Path, Source] = {
            ("entries", *key): source for key, source in self.looked_at.items() if key[0] in self.entries
        }
        places |= self.places
        for index, (_, source) in enumerate(self.explanations):
            places[("explanations", index)] = source
        entries = {name: Entry(**self.entries[name]) for name in order if name in self.entries}
        submission = Submission(
            unit=self.unit,
            period=self.period,
            filled_by=self.head.get("filled_by"),
            approved_by=self.head.get("approved_by"),
            signed_by=self.head.get("signed_by"),
            entries=entries,
            explanations=tuple(reported for reported, _ in self.explanations),
            highlights=tuple(self.lists.get("highlights", ())),
            honours=tuple(self.lists.get("honours", ())),
            problems=tuple(self.lists.get("problems", ())),
        )
        return located(submission, DraftPlaces(places, self.origin))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def is_sound(found: list[Diagnostic]) -> bool:
    return not any(finding.severity is Severity.ERROR for finding in found)


FIELDS_BY_LABEL = {label: name for name, label in FIELD_LABELS.items()}
