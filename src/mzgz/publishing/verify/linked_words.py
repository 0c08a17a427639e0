"""The words around linked numbers in a sentence people changed: whether they still fit what the number is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, NamedTuple

from mzgz.language import Direction, Hedge, Kind, Quantity, Role, read
from mzgz.language.pattern_search import expression
from mzgz.model.document import Document, Figure, Inline, Paragraph
from mzgz.model.edited_document import Link
from mzgz.publishing.figures import FigureId
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion
from mzgz.publishing.verify.figure_lookup import Register
from mzgz.publishing.verify.loose_numbers import LooseReader
from mzgz.publishing.verify.number_candidates import kind_of
from mzgz.publishing.verify.sentence_judge import SentenceJudgement
from mzgz.publishing.verify.sentences import Sentence, bare, marked_sentences, skeleton_of
from mzgz.publishing.verify.target_mentions import Naming
from mzgz.publishing.verify.verification import FigureResult

_STOPS: Final = "，；：。！？"
_CHANGES_MEANING: Final = expression(
    r"除|不含|不包括|剔除|没有|未|不|非|无|[0-9]|上年|去年|前年|明年|季度|半年|[一二三四五六七八九十]月|如果|若|计划|目标|力争|全区|全国|农村|城镇|公办|民办|部分|个别|其中"
)
_UPWARD: Final = {"rise": True, "growth": True, "above": True, "fall": False, "short": False}
_DISTANCES: Final = frozenset({"above", "short"})
"""From the goal: the number is the same on either side of it."""
_BESIDE_IT: Final = frozenset((Hedge.ODD, Hedge.OVER, Hedge.UNDER))
_PLACES: Final = ("旗", "县", "区", "市", "地", "单位")
"""How units may be called beside the bureau's own word for them."""
_DENIES: Final = expression(r"(?:没有|未能?|没能|尚未|并未|不再|难以|无法)[^，；。]{0,6}$")

Verdict = Literal["holds", "misfit", "unknown", "denied"]


class Fit(NamedTuple):
    """What became of the words around one linked number; `reason` says what does not fit.

    `denied`: what its clause says is told to be false already.
    """

    link: Link
    verdict: Verdict
    reason: str = ""
    turned: bool = False
    """Whether it is the verb that was turned round: that is told, and not what the clause comes to with it."""


class _WordOrigin(NamedTuple):
    """The sentence a number is written in today, and its place there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class LinkedWords:
    """Holds the words around linked numbers against what the document would say of them today."""

    register: Register
    naming: Naming
    loose: LooseReader
    composed: Document

    def fits(
        self, sentence: Sentence, judgement: SentenceJudgement, results: Mapping[int, FigureResult]
    ) -> Iterator[Fit]:
        """One verdict for each number of the sentence that is itself right."""
        quantities = list(read(sentence.text))
        for link, figure_id in sentence.links:
            result = results.get(link.place)
            if result is None or result.state != "ok" or self._unchanged(sentence, link):
                continue
            yield self._fit(sentence, link, figure_id, quantities, judgement)

    def _fit(
        self, sentence: Sentence, link: Link, figure_id: str, quantities: list[Quantity], judgement: SentenceJudgement
    ) -> Fit:
        start, end = link.start - sentence.start, link.end - sentence.start
        first, last = clause_around(sentence.text, start, end)
        reported = next((each for each in quantities if each.start < end and start < each.end), None)
        name = FigureId.parse(figure_id)
        if name is not None and name.aspect in _DISTANCES and (reason := _other_way(reported, name)):
            return Fit(link, "misfit", reason, turned=True)
        if any(each.start < last and first < each.end for each in judgement.denied):
            return Fit(link, "denied")
        origin = self._origins.get(figure_id)
        if (origin is None or not _hedge_then(origin)) and (reason := self._not_exact(reported, figure_id)):
            return Fit(link, "misfit", reason)
        if name is None or name.of_all or name.of_note:
            return Fit(link, "unknown")
        if reason := self._misfit(sentence, (start, end), name, reported):
            return Fit(link, "misfit", reason)
        if reported is not None and reported.hedge and origin is not None and not _hedge_then(origin):
            return Fit(link, "unknown")
        if any(each.start <= start and end <= each.end for each in judgement.confirmed):
            return Fit(link, "holds")
        return Fit(link, "holds" if self.loose.confirms(sentence, (start, end), name) else "unknown")

    def _not_exact(self, said: Quantity | None, figure_id: str) -> str:
        """超过12个旗市区 where there are 12."""
        figure = self.register.current(figure_id)
        if said is None or said.hedge not in _BESIDE_IT or said.kind is not Kind.COUNT or figure is None:
            return ""
        exact = figure.text.isdecimal() and int(figure.text) == said.value
        return f"“{said.text}”和数对不上，现在正好是{figure.text}" if exact else ""

    # ── what was not touched ─────────────────────────────────────────────────────────────────────────────────

    def _unchanged(self, sentence: Sentence, link: Link) -> bool:
        """Whether everything up to the end of its clause stands as it is written today; what leads up may not limit it."""
        text = sentence.text
        _, last = clause_around(text, link.start - sentence.start, link.end - sentence.start)
        starts = [0, *(place + 1 for place in range(link.start - sentence.start) if text[place] in _STOPS)]
        for begin in starts:
            lead = text[:begin]
            if lead and (_CHANGES_MEANING.search(lead) or self.naming.units(lead) or self.naming.mentions(lead)):
                return False
            if bare(skeleton_of(sentence, begin, last)) in self._beginnings:
                return True
        return False

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """Every sentence of today up to the end of each of its clauses, numbers by their id."""
        found: set[str] = set()
        for words in marked_sentences(self.composed):
            places = [place for place, sign in enumerate(words) if sign in _STOPS]
            found.update(bare(words[:place]) for place in places)
            found.add(bare(words))
        return frozenset(found)

    # ── what does not fit ────────────────────────────────────────────────────────────────────────────────────

    def _misfit(self, sentence: Sentence, span: tuple[int, int], name: FigureId, said: Quantity | None) -> str:
        origin = self._origins.get(str(name))
        first, last = clause_around(sentence.text, *span)
        here = _WordOrigin(sentence.text[first:last], span[0] - first, span[1] - first)
        for reason in (
            self._other_name(here, origin, name),
            self._other_unit(here, origin, name),
            _other_measure(said, origin, self.register.board.ledger.workspace.vocabulary.units),
            _other_way(said, name),
            _hedged(said, self.register, name),
            _denied(here, origin),
        ):
            if reason:
                return reason
        return ""

    @cached_property
    def _origins(self) -> dict[str, _WordOrigin]:
        """For each number the clause it first stands in today."""
        found: dict[str, _WordOrigin] = {}
        for text, places in _printed(self.composed):
            for figure_id, start, end in places:
                first, last = clause_around(text, start, end)
                found.setdefault(figure_id, _WordOrigin(text[first:last], start - first, end - first))
        return found

    def _other_name(self, here: _WordOrigin, origin: _WordOrigin | None, name: FigureId) -> str:
        """The clause names a target before the number, and it is another one."""
        before = [each for each in self.naming.mentions(here.text) if each.end <= here.start]
        if not before or before[-1].target == name.target:
            return ""
        known = origin and any(each.target == before[-1].target for each in self.naming.mentions(origin.text))
        own = self.register.board.ledger.plans[name.month.year].targets.get(name.target)
        return (
            ""
            if known or own is None
            else f"这个数是{own.name}的，话里说的是{here.text[before[-1].start : before[-1].end]}"
        )

    def _other_unit(self, here: _WordOrigin, origin: _WordOrigin | None, name: FigureId) -> str:
        before = [code for _, end, code in self.naming.units(here.text) if end <= here.start and code]
        if not before or before[-1] == name.node or "除" in here.text:
            return ""
        known = origin and before[-1] in [code for _, _, code in self.naming.units(origin.text)]
        units = self.register.board.ledger.units.by_code
        whose = units[name.node].label if name.node in units else "全市"
        return "" if known else f"这个数是{whose}的，话里说的是{units[before[-1]].label}"


def told_by_verb(sentence: Sentence, fits: Sequence[Fit], denied: Assertion) -> bool:
    """Whether a clause is denied for its verb alone, which is told with the number behind it."""
    for fit in fits:
        first, last = clause_around(sentence.text, fit.link.start - sentence.start, fit.link.end - sentence.start)
        if fit.turned and denied.start < last and first < denied.end:
            return True
    return False


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause a stretch stands in."""
    first = max(text.rfind(sign, 0, start) for sign in _STOPS) + 1
    ends = [place for sign in _STOPS if (place := text.find(sign, end)) >= 0]
    return first, min(ends, default=len(text))


def _printed(document: Document) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
    """The paragraphs of today as text, with the places of their numbers."""
    for inlines in _paragraphs(document):
        pieces: list[str] = []
        places: list[tuple[str, int, int]] = []
        length = 0
        for inline in inlines:
            words = inline if isinstance(inline, str) else inline.text
            if isinstance(inline, Figure):
                places.append((inline.id, length, length + len(words)))
            pieces.append(words)
            length += len(words)
        if places:
            yield "".join(pieces), places


def _paragraphs(document: Document) -> Iterator[tuple[Inline, ...]]:
    return (block.inlines for block in document.blocks() if isinstance(block, Paragraph))


def _other_measure(said: Quantity | None, origin: _WordOrigin | None, units: str) -> str:
    """百分点 made %, 张 made 人, 个旗市区 made 个苏木."""
    if said is None or origin is None:
        return ""
    then = next((each for each in read(origin.text) if each.start < origin.end and origin.start < each.end), None)
    if then is None:
        return ""
    others = then.thing == units and said.thing and not said.thing.startswith((units, *_PLACES))
    if (then.kind, then.unit) == (said.kind, said.unit) and not others:
        return ""
    return f"后面的单位换了：原来是“{then.text}”，现在是“{said.text}”"


def _hedge_then(origin: _WordOrigin) -> bool:
    """Whether the number was hedged in the first place."""
    return any(each.hedge for each in read(origin.text) if each.start < origin.end and origin.start < each.end)


def _other_way(said: Quantity | None, name: FigureId) -> str:
    upward = _UPWARD.get(name.aspect)
    if said is None or upward is None or said.direction is None or said.role is Role.TO:
        return ""
    if (said.direction is Direction.UP) == upward:
        return ""
    return f"数没有错，动词反了：{'是增加、提高或高出' if upward else '是减少、下降或不足'}"


def _hedged(said: Quantity | None, register: Register, name: FigureId) -> str:
    """近, 超, 余 before a number that is exact."""
    progress = register.progress(name) if said is not None and said.hedge else None
    if (
        said is None
        or progress is None
        or name.aspect != "value"
        or progress.value is None
        or not progress.target.operands
    ):
        return ""
    if said.kind is not kind_of(progress.target)[0]:
        return ""
    exact = said.hedge in (Hedge.ODD, Hedge.OVER) and progress.value == said.value
    return f"“{said.text}”和数对不上，现在是{progress.display}" if exact or progress.value not in said.range else ""


def _denied(here: _WordOrigin, origin: _WordOrigin | None) -> str:
    """没有 put before it, or taken away."""
    if origin is None:
        return ""
    now, then = (_DENIES.search(each.text[: each.start]) for each in (here, origin))
    if bool(now) == bool(then):
        return ""
    return f"前面{'多了' if now else '少了'}“{(now or then)[0][:2] if (now or then) else ''}”"  # type: ignore[index]
