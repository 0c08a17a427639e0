"""Whether a target is reached, done, in time, made good or done only then, as a clause says in whatever words."""

from __future__ import annotations

import re
from typing import Final, Literal

from mzgz.language import Quantity
from mzgz.language.pattern_search import expression
from mzgz.model.periods import Period
from mzgz.model.targets.aggregate import Share, Stages
from mzgz.progress import Progress
from mzgz.publishing.claim_conditions import phrase_of
from mzgz.publishing.verify.assertions.clause_tokens import (
    ALL,
    COUNT,
    MONTH,
    NAME,
    NOW,
    PERCENT,
    SOME,
    UNIT,
)
from mzgz.publishing.verify.assertions.clause_words import ClassedWord, ClauseWords
from mzgz.publishing.verify.assertions.how_many import how_many
from mzgz.publishing.verify.assertions.reached_or_not import stands
from mzgz.publishing.verify.assertions.reached_what import Kind, by, question
from mzgz.publishing.verify.assertions.target_claim import Asked, TargetClaim, turned_round
from mzgz.publishing.verify.assertions.units_spoken_of import Verdict
from mzgz.publishing.verify.assertions.word_classes import (
    BEFORE,
    BROKEN,
    CLAIMS,
    DENIES,
    DONE,
    FALLS,
    GOAL,
    HAPPENING,
    HAS,
    IS,
    LACKING,
    LAST_YEAR,
    LATE,
    LESS,
    MADE_GOOD,
    MORE,
    NO_SUCH,
    NOT_BEFORE,
    OF,
    ONLY,
    QUARTER,
    REACHED,
    RISES,
    SHORT,
    SMOOTH,
    TASKS,
    THAN,
    TIMELY,
)

_STILL: Final = expression("至今|目前|仍|还没|还未|尚未|迟迟|依然|依旧")
"""Said of now: what was made good in the meantime is not lacking any more."""
_ALL_YEAR: Final = expression("全年|一年|始终|一直|从未|月月")
_THOSE_WHO: Final = expression(f"^{NAME}的(?:旗市区|旗县|地方|单位|地区)")
_UNTIL: Final = expression("(?:截至|截止|到|至|赶在|在)$")
_LACKED_BY: Final = frozenset(("还差", "只差", "就差", "只欠", "仅差", "只缺", "差"))
_HELD_UP: Final = frozenset("受阻 遇阻 受挫 停滞 搁置 停工 卡壳 停摆 停顿 搁浅".split())
_COMPLETED: Final = frozenset(
    "完成 完成了 完结 收官 收尾 交账 交了账 交卷 销号 见底 见底清零 画上句号 画上了句号 圆满 了结 结束".split()
)
"""Said of what was to be done as a whole, and not of some of it."""
_QUARTERS: Final = {"一": 0, "二": 3, "三": 6, "四": 9, "下": 6, "年": 5}


class ReachedOrNotClaim(TargetClaim):
    """What is said to be done, or not."""

    def verdict(self) -> Verdict | None:
        for way in (self._not_before, self._dated, self._reached, self._share):
            verdict = way()
            if verdict is not None:
                return verdict
        return None

    def _reached(self) -> Verdict | None:
        held_up = self._held_up()
        if held_up is not None:
            return held_up
        asked = self._completed() if self.numbers else self._reach()
        verdict = None if asked is None else self.asks(asked)
        if verdict is None or verdict[0] is not None or not self.words.has(ALL) or self.denied or self._month():
            return verdict
        silent = next((part for part in self.city.parts if part.missing and part.expected), None)
        return verdict if silent is None or self.words.has(LACKING, LATE) else (False, phrase_of(silent))

    def _held_up(self) -> Verdict | None:
        """进展顺利 of a duty that is held up wherever it is done, 受阻 of one that is held up nowhere."""
        words, city = self.words, self.city
        figure = city.figure
        if not isinstance(figure, Stages) or city.missing or self.numbers or words.has(MONTH, QUARTER):
            return None
        if words.has(SMOOTH) and not words.has(*CLAIMS, DENIES) and any(figure.counts):
            return (False, phrase_of(city)) if figure.counts[3] == sum(figure.counts) else (None, "")
        if not any(word.text in _HELD_UP for word in words.of(LACKING)):
            return None

        def asked(part: Progress) -> bool | None:
            stages = part.figure
            return stages.counts[3] > 0 if isinstance(stages, Stages) and not part.missing else None

        return self.asks(turned_round(asked) if self.denied else asked)

    def _reach(self) -> Asked | None:
        """Reached, done, in time or made good, its 没 counted in."""
        words = self.words
        claims = words.of(*CLAIMS) or self._in_name()
        if not claims or words.has(MORE, LESS, SHORT, QUARTER, RISES, FALLS):
            return None
        if words.row[-1].part == OF and self.spoken.nobody_named:
            return None  # 建齐的，…: whoever they are, is yet to come
        if words.row[-1].part == DENIES or (words.has(NOT_BEFORE) and not (self.denied or words.has(LACKING))):
            return None
        if (
            len(words.of(DONE)) > 1
            or (_only_describes(words) and not self.spoken.number)
            or words.has(HAPPENING, NO_SUCH)
            or (words.has(BROKEN) and not words.has(LATE, LACKING))
        ):
            return None
        if words.has(MONTH) and words.has(LACKING, MADE_GOOD):
            return None
        faults = {word.part for word in claims if word.part in (LATE, LACKING, MADE_GOOD)}
        if len(faults) > 1 or (faults & {LACKING, MADE_GOOD} and words.has(DONE, REACHED, TIMELY)):
            return None
        turned = self.denied != bool(faults & {LATE, LACKING})
        month = self._month()
        if month is False and (not words.has(TIMELY) or turned):
            return None
        asked = self._made_good if MADE_GOOD in faults else self._asked(claims, month or None, turned=turned)
        if asked is None:
            return None
        return turned_round(asked) if turned else asked

    def _completed(self) -> Asked | None:
        """完成率达到百分之百: all of what was to be done."""
        words, said = self.words, self.numbers[0].quantity
        whole = len(self.numbers) == 1 and self.numbers[0].part == PERCENT and said is not None and said.value == 1
        if not whole or "完成率" not in words.clause.code or words.has(DENIES, MORE, LESS, SHORT, MONTH, LAST_YEAR):
            return None
        return lambda part: stands(part, "done")

    def _in_name(self) -> list[ClassedWord]:
        """没有申报…案例, 接入低保微平台的旗市区有…, 各地都有…成果: the verb is part of the name, or 有."""
        name = next(iter(self.words.of(NAME)), None)
        shape, counted = self.words.shape, self.city.target.counted
        verb = (
            re.search(f"{DENIES}{NAME}$", shape)
            or _THOSE_WHO.search(self.words.signs)
            or (counted and re.search(f"{HAS}{NAME}?$|^{NAME}{OF}{ONLY}", shape))
            or (not self.city.target.operands and re.search(f"{NAME}{OF}[{HAS}{IS}{ONLY}]", shape))
        )
        if verb and not self.spoken.nobody_named:
            word = name or self.words.row[-1]
            return [ClassedWord(DONE, word.first, word.last, word.text)]
        lack = next((word for word in self.words.of(ONLY) if word.text in _LACKED_BY), None)
        if name is not None and lack and self.spoken.named and self.words.row[-1].part in (UNIT, COUNT, SOME):
            return [ClassedWord(LACKING, lack.first, lack.last, lack.text)]
        return []

    def _asked(self, claims: list[ClassedWord], month: Period | None, *, turned: bool) -> Asked | None:
        words, city = self.words, self.city
        all_year = not turned and words.has(LACKING) and bool(_ALL_YEAR.search(words.clause.code))
        if month is not None:
            return by(self.context.board, self.target, month) if city.target.judges else None
        claim = next((word for word in reversed(claims) if word.part in (REACHED, DONE, LACKING)), claims[-1])
        covers = any("覆盖" in word.text for word in claims) and city.target.quotient
        kind: Kind = "spread" if covers else "reached" if claim.part in (REACHED, LACKING) else "done"
        timely = words.has(TIMELY, LATE) or all_year
        still = turned and bool(_STILL.search(words.clause.code))
        return question(
            claim.text,
            kind,
            city,
            timely=timely,
            still=still,
            of_goal=words.has(GOAL, TASKS) or claim.text in _COMPLETED,
        )

    @staticmethod
    def _made_good(part: Progress) -> bool | None:
        if not part.target.judges or not part.speaks or part.met_now is None:
            return None
        return False if part.met_now is False else True if part.made_good else None

    def _month(self) -> Period | Literal[False] | None:
        """The earlier month by which it is said to be so; False where a time is named that says something else."""
        moments = self.words.of(MONTH)
        if not moments:
            return None
        first, text = moments[0].first, moments[0].text
        until = self.words.has(BEFORE) or text[-1:] in "底末年度中前" or _UNTIL.search(self.words.signs, 0, first)
        return self.month if self.month and until else False

    def _not_before(self) -> Verdict | None:
        """10月才全部建成, 拖到三季度才过线: it was so no sooner."""
        words = self.words
        if not words.has(NOT_BEFORE) or not words.has(DONE, REACHED, MADE_GOOD) or self.denied or self.numbers:
            return None
        before = self._before()
        if before is None or not self.city.target.judges or self.spoken.nobody or self.spoken.besides:
            return None
        then = self.context.board.at(before)

        def asked(part: Progress) -> bool | None:
            """Whether it came about after that month."""
            if words.has(MADE_GOOD):
                return None if part.made_good is None else part.made_good > before
            city = part.node.kind == "city"
            early = _so_by(then.city(self.target) if city else then.part(self.target, part.node.key), part, before)
            return (not early) if early is not None else None

        verdict = self.asks(asked)
        if verdict is None or verdict[0] is not False:
            return None if verdict is None else (None, "")
        return (
            False,
            f"{before.month}月底前就已达到的不止于此，{verdict[1]}"
            if self.spoken.number
            else f"{before.month}月底就已达到，{verdict[1]}",
        )

    def _before(self) -> Period | None:
        reference = self.context.board.reference
        moments, quarters = self.words.of(MONTH, NOW), self.words.of(QUARTER)
        if reference is None or len(moments) + len(quarters) != 1:
            return None
        if quarters:
            last = _QUARTERS[quarters[0].text.removeprefix("第")[0]]
        else:
            what = moments[0].token.what if moments[0].token else None
            last = what.month - 1 if isinstance(what, Period) else reference.month - 1
            after = self.words.signs[moments[0].last : moments[0].last + 3]
            last += "以后" in after or "之后" in after
        return Period.month_of(reference.year, last) if last > 0 else None

    def _dated(self) -> Verdict | None:
        """5月印发: the month of the one thing, or of one unit's."""
        words, spoken = self.words, self.spoken
        moments = [word for word in words.of(MONTH, NOW) if "月" in word.text]
        if (
            len(moments) != 1
            or not words.has(DONE)
            or words.has(BEFORE, NOT_BEFORE, TIMELY, LATE)
            or self.denied
            or self.numbers
        ):
            return None
        if not self.city.target.completes or spoken.every or spoken.number or spoken.besides or spoken.others_named:
            return None
        named = spoken.named or self.context.units
        parts = [part for part in self.city.judged_parts if part.expected and (part.node.key in named or not named)]
        what = moments[0].token.what if moments[0].token else None
        month = (
            what.month
            if isinstance(what, Period)
            else int(what.value) % 10000 // 100
            if isinstance(what, Quantity)
            else 0
        )
        if len(parts) != 1 or parts[0].done_on is None or not month:
            return None
        day = parts[0].done_on
        return day.month == month, f"{phrase_of(parts[0])}，{day.month}月{day.day}日完成"

    def _share(self) -> Verdict | None:
        """完成了三分之二, 办成的不到一半: of the times, of the units, of the things, whichever is meant."""
        words, city = self.words, self.city
        shares = [each for each in self.numbers if each.part == PERCENT]
        if len(self.numbers) != 1 or not shares or not self.spoken.nobody_named or self.context.units:
            return None
        claims = words.of(*CLAIMS)
        number = how_many(shares[0].quantity)
        quotient = city.target.quotient
        if not claims or number is None or words.has(MORE, SHORT, MONTH, LAST_YEAR, THAN, RISES, FALLS) or quotient:
            return None
        turned = self.denied != words.has(LACKING, LATE)
        yes, whole = self._done_of(claims)
        if not whole or yes is None:
            return None
        holds = any(
            number.of(whole - each if turned else each, whole - each if turned else each, whole) for each in (yes,)
        )
        return holds, phrase_of(city)

    def _done_of(self, claims: list[ClassedWord]) -> tuple[int | None, int]:
        figure = self.city.figure
        if isinstance(figure, Share) and not self.city.target.quotient:
            return (None, 0) if figure.gaps else (int(figure.part), int(figure.whole))
        timely = any(word.part in (TIMELY, LATE) for word in claims)
        stood = [stands(part, "timely" if timely else "done") for part in self.city.judged_parts if part.expected]
        return (None, 0) if None in stood else (sum(one is True for one in stood), len(stood))


def _only_describes(words: ClauseWords) -> bool:
    """按季开展的排水档案巡查: what stands before the name says of it nothing new."""
    return not words.has(ONLY) and bool(re.search(f"[{''.join(CLAIMS)}]{OF}{NAME}", words.shape))


def _so_by(then: Progress, now: Progress, month: Period) -> bool | None:
    """Whether it was so at the end of an earlier month, whoever was silent then."""
    if now.target.completes:
        day = now.done_on
        return None if day is None or now.met_now is not True else day <= month.last_day
    if then.period is None or then.missing or then.met_now is None:
        return None
    return then.met_now and then.period <= month
