"""Which part of the plan is meant by 基层治理板块 or 慈善社工那一块: by the words its title and its division have alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mzgz.language import parse_hanzi
from mzgz.language.pattern_search import expression
from mzgz.model.ledger import Ledger, PlanSection

_PART: Final = expression(
    r"(?P<name>[\u4e00-\u9fff、]{2,12}?)(?:方面|工作|服务)?的?(?:部分|板块|[这那]一?块|[这那]?一?摊子?|[这那]?条线|领域|口子|工作(?=[0-9一二三四五六七八九十]+项))(?:工作|方面|里面?|上|中|的)*[，]?"
)
_FOLLOWS: Final = expression(r"[^，。]{0,8}?(?:项|任务|全部|件件|样样|没有?|无|零|未|逾期|按期|如期|完成|达标|有|唯一)")
_LEADS: Final = expression("^(?:全市|我市|在|其中|而|至于|今年|全年|民政)+")
_AFTER: Final = r"[”》]?(?:这|那)?(?:一|个)?(?:部分|方面|板块|块|领域|章|节|条线)?(?:工作)?的?"
_ORDINAL: Final = expression(
    rf"第(?P<number>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:大|个)?(?:部分|板块|章|节|块|方面){_AFTER}"
)
_AFTER_TITLE: Final = expression(_AFTER)
_TITLE: Final = 5
"""Characters of a title that is known wherever it stands."""
_MARKS: Final = expression("部分|板块|块|摊|条线|领域|口子|工作[0-9一二三四五六七八九十]+项")
_LEAST: Final = 2
"""Pieces of two characters that only one part of the plan has."""


@dataclass(frozen=True, slots=True)
class PartNamed:
    start: int
    end: int
    part: str
    """The number of its file."""


@dataclass(frozen=True)
class SectionNames:
    """The parts of a year's plan, each known by its title and the division that is responsible."""

    ledger: Ledger
    year: int

    def named(self, text: str) -> Iterator[PartNamed]:
        titled = list(self._titled(text))
        yield from titled
        yield from (
            one for one in self._numbered(text) if not any(one.start < t.end and t.start < one.end for t in titled)
        )
        for match in _PART.finditer(text) if _MARKS.search(text) else ():
            if not _FOLLOWS.match(text, match.end()):
                continue
            lead = _LEADS.match(match["name"])
            start = match.start() + (lead.end() if lead else 0)
            part = self._meant(match["name"][lead.end() if lead else 0 :])
            if part:
                yield PartNamed(start, match.end(), part)
        for match in self._divisions[1].finditer(text):
            yield PartNamed(match.start(), match.end(), self._divisions[0][match[0]])

    def _numbered(self, text: str) -> Iterator[PartNamed]:
        """第三部分: the third, or what the speech calls 三."""
        for match in _ORDINAL.finditer(text):
            said = match["number"]
            number = int(said) if said.isdecimal() else parse_hanzi(said) or 0
            if 0 < number <= len(self._sections):
                yield PartNamed(match.start(), match.end(), f"第{number:02}")

    def _titled(self, text: str) -> Iterator[PartNamed]:
        for place, title in enumerate(self._titles, 1):
            start = text.find(title) if len(title) >= _TITLE else -1
            if start >= 0:
                after = _AFTER_TITLE.match(text, start + len(title))
                begin = start - (text[start - 1 : start] in ("“", "《"))
                yield PartNamed(begin, after.end() if after else start + len(title), f"{place:02}")

    @cached_property
    def _sections(self) -> tuple[PlanSection, ...]:
        return self.ledger.plans[self.year].sections

    @cached_property
    def _titles(self) -> list[str]:
        return [part.section.title for part in self._sections]

    def _meant(self, words: str) -> str:
        found = {
            name: sum(words[place : place + 2] in pieces for place in range(len(words) - 1))
            for name, pieces in self._pieces.items()
        }
        best = max(found.values(), default=0)
        names = [name for name, count in found.items() if count == best]
        wanted = min(_LEAST, max(len(words) - 1, 1))
        return names[0] if len(names) == 1 and best >= wanted else ""

    @cached_property
    def _pieces(self) -> dict[str, set[str]]:
        """Of each part, the pieces its title and its division have."""
        found: dict[str, set[str]] = {}
        for place, part in enumerate(self.ledger.plans[self.year].sections, 1):
            words = f"{part.section.title}\n{part.section.division or ''}"
            found[f"{place:02}"] = {words[at : at + 2] for at in range(len(words) - 1)}
        return found

    @cached_property
    def _divisions(self) -> tuple[dict[str, str], re.Pattern[str]]:
        """Divisions with one part alone: 养老服务 is its part even without a word for it."""
        named: dict[str, list[str]] = {}
        for place, part in enumerate(self.ledger.plans[self.year].sections, 1):
            name = re.sub("(?:管理)?[科处室]$", "", part.section.division or "")
            named.setdefault(name, []).append(f"{place:02}")
        alone = {name: places[0] for name, places in named.items() if len(name) > 3 and len(places) == 1}
        words = "|".join(map(re.escape, sorted(alone, key=len, reverse=True))) or "(?!)"
        return alone, re.compile(
            rf"(?:{words})(?=(?:部分|板块|领域|方面|条线|工作|的|年度|各项|全年)*(?:目标|任务|指标|[0-9一二三四五六七八九十]+项|有|还有|没有|未|按期|全部|仅|只))"
        )
