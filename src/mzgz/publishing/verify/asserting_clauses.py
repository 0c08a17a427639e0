"""Whether a sentence and its clauses tell something as a fact of here and now, so that the data can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mzgz.language import Kind, Quantity
from mzgz.language.pattern_search import expression
from mzgz.progress import Board
from mzgz.publishing.verify.assertions.clause_tokens import (
    COUNT,
    ELSEWHEN,
    MONTH,
    NAME,
    PERCENT,
    Clause,
    is_last_year,
)
from mzgz.publishing.verify.assertions.corrected_numbers import puts_right
from mzgz.publishing.verify.claimed_of_here_and_now import ELSEWHERE, IF, NOT_SO, PLANNED, SO_FAR, TOLD_BY_OTHERS
from mzgz.publishing.verify.sentences import Sentence
from mzgz.publishing.verify.target_mentions import Naming
from mzgz.publishing.verify.targets_called import TargetsCalled
from mzgz.publishing.verify.words_between_name_and_number import of_future, of_last_year, of_next_year, wanted

_MOST: Final = 70
"""Signs of a clause that is read; what is longer says more than one thing."""
_HEADS: Final = expression("任务|安排|打算|计划|部署|目标")
_LEVEL_OF_LAST_YEAR: Final = expression(
    rf"(?:上年|去年)(?:同期|底|末|年底|年末)?[，]?(?:全市的?)?{NAME}(?:只|仅|就|已)*(?:为|是|达到?|有)?[{PERCENT}{COUNT}]"
)
"""上年护理型床位占比为48.3%: what it was then the data know, too."""
_PUT_RIGHT: Final = expression(
    "[，；](?:经[^，]{0,6}后)?(?:其实|事实上|而是|应是|应当是|实际|实为|实是|应为|更正|准确|真实|核实)"
)
"""有人说是55%，实际是56.1%: what others say is put right."""
_AWARDED: Final = expression("(?:获评|获得|荣获|获|评为|授予)“(?P<title>[^“”]*)”")


_LEADS: Final = expression(
    "(?:还|也|特别|尤其|同时)?(?:需要?|值得|应当?|应该|必须|要)?(?:特别)?(?:说明|指出|注意|强调|一提|肯定|看到|提到|提及|关注|欣慰|高兴|遗憾)的(?:一点)?是"
)


def _without_lead(text: str) -> str:
    """需要说明的是: it leads up to what is said, and plans nothing."""
    return _LEADS.sub(lambda match: "□" * len(match[0]), text)


@dataclass(frozen=True)
class AssertingClauses:
    """Tells facts of the board's year from questions, plans, other places and what others say."""

    board: Board
    naming: Naming
    called: TargetsCalled

    def states(self, sentence: Sentence) -> bool:
        """Whether it tells something as a fact of here and now: no question, no plan, not what others say."""
        paragraph, text = sentence.paragraph, _without_lead(sentence.text)
        if text.endswith(("？", "?")) or len(text) < 4 or paragraph.in_table:
            return False
        year = self.board.year
        head = paragraph.headings[0] if paragraph.headings else ""
        planned = of_next_year(paragraph.headings, year) or (_HEADS.search(head) and str(year) not in head)
        return not planned and not (TOLD_BY_OTHERS.search(text) and not _PUT_RIGHT.search(text)) and not IF.search(text)

    def asserts(self, clause: Clause, quantities: list[Quantity]) -> bool:
        """Whether a clause of such a sentence does: not of another year or place, not planned, denied or quoted."""
        if puts_right(clause):
            return True
        text = _without_lead(clause.sentence.text)
        start, end = clause.span(0, len(clause.tokens))
        if len(clause.tokens) > _MOST or ELSEWHEN in clause.code or text[end : end + 1] in ("？", "?"):
            return False
        if text.count("“", 0, start) > text.count("”", 0, start):
            return False
        words = self._unnamed(text[:end])
        if self.board.ledger.workspace.vocabulary.whole == "全区":  # here the whole itself, elsewhere the 自治区
            words = words.replace("全区", "全市")
        own_units = self.board.ledger.workspace.vocabulary.units  # 盟市 to a province are its own, to others elsewhere
        words = words.replace(own_units, "□" * len(own_units)) if own_units else words
        if NOT_SO.search(words) or ELSEWHERE.search(words) or PLANNED.search(words):
            words = self._without_loose_name(words, clause)
        if TOLD_BY_OTHERS.search(text):
            return False
        year = self.board.year
        other_years = any(
            each.kind is Kind.YEAR and each.value != year and not is_last_year(text, each, year)
            for each in quantities
            if each.end <= end
        )
        return not (
            other_years
            or SO_FAR.search(words)
            or NOT_SO.search(words)
            or ELSEWHERE.search(words)
            or PLANNED.search(words)
            or (of_last_year(text, max(end - 1, 0)) and not _LEVEL_OF_LAST_YEAR.fullmatch(clause.code))
            or wanted(text, start)
            or wanted(text, end)
            or (MONTH not in clause.code and of_future(words, start))
        )

    def _without_loose_name(self, words: str, clause: Clause) -> str:
        """孤儿助学计划, 全国示范单位: words of a name in other words, which say nothing of plans or other places."""
        named, targets = self.called.called(clause)
        called = self.board.plan.targets[targets[0]].name if targets else ""
        for name in named.all_of(NAME):
            end = name.end + (2 if words[name.end : name.end + 2] == "计划" else 0)
            before = words[max(name.start - 2, 0) : name.start]
            start = name.start - (2 if before == "全国" and before in called else 0)
            words = words[:start] + "□" * (end - start) + words[end:]
        return words

    def _unnamed(self, text: str) -> str:
        """Without the names of targets and of the bureau's own units: 申报全国示范单位, 满洲里市的."""
        spans = [(each.start, each.end) for each in self.naming.mentions(text)]
        units = [(first, last) for first, last, _ in self.naming.units(text)]
        for first, last in (*spans, *units, *(match.span("title") for match in _AWARDED.finditer(text))):
            text = text[:first] + "□" * (last - first) + text[last:]
        return text
