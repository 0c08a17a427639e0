"""Where honours are told: how many of a level, and that a title went to a unit or a group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mzgz.language import Quantity
from mzgz.language.pattern_search import expression
from mzgz.publishing.figures import BUREAU_ASPECTS
from mzgz.publishing.verify.assertions.clause_tokens import COUNT, MONTH, UNIT, Clause
from mzgz.publishing.verify.assertions.lazy_pattern import AssertionForm
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion, Context, matched

_HONOURS: Final = AssertionForm(
    rf"(?P<level>国家级|自治区级|省级|国家|自治区|省)(?:的)?(?:各类)?(?:表彰|荣誉|奖励|奖项|荣誉称号|先进)?(?:共|达到?|累计)?(?P<number>{COUNT})"
)
_HONOURED: Final = AssertionForm("表彰|荣誉|奖|称号|先进")
_ASPECT: Final = {"国": "honours-national", "自": "honours-regional", "省": "honours-regional"}


_AWARDED: Final = expression(
    "(?P<who>[^，。；]{2,24}?)(?:被)?(?:评为|获评|荣获|获得|获|授予|命名为|评选为|评定为|认定为|表彰为)了?“(?P<title>[^“”]{4,30})”"
)
_OF_LEVEL: Final = expression(
    "(?P<who>[^，。；]{3,20}?)(?:获得|受到|拿到|捧回|荣获|得到)的?了?(?:是|了)?(?P<level>国家级|自治区级|省级|市级)的?(?:表彰|荣誉|奖)"
)
_LEVELS: Final = {"国家级": "国家", "自治区级": "自治区", "省级": "自治区", "市级": "市"}
_OFFICE: Final = expression("(?:市|区|县)?民政局$")


def read_awards(clause: Clause, context: Context) -> Iterator[Assertion]:
    """A title that was won, said of somebody who did not win it."""
    start, end = clause.span(0, len(clause.tokens))
    text = clause.sentence.text[start:end]
    if not _HONOURED.search(text) and "“" not in text:
        return
    honours = [
        (code, each) for code, returns in context.board.returns.items() for one in returns for each in one.honours
    ]
    names = {unit.code: unit.names for unit in context.board.ledger.units.districts}

    def won(who: str, code: str, recipient: str) -> bool:
        if recipient in who or _OFFICE.sub("", who) in recipient:
            return True
        return any(name in who and name for name in names.get(code, ())) and not _group(recipient)

    match = _AWARDED.search(text)
    if match:
        held = [(code, each) for code, each in honours if each.title == match["title"]]
        who = match["who"]
        spoken = any(each.recipient in who for _, each in honours) or any(
            name in who for every in names.values() for name in every[1:]
        )
        if not spoken:
            return
        mine = [each.title for code, each in honours if won(who, code, each.recipient)]
        if held and not any(won(who, code, each.recipient) for code, each in held):
            yield _award(start, clause, match.span(), f"获得这一称号的是{held[0][1].recipient}")
        elif not held and mine and any(each.recipient in who for _, each in honours):
            yield _award(start, clause, match.span(), f"报来的是“{mine[0]}”")
        return
    graded = _OF_LEVEL.search(text)
    theirs = [each for _, each in honours if graded and each.recipient in graded["who"]]
    if graded and theirs and all(each.level != _LEVELS[graded["level"]] for each in theirs):
        yield _award(
            start, clause, graded.span(), f"{theirs[0].recipient}获得的是“{theirs[0].title}”（{theirs[0].level}级）"
        )


def _award(start: int, clause: Clause, span: tuple[int, int], reason: str) -> Assertion:
    first, last = start + span[0], start + span[1]
    return Assertion(first, last, clause.sentence.text[first:last], False, reason)


def _group(recipient: str) -> bool:
    return bool(re.search("[0-9一二三]人$|代表队|社区|街道|联盟|协会|福利院", recipient))


def read_honours(clause: Clause, context: Context) -> Iterator[Assertion]:
    if not _HONOURED.search(clause.sentence.text) or re.search(f"[{UNIT}{MONTH}]", clause.code):
        return
    for match in _HONOURS.finditer(clause.code):
        reported = clause.tokens[match.start("number")].what
        if not isinstance(reported, Quantity) or reported.unit not in ("项", "个", "次") or reported.hedge:
            continue
        real = BUREAU_ASPECTS[_ASPECT[match["level"][0]]][1](context.board)
        yield matched(clause, *match.span(), reported.value == real, f"报来的{match['level']}荣誉是{real}项")
