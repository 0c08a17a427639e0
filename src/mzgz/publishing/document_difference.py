"""Two drafts, or the documents of two years, side by side: the figures and the sentences that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mzgz.model.passages import bare
from mzgz.publishing.documents_to_compare import ComparedDraft, DraftPassage
from mzgz.publishing.verify.linked_numbers import comparable
from mzgz.publishing.verify.sequence_alignment import aligned
from mzgz.publishing.year_difference import TargetDifference

_EMPTY: Final = "空着"
_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A figure in both, or in one of them only; what is not there is None."""

    id: str
    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PassageDifference:
    """A sentence or row whose words or place differ; what is not there is None."""

    where: str
    before: str | None
    after: str | None
    moved: bool = False
    """It says the same in another place: `where` tells from where to where."""
    cells: tuple[tuple[str, str, str], ...] = ()
    """Of a row that stands in both the cells that differ: the head over each, and what stood and stands there."""


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    """`targets` of two years only."""

    figures: tuple[FigureDifference, ...]
    passages: tuple[PassageDifference, ...]
    targets: tuple[TargetDifference, ...] = ()


def difference(
    before: ComparedDraft, after: ComparedDraft, targets: tuple[TargetDifference, ...] = ()
) -> DocumentDifference:
    """What differs from the one to the other, in the order of the text; a figure printed in several ways is also told
    where it stands."""
    figures = tuple(_figures(before, after))
    single = [one.id for one in figures if max(len(draft.printed.get(one.id, ())) for draft in (before, after)) == 1]
    told = {text for key in single for draft in (before, after) for text in draft.printed.get(key, ())}
    return DocumentDifference(figures, (*_passages(before, after, told), *_charts(before, after)), targets)


def _figures(before: ComparedDraft, after: ComparedDraft) -> Iterator[FigureDifference]:
    for key in dict.fromkeys([*before.printed, *after.printed]):
        old, new = before.printed.get(key, []), after.printed.get(key, [])
        if set(map(comparable, old)) != set(map(comparable, new)):
            name = after.names.get(key) or before.names.get(key) or key
            yield FigureDifference(key, name, "、".join(old) or None, "、".join(new) or None)


def _passages(before: ComparedDraft, after: ComparedDraft, told: set[str]) -> Iterator[PassageDifference]:
    """Sentences of which linked numbers alone differ are told by these; `told` are the numbers that are told."""
    old, new = before.passages, after.passages
    pairs = _paired(old, new)
    moved = _moved(old, new, pairs)
    found: list[tuple[float, PassageDifference]] = []
    for one, two in pairs.items():
        if bare(old[one].text) != bare(new[two].text) and not _of_numbers(old[one], new[two], told):
            where = new[two].where or old[one].where
            cells = tuple(_cells(old[one], new[two]))
            found.append((two, PassageDifference(where, old[one].text, new[two].text, cells=cells)))
    for one, two in moved.items():
        where = f"{old[one].where} → {new[two].where}" if old[one].where and new[two].where else new[two].where
        found.append((two, PassageDifference(where, old[one].text, new[two].text, moved=True)))
    at = -0.5
    gone = _whole_tables(old, {*pairs, *moved})
    for one, passage in enumerate(old):
        if one in pairs:
            at = pairs[one] + 0.5
        elif one not in moved and passage.text:
            where = f"旧稿{passage.where}" if passage.where else ""
            if passage.table not in gone:
                found.append((at, PassageDifference(where, passage.text, None)))
            elif gone[passage.table]:
                found.append(
                    (at, PassageDifference(f"旧稿{passage.table}", f"整张表（{gone[passage.table]}行）", None))
                )
                gone[passage.table] = 0
    taken = {*pairs.values(), *moved.values()}
    come = _whole_tables(new, taken)
    for two, passage in enumerate(new):
        if two in taken or not passage.text:
            continue
        if passage.table not in come:
            found.append((two, PassageDifference(passage.where, None, passage.text)))
        elif come[passage.table]:
            found.append((two, PassageDifference(passage.table, None, f"整张表（{come[passage.table]}行）")))
            come[passage.table] = 0
    yield from (item for _, item in sorted(found, key=lambda pair: pair[0]))


def _whole_tables(draft: Sequence[DraftPassage], known: Container[int]) -> dict[str, int]:
    """Tables no row of which stands in the other draft, and how many rows each has."""
    rows = Counter(one.table for one in draft if one.table)
    kept = {one.table for place, one in enumerate(draft) if place in known}
    return {table: count for table, count in rows.items() if table not in kept and count > 1}


def _cells(old: DraftPassage, new: DraftPassage) -> Iterator[tuple[str, str, str]]:
    """The cells of two rows that differ; none where the heads are not known, or are not the same."""
    was, now = dict(old.cells), dict(new.cells)
    whole = (
        all(head for head, _ in (*old.cells, *new.cells)) and len(was) == len(old.cells) and len(now) == len(new.cells)
    )
    for head in dict.fromkeys([*was, *now]) if whole else ():
        if bare(was.get(head, "")) != bare(now.get(head, "")):
            yield head, was.get(head) or _EMPTY, now.get(head) or _EMPTY


def _of_numbers(old: DraftPassage, new: DraftPassage, told: set[str]) -> bool:
    """Whether nothing but linked numbers differs, each of them told by itself."""
    if old.skeleton != new.skeleton:
        return False
    pairs = zip(old.linked, new.linked, strict=False)
    return all(comparable(one) == comparable(two) or {one, two} <= told for one, two in pairs)


def _paired(old: Sequence[DraftPassage], new: Sequence[DraftPassage]) -> dict[int, int]:
    """Rows by what they are of, the rest in order by what is alike."""
    rows = {passage.key: place for place, passage in enumerate(new) if passage.key}
    pairs = {place: rows[passage.key] for place, passage in enumerate(old) if passage.key in rows}
    left = [place for place in range(len(old)) if place not in pairs]
    right = [place for place in range(len(new)) if place not in set(pairs.values())]
    found = aligned([bare(old[place].text) for place in left], [bare(new[place].text) for place in right])
    return pairs | {left[one]: right[two] for one, two in found}


def _moved(old: Sequence[DraftPassage], new: Sequence[DraftPassage], pairs: Mapping[int, int]) -> dict[int, int]:
    """What stands in both, and not in the same order."""
    taken, free = set(pairs.values()), dict[str, list[int]]()
    for place, passage in enumerate(new):
        if place not in taken:
            free.setdefault(bare(passage.text), []).append(place)
    found = {}
    for place, passage in enumerate(old):
        if place not in pairs and free.get(bare(passage.text)):
            found[place] = free[bare(passage.text)].pop(0)
    return found


def _charts(before: ComparedDraft, after: ComparedDraft) -> Iterator[PassageDifference]:
    """The points of charts that are drawn otherwise, chart by chart in the order of the text."""
    for number, (old, new) in enumerate(zip(before.charts, after.charts, strict=False), 1):
        differing = [point for point in dict.fromkeys([*old, *new]) if old.get(point) != new.get(point)]
        if differing:
            yield PassageDifference(f"第{number}张图", _points(old, differing), _points(new, differing))
    for number in range(len(after.charts) + 1, len(before.charts) + 1):
        yield PassageDifference(f"旧稿第{number}张图", _whole(before.charts[number - 1]), None)
    for number in range(len(before.charts) + 1, len(after.charts) + 1):
        yield PassageDifference(f"第{number}张图", None, _whole(after.charts[number - 1]))


def _whole(chart: Mapping[tuple[str, str], str]) -> str:
    """A chart that is in one of them only: what it draws, of whom."""
    series = dict.fromkeys(name for name, _ in chart)
    names = list(dict.fromkeys(category for _, category in chart))
    few = "、".join(names[:_FEW]) + (f"等{len(names)}个" if len(names) > _FEW else "")
    return f"整张图（{few}的{'、'.join(series)}）"


def _points(chart: Mapping[tuple[str, str], str], points: Iterable[tuple[str, str]]) -> str:
    """海拉尔98.7、新右旗77.3 (达标占比)."""
    by_series: dict[str, list[str]] = {}
    for series, category in points:
        if (series, category) in chart:
            by_series.setdefault(series, []).append(f"{category}{chart[series, category]}")
    return "；".join(f"{series}：{'、'.join(values)}" for series, values in by_series.items()) or "没有画"
