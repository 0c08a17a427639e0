"""Strong words and verbs of the text whose condition the data no longer meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from mzgz.language.pattern_search import expression
from mzgz.progress import Progress
from mzgz.publishing.claim_conditions import CLAIMS, contradiction
from mzgz.publishing.figures import FigureId
from mzgz.publishing.verify.figure_lookup import Register
from mzgz.publishing.verify.reached import Statement, missed, statements
from mzgz.publishing.verify.sentence_judge import SentenceJudgement
from mzgz.publishing.verify.sentences import Sentence
from mzgz.publishing.verify.sweeping_claims import everything, sweeps
from mzgz.publishing.verify.target_mentions import Naming
from mzgz.publishing.verify.verification import FigureResult
from mzgz.publishing.verify.words_between_name_and_number import of_another_year, of_future, of_last_year, wanted

_WORDS: Final = expression(
    "|".join(
        r"(?<![平人户年月日床])均(?![衡等匀价值线])" if word == "均" else re.escape(word)
        for word in sorted(CLAIMS, key=len, reverse=True)
    )
)
_OF_ALL: Final = frozenset(("全面完成", "全部完成", "基本完成"))
_OF_THE_NAMED: Final = frozenset(("全面完成", "全部完成"))
"""Said of targets by name they say no more than that these are reached."""
_AS_MUCH_AS: Final = "全面完成"
"""What any sweeping word claims at the least."""
_OF_EACH: Final = frozenset(("均", "全部"))
"""Said of several names they speak of these, not of all units."""
_SAYS_REACHED: Final = expression(r"[^，；。：！0-9]{0,30}?(?:达标|达到[^，。0-9]{0,6}(?:目标|要求|标准)|完成)")
_OF_EVERYONE: Final = frozenset(("均", "全部", "各旗市区"))
_DENIED: Final = expression(
    r"(?:未|没有?|不|难以|尚|个旗市区(?:已)?(?:实现)?|推动|推进|加快|努力|全力|争取|实现[^，。]{0,6}目标)$"
)
_WORKED_FOR: Final = expression(r"(?:推动|推进|促进|加快|着力|致力|围绕)[^，。；：！]*$")
_ENDS_NAME: Final = expression(r"[，；：、。的为达由从已也比均都实升提增（0-9]|$")
_CLAUSE: Final = expression(r"[^，；：。！？]+")
_REACHED: Final = expression(r"(?:达到|达|超过)了?$")
_NUMBERING: Final = expression(r"^[一二三四五六七八九十]+、|^[（(][一二三四五六七八九十]+[）)]|[。．.]$")


_LIMITS: Final = expression(
    r"除|其余|其他|其它|不含|仅|只有|(?:[0-9]+|[一二三四五六七八九十]+)个?(?:旗市区|旗县|地方|地)"
)


class Unearned(NamedTuple):
    """Words that do not hold: their place in the paragraph, and the figure that contradicts them.

    `open` where nothing contradicts them, but nothing confirms them either.
    """

    start: int
    end: int
    words: str
    reason: str
    open: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Earning:
    """Holds the strong words of sentences against one board."""

    register: Register
    naming: Naming

    def claims(self, sentence: Sentence, judgement: SentenceJudgement) -> Iterator[Unearned]:
        """What the data deny; words that are certainly said of known targets and are not earned; what sweeps over unknown ones."""
        found = [
            Unearned(sentence.start + each.start, sentence.start + each.end, each.words, each.reason, hint=each.hint)
            for each in judgement.denied
        ]
        stated = list(statements(sentence, self.register, self.naming))
        settled = [(sentence.start + start, sentence.start + end) for start, end in judgement.settled]
        for each in (
            *self._strong(sentence, stated),
            *self._attained(sentence, stated),
            *self._unproved(sentence, stated),
        ):
            inside = any(start <= each.start < end for start, end in settled)
            if not inside and not _meets(each, found):
                found.append(each)
        yield from sorted(found)

    def _strong(self, sentence: Sentence, stated: list[Statement]) -> Iterator[Unearned]:
        if sentence.paragraph.in_table:
            return  # a cell speaks of its own row, which is held against the data as a whole
        for match in _WORDS.finditer(sentence.text):
            if not self._stated_as_fact(sentence.text, match.start()) or _limited(sentence.text, match.start()):
                continue
            reported = next((each for each in stated if each.start <= match.start() < each.end), None)
            if reported and (match[0] in _OF_THE_NAMED or (match[0] in _OF_EACH and not reported.of_the_city)):
                continue
            if match[0] in _OF_EVERYONE and not _SAYS_REACHED.match(sentence.text, match.end()):
                continue
            scope = list(reported.scope) if reported else self._scope(sentence, match.start(), match[0])
            reason = contradiction(match[0], scope, self.register.board) if scope else None
            if reason is not None:
                start = sentence.start + match.start()
                yield Unearned(start, start + len(match[0]), match[0], reason)

    def _stated_as_fact(self, text: str, place: int) -> bool:
        elsewhen = of_future(text, place) or of_another_year(text, place, self.register.board.year)
        clause = _CLAUSE.search(text, place)
        if of_last_year(text, place) or wanted(text, place) or (clause and wanted(text, clause.end())):
            return False
        return not elsewhen and not _DENIED.search(text[:place]) and not _WORKED_FOR.search(text[:place])

    def _attained(self, sentence: Sentence, stated: list[Statement]) -> Iterator[Unearned]:
        for each in stated:
            progress = each.untrue or each.unknown
            if progress is not None:
                words = sentence.text[each.said : each.end_said]
                span = (sentence.start + each.said, sentence.start + each.end_said)
                yield Unearned(*span, words, missed(progress), open=each.untrue is None)

    def _unproved(self, sentence: Sentence, stated: list[Statement]) -> Iterator[Unearned]:
        for sweep in sweeps(sentence, self.register, self.naming):
            if any(each.start <= sweep.start < each.end for each in stated):
                continue
            scope = self._scope(sentence, sweep.start, _AS_MUCH_AS)
            reason = contradiction(_AS_MUCH_AS, scope, self.register.board) if scope else ""
            if reason is not None:
                start = sentence.start + sweep.start
                yield Unearned(start, start + len(sweep.words), sweep.words, reason, open=not scope)

    def verbs(self, sentence: Sentence, results: dict[int, FigureResult]) -> Iterator[Unearned]:
        """达到 before a figure that has not reached its goal."""
        for link, figure_id in sentence.links:
            name = self.register.known(figure_id)
            verb = _REACHED.search(sentence.text[: link.start - sentence.start])
            result = results.get(link.place)
            if name is None or verb is None or name.aspect != "value" or result is None:
                continue
            progress = self.register.progress(name)
            ours = result.state in ("ok", "stale") or result.printed == result.current
            if ours and progress and progress.met_now is False and progress.speaks:
                start = sentence.start + verb.start()
                yield Unearned(start, start + len(verb[0]), verb[0], _short(progress))

    def _scope(self, sentence: Sentence, place: int, word: str) -> list[Progress]:
        """The targets named in the clause of the word, or the only one of the sentence; the plan for words about all."""
        clause = next(
            (m.span() for m in _CLAUSE.finditer(sentence.text) if m.start() <= place < m.end()), (0, len(sentence.text))
        )
        ids = self._named(sentence, *clause) or self._meant(sentence, clause, place, word)
        ids = ids or (set() if self._of_units(sentence, *clause) else self._subject(sentence, place))
        board = self.register.board
        if len(ids) == 1:
            target = next(iter(ids))
            return [board.city(target)] if target in board.plan.targets else self._section(target)
        if word not in _OF_ALL or ids:
            return []
        units = everything(sentence, clause, self.naming)
        if units is None:
            return []
        return self._under(sentence) if not units else list(self._of_each(units, self._under(sentence)))

    def _meant(self, sentence: Sentence, clause: tuple[int, int], place: int, word: str) -> set[str]:
        """Targets that the words beside a strong word mean, without naming them in full."""
        start, end = clause
        if self._of_units(sentence, start, end):
            return set()
        if word == "全覆盖":
            return self.naming.covered(sentence.text[start:place])
        return self.naming.befallen(sentence.text[place + len(word) : end]) if word == "未发生" else set()

    def _named(self, sentence: Sentence, start: int, end: int) -> set[str]:
        """Targets of the city that a stretch names; one unit's figures say nothing of the city."""
        if self._of_units(sentence, start, end):
            return set()
        found = {m.target for m in self.naming.mentions(sentence.text) if start <= m.start and m.end <= end}
        for link, figure_id in sentence.links:
            name = FigureId.parse(figure_id)
            if name and name.node == "city" and start <= link.start - sentence.start < end:
                found.add(name.target)
        return found

    def _subject(self, sentence: Sentence, place: int) -> set[str]:
        """The targets named before a place, where each is what its clause is about and no part of another word."""
        found = [m for m in self.naming.mentions(sentence.text) if m.end <= place]
        alone = all(_ENDS_NAME.match(sentence.text, mention.end) for mention in found)
        return self._named(sentence, 0, place) if alone else set()

    def _of_units(self, sentence: Sentence, start: int, end: int) -> bool:
        return any(start <= first < end for first, _, _ in self.naming.units(sentence.text))

    def _of_each(self, units: tuple[str, ...], scope: list[Progress]) -> Iterator[Progress]:
        """What units had to do of it; goals of the city alone are none of theirs."""
        board = self.register.board
        for code in units:
            own = [board.part(progress.target.id, code) for progress in scope if code in board.ledger.units.by_code]
            yield from (progress for progress in own if progress.expected and progress.speaks)

    def _section(self, scope: str) -> list[Progress]:
        board = self.register.board
        return [
            board.city(target.id)
            for place, part in enumerate(board.plan.sections, 1)
            for target in part.targets
            if scope in ("plan", f"plan.{place:02}")
        ]

    def _under(self, sentence: Sentence) -> list[Progress]:
        """The targets of the section a paragraph stands under, or all of them."""
        titles = [_NUMBERING.sub("", heading) for heading in sentence.paragraph.headings]
        for place, part in enumerate(self.register.board.plan.sections, 1):
            if part.section.title in titles:
                return self._section(f"plan.{place:02}")
        return self._section("plan") if len(titles) <= 1 else []


def _limited(text: str, place: int) -> bool:
    """Whether the clause speaks of some and not of all: 除…外其余, 13个旗市区."""
    start = max(text.rfind(sign, 0, place) for sign in "。；！")
    return bool(_LIMITS.search(text, start + 1, place))


def _short(progress: Progress) -> str:
    goal = progress.goal
    return f"{progress.target.name}现在是{progress.display}，目标{goal.label if goal else ''}，没有达到"


def _meets(one: Unearned, others: list[Unearned]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)
