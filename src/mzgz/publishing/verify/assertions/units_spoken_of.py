"""Whom a clause is about, in whatever order it says so: these units, all, none, so many, only or all but some; and
whether what it says is so of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from mzgz.language import Kind
from mzgz.language.pattern_search import expression
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, NAME, PERCENT, SOME, UNIT
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords
from mzgz.publishing.verify.assertions.how_many import HowMany, how_many
from mzgz.publishing.verify.assertions.word_classes import (
    AND,
    BESIDES,
    CLAIMS,
    DENIES,
    EVERY,
    HAS,
    IS,
    LACKING,
    NOBODY,
    OF,
    ONLY,
    OTHERS,
    OUTSIDE,
    PART,
    REACHED,
)

_BY_UNIT: Final = frozenset("家地")
_PLACE: Final = expression("(?:县市区|旗市区|市区|区县|[区县旗市镇乡盟州])(?!域)")
_CLAIMS: Final = frozenset((*CLAIMS, DENIES))
_OF_UNITS: Final = expression("的(?:旗市区|旗县|地方|单位|地区)(?:各|占到?|有|达|还|也|已|约|只|仅|共|是|为|不)*$")
"""达标的旗市区有11个."""

Verdict = tuple[bool | None, str]


@dataclass(frozen=True, slots=True)
class UnitsSpokenOf:
    """`named` and `besides` are codes; `number` says how many units, `listed` how many were named, `rest` how many
    others there are."""

    named: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    number: HowMany | None = None
    listed: HowMany | None = None
    but: HowMany | None = None
    """So many are left out: 除3个外."""
    open_list: bool = False
    """等: there are more of them."""
    only: bool = False
    every: bool = False
    nobody: bool = False
    others: bool = False
    words: tuple[ClassedWord, ...] = ()
    """What says so."""
    others_named: tuple[str, ...] = ()
    """Units of a second list: what the first are compared with."""

    @property
    def nobody_named(self) -> bool:
        return not (self.named or self.besides or self.number or self.every or self.nobody or self.others or self.but)


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """What is so of one unit: yes, no, or not to be told; and the figure that says so."""

    code: str
    name: str
    holds: bool | None
    figure: str


@dataclass
class _Listed:
    named: list[str] = field(default_factory=list)
    second: list[str] = field(default_factory=list)
    besides: list[str] = field(default_factory=list)
    number: HowMany | None = None
    listed: HowMany | None = None
    but: HowMany | None = None
    open_list: bool = False
    only: bool = False
    words: list[ClassedWord] = field(default_factory=list)


def units_spoken_of(words: ClauseWords, measures: frozenset[str] = frozenset()) -> UnitsSpokenOf | None:
    """None where two numbers of units, or more lists of them than two, leave it open. `measures` are what the target and
    its numbers are counted in: such a number counts no units."""
    row, found, place = words.row, _Listed(), 0
    while place < len(row):
        word = row[place]
        if word.part == UNIT:
            last = place
            while last + 1 < len(row) and (
                row[last + 1].part == UNIT
                or (row[last + 1].part == AND and last + 2 < len(row) and row[last + 2].part == UNIT)
            ):
                last += 1
            if not _list(words, place, last, found):
                return None
            place = last + 1
        elif word.part in (SOME, COUNT, PERCENT, PART):
            number = _number(words, place, measures)
            if number is not None:
                if place and row[place - 1].part == BESIDES:
                    found.but = number
                elif (
                    found.listed is None
                    and (found.named or found.besides)
                    and place
                    and row[place - 1].part == UNIT
                    and word.part in (SOME, COUNT)
                ):
                    found.listed = number
                    found.open_list = "等" in words.clause.words(row[place - 1].last - 1, word.last)
                elif found.number is not None:
                    return None
                else:
                    found.number = number
                    found.only = found.only or _only(words, place)
                found.words.append(word)
            place += 1
        else:
            place += 1
    every = [word for word in row if word.part in (ALL, EVERY)]
    nobody, others = words.of(NOBODY), words.of(OTHERS)
    return UnitsSpokenOf(
        tuple(found.named), tuple(found.besides), found.number, found.listed, found.but, found.open_list,
        found.only, bool(every), bool(nobody), bool(others), (*found.words, *every, *nobody, *others), tuple(found.second),
    )  # fmt: skip


def _list(words: ClauseWords, first: int, last: int, found: _Listed) -> bool:
    row = words.row
    codes = [str(word.token.what) for word in row[first : last + 1] if word.token and word.part == UNIT]
    before = row[first - 1].part if first else ""
    after = row[last + 1].part if last + 1 < len(row) else ""
    beyond = "".join(word.part for word in row[last + 1 : last + 4]) == OUTSIDE + HAS + UNIT
    if beyond or (found.named and row[max(first - 2, 0) : first] and _beyond(row[first - 2 : first])):
        found.named = [*found.named, *codes]  # 陈旗之外还有新右旗: both of them
    elif before == BESIDES or (after == OUTSIDE and not found.besides):
        if found.besides:
            return False
        found.besides = codes
    elif not found.named:
        found.named = codes
        found.only = _only(words, first) or (after == ONLY and last + 2 == len(row))
        tail = row[last].last
        found.open_list = words.signs[tail : tail + 1] == "等"
    elif not found.second:
        found.second = codes
    else:
        return False
    found.words += row[first : last + 1]
    return True


def _beyond(before: tuple[ClassedWord, ...]) -> bool:
    return [word.part for word in before] == [OUTSIDE, HAS]


def _only(words: ClauseWords, place: int) -> bool:
    """只有根河…, …的是根河, …的只有三家."""
    row = words.row
    before = [word.part for word in row[max(place - 3, 0) : place]]
    if before and before[-1] == ONLY:
        return True
    return (len(before) > 1 and before[-1] == IS and before[-2] in (OF, ALL)) or before[-2:] == [ONLY, "i"]


def _number(words: ClauseWords, place: int, measures: frozenset[str]) -> HowMany | None:
    """Whether a number counts units: 三地, 13家, 过半旗市区, and 12个 where nothing else is counted in 个."""
    word, row = words.row[place], words.row
    before = row[place - 1].part if place else ""
    after = row[place + 1].part if place + 1 < len(row) else ""
    if word.part == SOME:
        return how_many(word.token.what if word.token else None)
    if word.part == PART:
        text = words.signs[word.last : word.last + 4].lstrip("的")
        return how_many(None, word.text) if text[:2] in ("旗市", "旗县", "地方", "单位", "地区") else None
    quantity = word.quantity
    if word.part == PERCENT and _OF_UNITS.search(words.clause.code, 0, word.first):
        return how_many(quantity)
    if quantity is None or quantity.kind is not Kind.COUNT or quantity.thing:
        return None
    if quantity.unit in _BY_UNIT and quantity.unit not in measures:
        return how_many(quantity)
    if quantity.unit == "个" and _PLACE.match(words.clause.code, word.last):
        return how_many(quantity)
    if quantity.unit == "个" and (
        before in (OTHERS, ALL)
        or (before == ONLY and "个" not in measures)
        or (before == HAS and place > 1 and row[place - 2].part == ALL)
        or (not measures and after not in (NAME, ""))
        or (before == UNIT and not after and "个" not in measures)
        or (before in (HAS, IS, ONLY) and not after and place > 1 and row[place - 2].part == OF and words.has(ALL))
        or (words.has(NAME) and quantity.unit not in measures and (before == BESIDES or after in _CLAIMS))
        or (not place and after in (REACHED, LACKING))
    ):
        return how_many(quantity)
    if quantity.unit == "个" and before in (HAS, IS, ONLY, OF) and _OF_UNITS.search(words.clause.code, 0, word.first):
        return how_many(quantity)
    return None


def any_of(verdicts: list[Verdict | None]) -> Verdict | None:
    """What may be meant in several ways is denied where it is so in none."""
    known = [each for each in verdicts if each is not None]
    if len(known) < len(verdicts):
        return None
    return next((each for wanted in (True, None) for each in known if each[0] is wanted), known[0])


def so_of(spoken: UnitsSpokenOf, answers: Iterable[UnitAnswer], understood: tuple[str, ...] = ()) -> Verdict | None:
    """Whether what is asked is so of those who are meant; None where nobody is named. `understood` are the units of the
    clause before, whose 其余 are the others."""
    rows = {answer.code: answer for answer in answers}
    yes = [each for each in rows.values() if each.holds is True]
    no = [each for each in rows.values() if each.holds is False]
    unclear = [each for each in rows.values() if each.holds is None]
    if not rows:
        return None
    if spoken.nobody and not spoken.named:
        return _none_of([each for each in rows.values() if each.code not in spoken.besides])
    if spoken.but is not None:
        return spoken.but.of(len(no), len(no) + len(unclear), len(rows)), _names(no)
    if spoken.besides:
        return _all_but(spoken, rows)
    if spoken.others:
        if not understood or not set(understood) <= set(rows):
            low = spoken.number.allowed.low if spoken.number and not spoken.number.share else None
            return (False, _names(yes)) if low is not None and low > len(yes) + len(unclear) else None
        return _every([each for code, each in rows.items() if code not in understood])
    if spoken.nobody and set(spoken.named) <= set(rows):
        return _none_of([rows[code] for code in spoken.named])
    if spoken.named:
        return _of_named(spoken, rows, yes, unclear)
    if spoken.number is not None:
        return spoken.number.of(len(yes), len(yes) + len(unclear), len(rows)), _names(yes, len(rows))
    return _every(list(rows.values())) if spoken.every else None


def _of_named(
    spoken: UnitsSpokenOf, rows: dict[str, UnitAnswer], yes: list[UnitAnswer], unclear: list[UnitAnswer]
) -> Verdict | None:
    if not set(spoken.named) <= set(rows):
        return None
    those = [rows[code] for code in spoken.named]
    wrong = _every(those)
    if wrong[0] is False:
        return wrong
    if (
        spoken.listed is not None
        and not spoken.open_list
        and spoken.listed.of(len(those), len(those), len(rows)) is False
    ):
        return False, f"列出的是{len(those)}个单位"
    if spoken.listed is not None and spoken.open_list:
        return spoken.listed.of(len(yes), len(yes) + len(unclear), len(rows)), _names(yes, len(rows))
    if spoken.only and not spoken.open_list:
        more = [each for each in yes if each.code not in spoken.named]
        return (False, _names(more)) if more else (None if unclear else wrong[0], _names(yes))
    if spoken.number is not None:
        return spoken.number.of(len(yes), len(yes) + len(unclear), len(rows)), _names(yes, len(rows))
    return wrong


def _all_but(spoken: UnitsSpokenOf, rows: dict[str, UnitAnswer]) -> Verdict:
    others = [each for code, each in rows.items() if code not in spoken.besides]
    verdict = _every(others)
    spared = [rows[code] for code in spoken.besides if code in rows and rows[code].holds is True]
    if verdict[0] is False or not spared:
        number = spoken.number
        if verdict[0] is not False and number is not None and number.of(len(others), len(others), len(rows)) is False:
            return False, f"其余是{len(others)}个单位"
        return verdict
    return False, spared[0].figure


def _every(those: list[UnitAnswer]) -> Verdict:
    wrong = next((each for each in those if each.holds is False), None)
    if wrong is not None:
        return False, wrong.figure
    return (None if any(each.holds is None for each in those) or not those else True), ""


def _none_of(those: list[UnitAnswer]) -> Verdict:
    wrong = next((each for each in those if each.holds is True), None)
    if wrong is not None:
        return False, wrong.figure
    return (None if any(each.holds is None for each in those) else True), ""


def _names(those: list[UnitAnswer], whole: int = 0) -> str:
    if not those:
        return "一个也没有"
    if whole and len(those) == whole:
        return f"{whole}个单位都是这样"
    return f"这样的有{len(those)}个：{'、'.join(each.name for each in those[:6])}{'等' if len(those) > 6 else ''}"


def answered(codes: Iterable[tuple[str, str]], asked: Callable[[str], tuple[bool | None, str]]) -> list[UnitAnswer]:
    """The answers of units, given by code and name."""
    return [UnitAnswer(code, name, *asked(code)) for code, name in codes]
