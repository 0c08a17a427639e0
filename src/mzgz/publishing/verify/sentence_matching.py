"""Sentences as they stand, as they were issued, and as they would be written today: which of them are one and the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mzgz.model.passages import bare, fingerprint
from mzgz.publishing.verify.sequence_alignment import ALIKE, Likeness, Pair, aligned, equal, gaps


@dataclass
class Matching:
    """What became of each sentence.

    `untouched` are the places of printed sentences that stand as they were issued, None where nobody remembers what was
    issued; `pairs` lead from the place of a printed sentence to today's; `added` are today's that were not there before,
    `removed` those that people took out.
    """

    untouched: set[int] | None
    pairs: dict[int, int] = field(default_factory=dict)
    added: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)
    """Printed sentences that people put elsewhere."""
    regrouped: set[int] = field(default_factory=set)
    """Printed sentences of paragraphs that people cut in two or joined."""
    issued: dict[int, int] = field(default_factory=dict)
    """Which of those that were issued each untouched sentence is."""


def matching(printed: Sequence[str], issued: Sequence[str], today: Sequence[str]) -> Matching:
    """`printed` and `today` are texts, `issued` the fingerprints of the texts that were written."""
    return _Matcher(tuple(map(bare, printed)), tuple(issued), tuple(map(bare, today))).run()


class _Matcher:
    """One matching on its way."""

    def __init__(self, printed: tuple[str, ...], issued: tuple[str, ...], today: tuple[str, ...]) -> None:
        self._printed, self._issued, self._today = printed, issued, today
        self._marks = [fingerprint(text) for text in printed]
        self._now = [fingerprint(text) for text in today]
        kept = equal(issued, self._marks) if issued else []
        in_place = {place for place, _ in kept}
        self._like = Likeness(printed, today)
        self._missing: dict[str, list[int]] = {}
        """What was issued and does not stand in its place, by its fingerprint."""
        for place, mark in enumerate(issued):
            if place not in in_place:
                self._missing.setdefault(mark, []).append(place)
        self._matching = Matching({place for _, place in kept} if issued else None)
        self._matching.issued = {place: at for at, place in kept}

    def run(self) -> Matching:
        self._matching.pairs.update(pair for pair in aligned(self._printed, self._today) if not self._of_another(*pair))
        self._moved()
        self._moved_and_stale()
        if self._issued:
            spare = self._taken_out()
            self._held_back(spare)
            self._reworded()
        else:
            self._in_place()
        return self._matching

    def _of_another(self, printed: int, today: int) -> bool:
        """Whether a sentence nobody touched is only like one that people took out and that would stand there today."""
        untouched = printed in (self._matching.untouched or ())
        differ = self._printed[printed] != self._today[today]
        return untouched and differ and bool(self._missing.get(self._now[today]))

    def _moved(self) -> None:
        """Sentences people put elsewhere are still those that were issued."""
        found = self._matching
        free: dict[str, list[int]] = {}
        for place in self._unpaired():
            free.setdefault(self._today[place], []).append(place)
        for place in range(len(self._printed)):
            missing = self._missing.get(self._marks[place])
            if found.untouched is not None and place not in found.untouched and missing:
                found.issued[place] = missing.pop(0)
                found.untouched.add(place)
                found.moved.add(place)
        passed = bool(found.moved)
        for place, text in enumerate(self._printed):
            untouched = found.untouched is not None and place in found.untouched and place not in found.moved
            if place in found.pairs or not free.get(text) or (untouched and not passed):
                continue
            found.pairs[place] = free[text].pop(0)
            if untouched:  # what others were moved past is out of order as well
                found.moved.add(place)

    def _moved_and_stale(self) -> None:
        """What people put elsewhere the data may have reworded: it goes on as what it is most like."""
        found, like = self._matching, self._like
        passed_over = (found.untouched or set()) if found.moved else found.moved
        for place in sorted(passed_over - set(found.pairs)):
            free = self._unpaired()
            best = max(free, key=lambda today: like(place, today), default=None)
            if best is not None and like(place, best) >= ALIKE:
                found.pairs[place] = best
                found.moved.add(place)

    def _unpaired(self) -> list[int]:
        taken = set(self._matching.pairs.values())
        return [place for place in range(len(self._today)) if place not in taken]

    def _taken_out(self) -> list[int]:
        """Marks what people took out as it was issued; gives the rest of what nobody printed."""
        spare = []
        for place in self._unpaired():
            if self._missing.get(self._now[place]):
                self._missing[self._now[place]].pop(0)
                self._matching.removed.add(place)
            else:
                spare.append(place)
        return spare

    def _held_back(self, spare: list[int]) -> None:
        """Of what the data rewrote, people may have taken out the earlier wording: as many as are missing there, first
        what is most like a sentence of theirs."""
        found, untouched = self._matching, self._matching.untouched or set()
        missing = {place for places in self._missing.values() for place in places}
        recognised = {today for printed, today in found.pairs.items() if printed not in untouched}
        for issued, today in gaps(equal(self._issued, self._now), len(self._issued), len(self._now)):
            answered = sum(place in recognised for place in today)
            room = max(sum(place in missing for place in issued) - answered, 0)
            here = sorted((place for place in spare if place in today), key=self._unlike_theirs)
            found.removed.update(here[:room])
            found.added.update(here[room:])

    def _unlike_theirs(self, today: int) -> float:
        """How little one of today's has of any sentence people wrote that goes on as none."""
        found = self._matching
        theirs = (place for place in range(len(self._printed)) if place not in found.pairs)
        return -max((self._like(place, today) for place in theirs if place not in (found.untouched or ())), default=0.0)

    def _reworded(self) -> None:
        """A sentence people wrote where another was taken out is that one in other words."""
        found, untouched = self._matching, self._matching.untouched or set()
        steady = rising(sorted(pair for pair in found.pairs.items() if pair[0] not in found.moved))
        for printed, today in gaps(steady, len(self._printed), len(self._today)):
            free = [one for one in printed if one not in found.pairs and one not in untouched]
            for one, other in zip(free, [place for place in today if place in found.removed], strict=False):
                found.pairs[one] = other

    def _in_place(self) -> None:
        """Where nobody remembers what was issued, as many sentences between two known ones go on as each other."""
        found = self._matching
        steady = rising(sorted(found.pairs.items()))
        for printed, today in gaps(steady, len(self._printed), len(self._today)):
            taken = set(found.pairs.values())
            free = [one for one in printed if one not in found.pairs]
            others = [one for one in today if one not in taken]
            if len(free) == len(others):
                found.pairs.update(zip(free, others, strict=True))


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Without those that stand out of order."""
    kept: list[Pair] = []
    for pair in pairs:
        if not kept or pair[1] > kept[-1][1]:
            kept.append(pair)
    return kept
