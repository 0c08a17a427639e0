"""Those who have done a thing beside those who have not, and who of two did it first."""

from __future__ import annotations

import re
from typing import Final

from mzgz.language import parse_hanzi
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, MONTH, NAME, UNIT
from mzgz.publishing.verify.assertions.reached_or_not import stands
from mzgz.publishing.verify.assertions.target_claim import TargetClaim
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    DENIES,
    DONE,
    LAST_YEAR,
    LESS,
    MORE,
    OF,
    QUARTER,
    REACHED,
    THAN,
)

_MONTHS: Final = re.compile("([0-9]+|[一两二三四五六七八九十]+)个月")


class DoersBesideClaim(TargetClaim):
    """One who has done it, or all who have, beside others."""

    def verdict(self) -> Verdict | None:
        return self._beside_the_rest() or self._sooner()

    def _beside_the_rest(self) -> Verdict | None:
        """印发的旗市区比没有印发的少: those who have it beside those who have not."""
        words = self.words
        ways, than = words.of(MORE, LESS), words.of(THAN)
        if len(ways) != 1 or len(than) != 1 or words.numbers or words.has(UNIT, MONTH, QUARTER, LAST_YEAR):
            return None
        sides = [word for word in words.row if word.part in (DENIES, DONE, REACHED)]
        claims = [word for word in sides if word.part != DENIES]
        place = than[0].first
        if len(sides) != 3 or len(claims) != 2 or not claims[0].first < place < claims[1].first < ways[0].first:
            return None
        stood = [stands(part, "done") for part in self.city.judged_parts if part.expected]
        if None in stood or not stood:
            return None, ""
        yes, no = stood.count(True), stood.count(False)
        first, other = (no, yes) if words.of(DENIES)[0].first < place else (yes, no)
        return first > other if ways[0].part == MORE else first < other, phrase_of(self.city)

    def _sooner(self) -> Verdict | None:
        """甲先于乙一个月建成: on which day it was done here and there."""
        words, pair = self.words, (*self.spoken.named, *self.spoken.others_named)
        ways = [word for word in words.of(MORE, LESS) if word.text[0] in "先早快晚后慢"]
        if len(ways) != 1 or len(words.of(MORE, LESS)) != 1 or len(pair) != 2 or not words.has(DONE) or self.denied:
            return None
        plain = all(word.part in (UNIT, MORE, LESS, THAN, DONE, NAME, COUNT, OF) for word in words.row)
        parts = [self.context.board.part(self.target, code) for code in pair]
        days = [part.done_on for part in parts if part.done_on is not None]
        told_by = _MONTHS.search(words.clause.sentence.text, *words.clause.span(0, len(words.clause.tokens)))
        said = parse_hanzi(told_by[1].replace("两", "二")) or int(told_by[1]) if told_by else None
        if not plain or len(days) != 2 or len(self.numbers) > (said is not None):
            return None
        ahead = days[1] - days[0] if ways[0].part == MORE else days[0] - days[1]
        months = abs((days[1].year - days[0].year) * 12 + days[1].month - days[0].month)
        so_far = said is None or said in (months, round(abs(ahead.days) / 30))
        told = "；".join(f"{part.node.name}{day.month}月{day.day}日" for part, day in zip(parts, days, strict=True))
        return ahead.days > 0 and so_far, told
