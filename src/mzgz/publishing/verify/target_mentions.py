"""Which target a sentence speaks of: by its whole name, the name of one of its numbers, or an ending nobody else has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mzgz.language import parse_hanzi
from mzgz.language.pattern_search import expression
from mzgz.model.ledger import Ledger
from mzgz.model.targets import Target
from mzgz.publishing.verify.section_names import PartNamed, SectionNames

_SHORTEST = 5
_SHORTEST_RATE = 3
"""探访率: a rate is known by fewer characters, where no other rate ends so."""
_ANY_RATE = expression(r"(?:建设|达标|覆盖|完成|办结|合格|通办|供养)率$|占比$")
"""Rates of anything: these are known by their whole name only."""
_HAN = expression(r"[\u4e00-\u9fff]")
_REMEMBERED = 32
"""Texts whose names are kept: a sentence is looked at several times in a row."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. `role` is empty for the target itself, otherwise the operand that is named."""

    start: int
    end: int
    target: str
    role: str


@dataclass(frozen=True)
class Naming:
    """The names of a year's targets, and of the units."""

    ledger: Ledger
    year: int
    learned: Mapping[str, str] = field(default_factory=dict)
    """What the document itself calls a target, where it writes its number."""
    _looked_at: dict[str, list[Mention]] = field(default_factory=dict, repr=False, compare=False)

    def mentions(self, text: str) -> list[Mention]:
        """Names in a text in order; of overlapping ones the longest. A name that two targets have is none."""
        if text not in self._looked_at:
            if len(self._looked_at) >= _REMEMBERED:
                self._looked_at.clear()
            self._looked_at[text] = [
                Mention(start, start + len(name), *self._names[name])
                for start, name in self._found(text)
                if self._names[name][0]
            ]
        return self._looked_at[text]

    def _found(self, text: str) -> Iterator[tuple[int, str]]:
        """The longest name at each place, none inside another: a thousand names are too many for an expression."""
        place = 0
        while place < len(text):
            opening = self._by_opening.get(text[place : place + 2], ())
            name = next((one for one in opening if text.startswith(one, place)), "") if opening else ""
            if name:
                yield place, name
            place += len(name) or 1

    def measures(self, text: str) -> list[Mention]:
        """As `mentions`, without red lines: their names are events, and read as such."""
        return [mention for mention in self.mentions(text) if mention.target not in self._lines]

    @staticmethod
    def after_verb(text: str, mention: Mention) -> int:
        """Where a name begins without its verb: in 已建立…制度 the 制度 is the thing, 建立 what was done with it."""
        before = text[max(mention.start - 4, 0) : mention.start]
        if not _HAN.match(before[-1:]) or before.endswith("的") or _DOES.search(before):
            return mention.start
        verb = _VERB.match(text[mention.start : mention.end])
        return mention.start + (verb.end() if verb else 0)

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(one.id for one in self.ledger.plans[self.year].targets.values() if one.events)

    def sections(self, text: str) -> Iterator[PartNamed]:
        """Parts of the plan: 养老服务, 基层治理板块."""
        return self._parts.named(text)

    @cached_property
    def _parts(self) -> SectionNames:
        return SectionNames(self.ledger, self.year)

    def units(self, text: str) -> list[tuple[int, int, str]]:
        """Names of units in a text: start, end, code; an empty code where a name has several."""
        return [(match.start(), match.end(), self._codes[match[0]]) for match in self._unit_pattern.finditer(text)]

    def groups(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Units called by the tag they share and how many they are: 四个牧业旗, 林区三旗市."""
        for pattern, codes in self._tagged:
            for match in pattern.finditer(text):
                said = match["before"] or match["after"]
                number = int(said) if said.isdecimal() else parse_hanzi(said)
                if number == len(codes):
                    yield match.start(), match.end(), codes

    @cached_property
    def _tagged(self) -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
        found = []
        for tag in self.ledger.units.tags:
            codes = tuple(unit.code for unit in self.ledger.units.tagged(tag))
            stem = f"{re.escape(tag[:-1])}[{re.escape(tag[-1])}业]" if len(tag) == 2 else re.escape(tag)
            places = "(?:个?(?:旗市区|旗县市区|县市区|旗市|旗县|市区|区县|乡镇|街道|单位|地方|[旗县市区镇乡地家]))"
            number = "[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
            found.append(
                (re.compile(rf"(?:(?P<before>{number})个?{stem}{places}|{stem}的?(?P<after>{number}){places})"), codes)
            )
        return found

    @cached_property
    def _names(self) -> dict[str, tuple[str, str]]:
        plan = self.ledger.plans[self.year]
        whole: dict[str, set[tuple[str, str]]] = {}
        for target in plan.targets.values():
            for name, role in _called(target):
                whole.setdefault(name, set()).add((target.id, role))
        ends: dict[str, set[str]] = {}
        for name, owners in whole.items():
            for start in range(len(name)):
                ends.setdefault(name[start:], set()).update(one for one, _ in owners)
        found = {name: next(iter(owners)) if len(owners) == 1 else ("", "") for name, owners in whole.items()}
        everything = "\n".join(whole)
        own: dict[str, str] = {}
        for name, owners in whole.items():
            for one, _ in owners:
                own[one] = f"{own.get(one, '')}\n{name}"
        for name, owners in whole.items():
            owner, role = next(iter(owners))
            for ending in _endings(name):
                if ending in found or len(owners) > 1 or len(ends[ending]) > 1:
                    continue
                if everything.count(ending) == own[owner].count(ending):
                    found[ending] = (owner, role)
        for name, known in self.learned.items():
            for called in (name, name.replace("的", ""), *_endings(name)):
                if (
                    len(called) > _SHORTEST
                    and called not in everything
                    and (called == name or not self._learned_twice(called))
                ):
                    found.setdefault(called, (known, ""))
        found.update(dict.fromkeys(self._places & found.keys(), ("", "")))
        return found

    def _learned_twice(self, ending: str) -> bool:
        return sum(name.endswith(ending) for name in self.learned) > 1

    @cached_property
    def _places(self) -> set[str]:
        """What the bureau calls its units names none of its targets."""
        words = self.ledger.workspace.vocabulary
        return {words.units, words.townships, words.villages}

    @cached_property
    def _by_opening(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in sorted(self._names, key=len, reverse=True):
            found.setdefault(name[:2], []).append(name)
        return found

    @cached_property
    def _codes(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for unit in self.ledger.units.districts:
            for name in unit.names[1:]:
                names[name] = unit.code if names.get(name, unit.code) == unit.code else ""
        return names

    @cached_property
    def _unit_pattern(self) -> re.Pattern[str]:
        names = sorted(self._codes, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, names)) or "(?!)")


_VERB = expression(r"^(?:基本建成|建立|制定|出台|召开|启动|实施|完善|落实|提高|印发|建成|及时|不断)(?=.{5})")
_DOES = expression("(?:出台|印发|落实|完成|制定|研究|部署)了?$")
_MEASURE = expression(r"(?<=.{4})覆盖率$|(?<=.{7})率$|(?<=.{5})(?:数|数量|情况|工作|前期准备|覆盖率|建设率|建设)$")
_QUOTED = expression("“[^”]{3,}”")
"""What everybody calls it by: “三岗十八级”, “两项补贴”."""
_BRACKET = expression(r"（[^（）]*）")


def bare_name(name: str) -> str:
    """A name without what is done with it: 居家社区养老紧急救援系统 of 建立居家社区养老紧急救援系统."""
    return _VERB.sub("", name)


def names_of(target: Target) -> frozenset[str]:
    """What a target is called in full: its name, with and without verb, brackets and measure."""
    return frozenset(name for name, role in _called(target) if not role)


def _called(target: Target) -> Iterator[tuple[str, str]]:
    """Its name, the name without verb, brackets or measure, and the names of its numbers."""
    yield target.name, ""
    for short in (_VERB.sub("", target.name), _BRACKET.sub("", target.name), _MEASURE.sub("", target.name),
                  _MEASURE.sub("", _BRACKET.sub("", target.name)), _MEASURE.sub("", _VERB.sub("", target.name))):  # fmt: skip
        if short != target.name and len(short) >= _SHORTEST - 1 and not target.events:
            yield short, ""
    if "“" in target.name and not target.events:
        yield re.sub("[“”]", "", target.name), ""
    quoted = _QUOTED.search(target.name)
    if quoted and not target.operands and quoted[0] != target.name:
        yield quoted[0], ""
        yield target.name[quoted.start() :], ""
    for role in target.operands:
        operand = target.operand(role)
        yield operand.name, "" if target.operands == ("value",) else role
        if operand.name.endswith("总数") and len(operand.name) - 2 > _SHORTEST:
            yield operand.name.removesuffix("总数"), role


def _endings(name: str) -> Iterator[str]:
    """Endings long enough to mean something; they begin with a word of their own, not inside quotation marks."""
    shortest = _SHORTEST_RATE if name.endswith("率") and not _ANY_RATE.search(name) else _SHORTEST
    for start in range(1, len(name) - shortest + 1):
        ending = name[start:]
        if (
            _HAN.match(ending)
            and not re.search("[“”《》（）]", name)
            and not ending.startswith(("的", "和", "化", "性"))
        ):
            yield ending
