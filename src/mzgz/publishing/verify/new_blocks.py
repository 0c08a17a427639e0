"""Where paragraphs, tables and charts that a document does not have yet are to be put: beside what it has of the same part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from mzgz.model.document import Cell, Part
from mzgz.model.document_changes import Block, NewBlocks, NewChart, NewParagraph, NewTable
from mzgz.model.passages import Passage

Span = tuple[int, int]
"""The first and the last paragraph of what stands in a document."""


@dataclass
class PrintedPlaces:
    """What of today's document stands where, by the ids of passages.

    `coming` are the words of passages that are to be put in, `new` the ids of those that make up a new table or chart,
    `behind` the tables that go, by the id of the head that comes in their place.
    """

    standing: dict[str, Span] = field(default_factory=dict)
    coming: dict[str, Cell] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)
    behind: dict[str, Span] = field(default_factory=dict)


def new_blocks(parts: Sequence[tuple[Part, tuple[Passage, ...]]], places: PrintedPlaces) -> Iterator[NewBlocks]:
    """What is to be put in, in the order of the text; nothing where nothing of the document stands."""
    blocks = [(part, list(_blocks(own, places))) for part, own in parts]
    spans = [[block.span for block in own if block.span is not None] for _, own in blocks]
    like = _likes(parts, places.standing)
    for number, (part, own) in enumerate(blocks):
        before = [span for earlier in spans[:number] for span in earlier]
        after = [span for later in spans[number + 1 :] for span in later]
        yield from _Placing(part, own, before, after, like).run()


@dataclass
class _Placed:
    """A paragraph, a table or a row of today: where it stands, and what is to be put in there, or behind it."""

    span: Span | None
    coming: Block | None = None


def _blocks(passages: Sequence[Passage], places: PrintedPlaces) -> Iterator[_Placed]:
    for _, group in groupby(enumerate(passages), key=lambda pair: _owner(*pair)):
        own = tuple(passage for _, passage in group)
        if own[0].id in places.new:
            yield _Placed(None, NewTable(own) if own[0].table is not None else NewChart(own[0], own[-1]))
            continue
        for passage in own:
            if passage.id in places.behind:
                table = NewTable(tuple(one for one in own if one.in_cells))
                yield _Placed(places.behind[passage.id], table)
            else:
                inlines = places.coming.get(passage.id, ())
                come = NewParagraph(passage, inlines, None) if inlines else None
                yield _Placed(places.standing.get(passage.id), come)


def _owner(place: int, passage: Passage) -> tuple[str, int]:
    """What tells one block from the next: its table or chart, a paragraph by itself."""
    if passage.table is not None:
        return "table", id(passage.table)
    return ("chart", id(passage.chart)) if passage.chart is not None else ("paragraph", place)


def _likes(
    parts: Sequence[tuple[Part, tuple[Passage, ...]]], standing: Mapping[str, Span]
) -> dict[tuple[str, str], int]:
    """A paragraph of each kind and style that stands in the document."""
    passages = (passage for _, own in parts for passage in own if not passage.in_cells and passage.kind != "chart")
    return {_kind(passage): standing[passage.id][0] for passage in passages if passage.id in standing}


def _kind(passage: Passage) -> tuple[str, str]:
    return passage.kind, passage.style or ""


@dataclass
class _Placing:
    """The new blocks of one part; `before` and `after` are what stands of the others."""

    part: Part
    blocks: Sequence[_Placed]
    before: Sequence[Span]
    after: Sequence[Span]
    like: Mapping[tuple[str, str], int]

    def run(self) -> Iterator[NewBlocks]:
        last: Span | None = None
        waiting: list[Block] = []
        for block in self.blocks:
            if block.span is not None:
                yield from self._placed(waiting, last, block.span)
                last, waiting = block.span, []
            if block.coming is not None:
                waiting.append(self._like(block.coming))
        yield from self._placed(waiting, last, None)

    def _placed(self, blocks: Sequence[Block], last: Span | None, following: Span | None) -> Iterator[NewBlocks]:
        made, lying = tuple(blocks), self.part.landscape
        if not made:
            return
        if last is not None:
            yield NewBlocks(last[1], made)
        elif following is not None:
            yield NewBlocks(following[0], made, ahead=True)
        elif self.before:
            yield NewBlocks(self.before[-1][1], made, opens=True, lying=lying)
        elif self.after:
            yield NewBlocks(self.after[0][0], made, ahead=True, opens=True, lying=lying)

    def _like(self, block: Block) -> Block:
        return replace(block, like=self.like.get(_kind(block.passage))) if isinstance(block, NewParagraph) else block
