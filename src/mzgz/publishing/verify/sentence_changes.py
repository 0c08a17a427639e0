"""The changes of one run of paragraphs: sentences nobody touched follow the data, beside the words of people it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mzgz.model.document import Cell
from mzgz.model.document_changes import Changes, PassageAssignment, Rewrite
from mzgz.model.edited_document import Link, PrintedDocument, Remark
from mzgz.model.passages import Passage, bare, fingerprint, text_of
from mzgz.publishing.report.blanks_to_fill import OPENING
from mzgz.publishing.verify.document_pairs import Flow
from mzgz.publishing.verify.passage_findings import shortened
from mzgz.publishing.verify.passage_results import same_words
from mzgz.publishing.verify.sentence_matching import rising
from mzgz.publishing.verify.sequence_alignment import Pair, gaps


class SentenceChanges:
    """Writes the changes of a flow into `built`; `standing` are the paragraphs that go on, by the id of the passage they
    are now, and `coming` what is to be put in of passages that stand nowhere."""

    def __init__(self, flow: Flow, document: PrintedDocument, built: Changes) -> None:
        self._flow, self._document, self._made = flow, document, built
        self._found = flow.matching
        self._known = self._found.untouched is not None
        self._untouched = self._found.untouched or set()
        self.remarks: list[Remark] = []
        self.standing: dict[str, int] = {}
        self.coming: dict[str, Cell] = {}
        self._blocks: dict[int, list[int]] = {}
        for place, sentence in enumerate(flow.printed):
            self._blocks.setdefault(sentence.paragraph.place, []).append(place)
        self._today: dict[str, list[int]] = {}
        for place, wording in enumerate(flow.today):
            self._today.setdefault(wording.passage.id, []).append(place)
        self._done: set[int] = set()
        """Printed sentences that were replaced, where that was needed."""
        self._partner = {today: printed for printed, today in self._found.pairs.items()}

    def run(self) -> None:
        if not self._known:
            self._comment(self._found.pairs.items())
            return
        paired = self._paragraph_pairs()
        self.standing = {name: paragraph for paragraph, name in paired.items()}
        for paragraph, own in self._blocks.items():
            if paragraph not in paired:
                self._left_over(paragraph, own)
        self._not_standing()
        for paragraph, name in paired.items():
            self._merge(paragraph, self._blocks[paragraph], self._today[name])
            self._made.names.append(PassageAssignment(paragraph, self._passage(name)))
        for place in sorted((self._found.moved | self._found.regrouped) & set(self._found.pairs) - self._done):
            self._replace(place, self._found.pairs[place])
        self._comment(pair for pair in self._found.pairs.items() if pair[0] not in self._untouched)

    def _passage(self, name: str) -> Passage:
        return self._flow.today[self._today[name][0]].passage

    def _paragraph_pairs(self) -> dict[int, str]:
        """Which printed paragraph goes on as which of today's: those that share most sentences, in order."""
        shared: Counter[tuple[int, str]] = Counter()
        for printed, today in self._found.pairs.items():
            weight = 2 if printed in self._untouched else 1
            shared[self._flow.printed[printed].paragraph.place, self._flow.today[today].passage.id] += weight
        order = {name: place for place, name in enumerate(self._today)}
        best: dict[int, tuple[int, str]] = {}
        taken: set[str] = set()
        for (paragraph, name), weight in sorted(
            shared.items(), key=lambda item: (-item[1], item[0][0], order[item[0][1]])
        ):
            if paragraph not in best and name not in taken:
                best[paragraph] = weight, name
                taken.add(name)
        pairs = [(paragraph, order[best[paragraph][1]]) for paragraph in sorted(best)]
        names = list(order)
        return {paragraph: names[place] for paragraph, place in rising(pairs)}

    # ── sentences ────────────────────────────────────────────────────────────────────────────────────────────

    def _goes(self, place: int) -> bool:
        """Whether a printed sentence is to be struck out where it has no partner beside it; one that people put
        elsewhere and that goes on as another stays where they put it."""
        goes_on = place in self._found.pairs and (place in self._found.moved or place in self._found.regrouped)
        return place in self._untouched and not goes_on

    def _comes(self, place: int) -> bool:
        """Whether one of today's is to be put in where it has no partner beside it."""
        partner = self._partner.get(place)
        return place in self._found.added if partner is None else self._goes(partner)

    def _merge(self, paragraph: int, own: list[int], today: list[int]) -> None:
        beside = {place: order for order, place in enumerate(today)}
        pairs = [
            (order, beside[self._found.pairs[place]])
            for order, place in enumerate(own)
            if self._found.pairs.get(place) in beside and place not in self._found.moved
        ]
        steady = rising(pairs)
        for order, partner in steady:
            self._replace(own[order], today[partner])
            self._done.add(own[order])
        for left, right in gaps(steady, len(own), len(today)):
            gone = [own[order] for order in left if self._goes(own[order])]
            come = [self._flow.today[today[order]].inlines for order in right if self._comes(today[order])]
            self._between(paragraph, own, left, gone, come)

    def _replace(self, printed: int, today: int) -> None:
        sentence, inlines = self._flow.printed[printed], self._flow.today[today].inlines
        if printed not in self._untouched or bare(sentence.text) == bare(text_of(inlines)):
            return
        if same_words(sentence, inlines) and all(_renewable(link) for link, _ in sentence.links):
            return
        self._made.rewrites.append(Rewrite(sentence.paragraph.place, sentence.start, sentence.end, inlines))

    def _between(self, paragraph: int, own: list[int], left: range, gone: list[int], come: list[Cell]) -> None:
        """Strike out what goes and put in what comes, in the place of the last that goes."""
        reported = tuple(inline for inlines in come for inline in inlines)
        for place in gone:
            sentence = self._flow.printed[place]
            inlines = reported if place == gone[-1] else ()
            self._made.rewrites.append(Rewrite(paragraph, sentence.start, sentence.end, inlines))
        if reported and not gone:
            at = self._flow.printed[own[left.stop]].start if left.stop < len(own) else self._end(own)
            self._made.rewrites.append(Rewrite(paragraph, at, at, reported))

    def _end(self, own: list[int]) -> int:
        return len(self._flow.printed[own[-1]].paragraph.text)

    # ── paragraphs ───────────────────────────────────────────────────────────────────────────────────────────

    def _left_over(self, paragraph: int, own: list[int]) -> None:
        gone = [place for place in own if self._goes(place)]
        if len(gone) == len(own):
            self._made.struck.append(paragraph)
            return
        for place in gone:
            sentence = self._flow.printed[place]
            self._made.rewrites.append(Rewrite(paragraph, sentence.start, sentence.end, ()))

    def _not_standing(self) -> None:
        for name, today in self._today.items():
            come = [] if name in self.standing else [place for place in today if self._comes(place)]
            if come:
                whole = len(come) == len(today)
                pieces = tuple(inline for place in come for inline in self._flow.today[place].inlines)
                self.coming[name] = self._passage(name).cells[0] if whole else pieces

    # ── beside the words of people ───────────────────────────────────────────────────────────────────────────

    def _comment(self, pairs: Iterable[Pair]) -> None:
        """Where the data moved under what people wrote, today's sentence is told."""
        issued = {mark for passage in self._document.passages for mark in passage.marks}
        for printed, today in pairs:
            sentence, wording = self._flow.printed[printed], self._flow.today[today]
            text = wording.text
            if bare(sentence.text) == bare(text) or OPENING in text or fingerprint(text) in issued:
                continue
            if not same_words(sentence, wording.inlines):
                reported = f"按现在的数据，这句话应为：“{shortened(text)}”"
                self.remarks.append(Remark(sentence.paragraph.place, sentence.start, sentence.end, reported))


def _renewable(link: Link) -> bool:
    """Whether a number can be replaced by itself."""
    return not (link.parted or link.tracked)
