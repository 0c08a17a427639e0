"""One paragraph of a plan read from left to right: each figure sorted, each target with what it inherits inside the paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from mzgz.intake.extract.clauses_in_text import ClauseSpan, SentenceSpan
from mzgz.intake.extract.deadlines import DateMark, DateRole, PlanCalendar
from mzgz.intake.extract.figure_classes import sort_in_plan
from mzgz.intake.extract.figure_phrase import Left, Right, read_left, read_right
from mzgz.intake.extract.figure_scan import MONEY, TIMES, Mention, MentionShape
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.name_lists import CITY_AND_COUNTRY, listed, parts_of, shared, spread
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.unit_names import ScopeSpan, each_of, named

_PER_HEAD: Final = re.compile(
    r"每(?P<base>(?:[一十百千万]+|[0-9]+)?(?:名|个|户|位|人|张|平方公里)?(?:常住人口|户籍人口|户籍老年人|老年人口|老年人|老人|人口|儿童|学生|居民|户|人|农户|名))(?:口)?(?:(?:平均)?(?:拥有|配备|配有|有|配))?"
)
_TOGETHER: Final = re.compile(r"^[、和及与\s]*$")
_CONTENT: Final = re.compile(r"[一-鿿A-Za-z“]")
_DONE_CLAUSE: Final = re.compile(
    r"(?:完成|建成|竣工|投用|到位|落实|结束|见效|交付|完工|投入使用|启用|达标|验收)[^，；。]{0,6}$"
)
_THESE: Final = re.compile(r"^(?:这一|上述|该|此项|此)(?:指标|比例|占比|比重|覆盖率|标准|数字)?$")
_PLACE_WORD: Final = re.compile(r"(?:[区县市旗乡镇村盟]|地区|苏木)$")
_ROUND: Final = re.compile(r"每(?:个)?(?:月|季度?|年度?|半年|周|天|日|学期|旬|[两二三四五][年周]|[两二三四五]个月)")
_PLAIN_DONE: Final = frozenset(
    "建成 完成 竣工 到位 落实 完工 投用 开工 实现 覆盖 达标 建成投用 投入使用 整改 办结".split()
)
_BY: Final = re.compile(
    r"(?:完成时[限间]|时限要求|进度要求|完成期限|办理时限|时间节点|完成日期|时限)(?:为|是)?[：:，]?"
)
_PART: Final = re.compile(r"(?:城市|农村|城镇|乡村|牧区|农区|山区|林区|市区|城区|县城|县区|旗县|苏木|嘎查|农牧区|农村牧区|[省市县区旗]级|国家级|自治区级|男性|女性)")
_PART_HEAD: Final = re.compile(rf"^{_PART.pattern}(?=.{{2}})")
_FALLING: Final = re.compile(r"压减|压降|降低|减少|下调|削减|缩减|精简|降")
_PASSIVE: Final = re.compile(r"完成|建成|安装|改造|配备|实现|达到|提供|培训|开展|实施|更换|装上|配|修|建|给予|进行")


@dataclass(slots=True)
class Setting:
    """What holds for a paragraph from outside: section, tense, day by default, and names of the units known."""

    line: int
    section: str
    title: str
    tense: str
    signals: int
    due: str
    due_basis: str
    known: frozenset[str] = frozenset()
    above: str = ""


@dataclass(slots=True)
class FrontDate:
    """A date in front of a list, holding from its clause on."""

    mark: DateMark
    item: int
    sentence: int
    paragraph: bool


@dataclass(slots=True)
class Flow:
    """What has been met on the way through a paragraph."""

    front: FrontDate | None = None
    lead: DateMark | None = None
    last: Promise | None = None
    per: str = ""
    per_unit: str = ""
    scope: ScopeSpan | None = None
    firm: str = "firm"
    last_verb: str = ""
    base_noun: str = ""
    subject: str = ""


class ParagraphReader:
    """Reads one paragraph; `targets` and the sorts of the figures are its result."""

    def __init__(
        self,
        text: str,
        figures: list[Mention],
        dates: list[DateMark],
        sentences: list[SentenceSpan],
        setting: Setting,
        calendar: PlanCalendar,
    ) -> None:
        self.text, self.figures, self.dates, self.sentences = text, figures, dates, sentences
        self.setting, self.calendar = setting, calendar
        self.targets: list[Promise] = []
        self.run = Flow()
        self.place = 0
        self.every_blank = sorted(
            [(mark.start, mark.end) for mark in dates]
            + [(one.start, one.end) for one in figures if one.sort == "listno"]
        )
        self.blank_starts = [start for start, _ in self.every_blank]
        self.figure_starts = [one.start for one in figures]
        self.date_starts = [mark.start for mark in dates]
        self.blanked: list[tuple[int, int]] = []

    def read(self, wanted: list[bool]) -> list[Promise]:
        """The targets of the sentences that speak of the plan; `wanted` holds one answer a sentence."""
        for number, sentence in enumerate(self.sentences):
            if wanted[number]:
                self._sentence(number, sentence)
        self.close()
        return self.targets

    def _figures_in(self, start: int, end: int) -> list[Mention]:
        return self.figures[bisect_left(self.figure_starts, start) : bisect_left(self.figure_starts, end)]

    def _dates_in(self, start: int, end: int) -> list[DateMark]:
        return self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]

    def _sentence(self, number: int, sentence: SentenceSpan) -> None:
        self.run.front = None
        self.run.base_noun = self.run.subject = ""
        begun = len(self.targets)
        item_from = begun
        item = 0
        past = False
        first = bisect_left(self.blank_starts, sentence.start - 1)
        self.blanked = self.every_blank[first : bisect_left(self.blank_starts, sentence.end)]
        for self.place, clause in enumerate(sentence.clauses):
            past = self._turns(clause, past)
            if past:
                continue
            if clause.item != item:
                item, item_from = clause.item, len(self.targets)
            self._clause(number, sentence, clause, item_from)

    def _turns(self, clause: ClauseSpan, past: bool) -> bool:
        """去年…达到35万户，今年要新增30万户: a clause that opens with an earlier year tells of it, until one that does not."""
        begun = next(
            (one.end for one in self._figures_in(clause.start, clause.start + 2) if one.sort == "listno"), clause.start
        )
        words = self.text[begun : clause.end].lstrip(" 　、")
        start = clause.end - len(words)
        lead = next(iter(self._dates_in(start, start + 1)), None)
        if lead and lead.role is DateRole.PAST and not re.search(r"(?:的?基础上|要|确保|力争)", words):
            return True
        return past and not (lead or re.match(r"要|将|力争|确保|计划|拟|我们要|再", words))

    # -- dates ---------------------------------------------------------------------------------------------------

    def _meet_dates(self, number: int, clause: ClauseSpan) -> list[DateMark]:
        marks = [
            mark for mark in self._dates_in(clause.start, clause.end) if mark.role in (DateRole.DEADLINE, DateRole.SPAN)
        ]
        if not marks:
            return marks
        first = marks[0]
        before = self.text[clause.start : first.start]
        before = re.sub(
            r"[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.．、]", "", before
        ).strip(" 　“到至截在于从自——展望力争")
        if not before and first.due:
            behind = self.text[first.end : clause.end].strip(" 　”")
            year_of_other = first.due.year != self.calendar.year and first.bare
            if (
                not behind
                or year_of_other
                or ((first.due.year != self.calendar.year or self.run.front) and first.role is DateRole.DEADLINE)
                or re.fullmatch(r"[^0-9]{0,12}(?:目标|指标|如下)[^0-9]{0,6}|底?前?", behind)
            ):
                self.run.front = FrontDate(first, clause.item, number, False)
                if (
                    number == 0
                    and (not behind or first.bare or "五" in first.text)
                    and clause is self.sentences[0].clauses[0]
                    and (first.bare or "五" in first.text)
                ):
                    self.run.lead = first
        return marks

    def _due(
        self, figure: Mention, clause: ClauseSpan, marks: list[DateMark], left_from: int
    ) -> tuple[str, str, tuple[str, ...]]:
        """The day, what it rests on, and the days possible where it is open."""
        setting = self.setting
        ahead = [mark for mark in marks if mark.end <= figure.start and mark.due and mark.role is not DateRole.BASE]
        if ahead:
            mark = ahead[-1]
            return self._iso(mark), "explicit", ()
        behind = [mark for mark in marks if mark.start >= figure.end and mark.due and mark.role is DateRole.DEADLINE]
        others = [
            one
            for one in self._figures_in(figure.end + 1, clause.end)
            if one.shape is not MentionShape.NAME and (not behind or one.start < behind[0].start)
        ]
        if behind and not others:
            return self._iso(behind[0]), "explicit", ()
        front = self.run.front
        if front and front.mark.due:
            day = self._iso(front.mark)
            if clause.item == front.item or day == setting.due:
                return day, "inherited", ()
            if front.mark.due.year != self.calendar.year:
                return day, "inherited", ()
            return setting.due, "ambiguous", (setting.due, day)
        if self.run.lead and self.run.lead.due:
            return self._iso(self.run.lead), "inherited", ()
        return setting.due, setting.due_basis, ()

    def _iso(self, mark: DateMark) -> str:
        return mark.due.isoformat() if mark.due else ""

    def close(self) -> None:
        """（完成时限：6月底）at the end of a paragraph holds for all in it that have no day of their own."""
        for match in _BY.finditer(self.text):
            mark = next((one for one in self._dates_in(match.end(), match.end() + 4) if one.due), None)
            if mark is None:
                continue
            for target in self.targets:
                if target.start < match.start() and target.due_basis in ("default", "section"):
                    target.due, target.due_basis = self._iso(mark), "inherited"
                    target.inherited.append(f"期限承后“{match[0]}{mark.text}”")

    def _reach_back(self, clause: ClauseSpan, item_from: int) -> None:
        """…，11月末前完成: a clause without figures whose date holds for the item before it."""
        marks = [
            mark for mark in self._dates_in(clause.start, clause.end) if mark.role is DateRole.DEADLINE and mark.due
        ]
        if not marks or not _DONE_CLAUSE.search(self.text[clause.start : clause.end]):
            return
        if (
            len(_clean(self.text[marks[0].end : clause.end])) > 10
            or len(_clean(self.text[clause.start : marks[0].start])) > 6
        ):
            return
        for target in self.targets[item_from:]:
            if target.due_basis in ("default", "section") and not target.due.startswith("每"):
                target.due, target.due_basis = self._iso(marks[0]), "inherited"
                target.inherited.append(f"期限承后“{marks[0].text}”")

    # -- clauses -------------------------------------------------------------------------------------------------

    def _carry_scope(self, clause: ClauseSpan, before: ScopeSpan | None) -> None:
        """各乡镇配备…，组建…: the actor holds for a next clause that opens with a verb."""
        words = self.text[clause.start : clause.end].lstrip(" 　")
        if (
            self.run.scope is None
            and before
            and before.each
            and before.names[0].startswith("各")
            and lexicon("actions").starting(words, 0)
        ):
            self.run.scope = before

    def _clause(self, number: int, sentence: SentenceSpan, clause: ClauseSpan, item_from: int) -> None:
        text, run = self.text, self.run
        marks = self._meet_dates(number, clause)
        figures = [one for one in self._figures_in(clause.start, clause.end) if one.shape is not MentionShape.NAME]
        if not figures:
            self._reach_back(clause, item_from)
            return
        before = run.scope if run.last and run.last.start >= sentence.start else None
        self._meet_scope(clause)
        self._carry_scope(clause, before)
        self._meet_firmness(clause, figures)
        begin = clause.start
        for index, figure in enumerate(figures):
            limit = figures[index + 1].start if index + 1 < len(figures) else clause.end
            if figure.spread:
                begin = max(begin, figure.tail)
                continue
            begin = self._figure(sentence, clause, figures, index, begin, limit, marks)

    def _meet_scope(self, clause: ClauseSpan) -> None:
        run = self.run
        start, end = clause.start, clause.end
        blanked = [one for one in self.blanked if clause.start - 1 <= one[0] < end]
        while listed_ := next(
            (
                one
                for one in blanked
                if one[0] <= start < one[1] or (self.text[start : one[0]].strip(" 　") == "" and start <= one[0] < end)
            ),
            None,
        ):
            if listed_[1] <= start or listed_[1] >= end:
                break
            start = listed_[1]
        run.scope = named(self.text, start, end, self.setting.known) or each_of(self.text, clause.start, clause.end)

    def _meet_firmness(self, clause: ClauseSpan, figures: list[Mention]) -> None:
        self.run.firm = "firm"

    def _firm(self, clause: ClauseSpan, figure: Mention) -> str:
        head = self.text[clause.start : figure.start]
        words = lexicon("firmness")
        found = ""
        for at in range(len(head)):
            if (word := words.starting(head, at)) and not head.startswith(
                ("计划生育", "计划外", "计划内", "计划单列", "计划经济"), at
            ):
                mark = words.marks[word][0]
                if mark == "plan" and figure.unit.split("/")[0] not in MONEY:
                    continue
                if word in ("争取", "争创") and re.match(r"(?:到位)?(?:上级|中央|自治区|国家|各类)?(?:资金|项目|政策|支持)", head[at + 2 :]):
                    continue
                if re.match(r"[一-鿿]{0,2}(?:率|项目|计划”|试点|基地|示范|标准)", head[at + len(word) :]):
                    continue
                found = mark
        return found or "firm"

    # -- figures -------------------------------------------------------------------------------------------------

    def _figure(
        self,
        sentence: SentenceSpan,
        clause: ClauseSpan,
        figures: list[Mention],
        index: int,
        begin: int,
        limit: int,
        marks: list[DateMark],
    ) -> int:
        """Read one figure; where the words for the next one begin."""
        text, figure = self.text, figures[index]
        blanked = [one for one in self.blanked if clause.start - 1 <= one[0] < clause.end]
        if self.run.scope:
            blanked.append((self.run.scope.start, self.run.scope.end))
        if figure.shape in (MentionShape.ALL, MentionShape.NONE):
            if figure.shape is MentionShape.NONE:
                limit = clause.end
            self._words(sentence, clause, figures, index, begin, limit, marks, blanked)
            return figure.tail
        left = read_left(text, begin, figure.start, blanked)
        right = read_right(text, figure.tail, limit if limit < clause.end else clause.end)
        if figure.shape in (MentionShape.PERCENT, MentionShape.TIMES) and text[left.start : figure.start].endswith(
            "的"
        ):
            left = self._share_of(clause, figure, blanked) or left
        op, mode = self._bound(figure, left)
        left.op, left.mode = op, mode
        if self._counts_headings(figures, index):
            figure.sort, figure.why = "enumeration", "只是说分几个方面"
            return figure.tail
        sort, why = sort_in_plan(
            text, figure, left, right.name, (clause.start, clause.end), text[sentence.start : sentence.end]
        )
        if sort:
            figure.sort, figure.why = sort, why
            if sort == "baseline":
                origin = max(text.rfind("由", begin, figure.start), text.rfind("从", begin, figure.start))
                self.blanked.append((origin if origin >= begin else figure.start, figure.tail))
                return begin
            if sort == "existing" or sort in ("in_name", "threshold"):
                return begin if sort != "existing" else figure.tail
            return (
                figure.tail
                if sort not in ("duration", "enumeration", "size", "slogan")
                else (begin if left.name else figure.tail)
            )
        if self._is_base(figure, figures, index, clause, left, right):
            figure.sort, figure.why = "existing", "已有的事物，后面另有要求"
            self.run.base_noun = right.name
            return begin if left.name else figure.tail
        if figure.shape is MentionShape.BARE and not self._bare_counts(figure, left):
            figure.sort, figure.why = "figure", "没有量词的数"
            return begin
        return self._target(sentence, clause, figures, index, left, right, marks, begin)

    def _bare_counts(self, figure: Mention, left: Left) -> bool:
        if figure.unit and not figure.known:
            return bool(left.level or left.bound or left.verb or (left.name and len(figure.unit) == 1))
        return bool((left.level or left.bound or left.change) and left.name and lexicon("measures").ending(left.name))

    def _is_base(
        self, figure: Mention, figures: list[Mention], index: int, clause: ClauseSpan, left: Left, right: Right
    ) -> bool:
        """12个社区…全覆盖, 3个在建综合体…全部竣工: the number of what is there already."""
        if figure.shape is not MentionShape.COUNT or left.level or left.bound or figure.behind or left.change:
            return False
        following = figures[index + 1] if index + 1 < len(figures) else None
        if following and not (left.name or left.verb or left.given) and following.shape is not MentionShape.ALL:
            between = read_left(self.text, figure.tail, following.start, [])
            measured = between.level or between.change or between.bound
            if measured and between.name and not re.search(r"[、和]", self.text[figure.tail : figure.tail + 1]):
                return True
        if (
            following
            and following.shape is MentionShape.ALL
            and right.name
            and not re.search(r"[、和]", self.text[figure.end : following.start])
        ):
            return not (left.verb and lexicon("actions").has(left.verb, "mid"))
        return False

    def _bound(self, figure: Mention, left: Left) -> tuple[str, str]:
        """The operator and the mode, from the words on both sides; what stands behind wins, 左右 over all."""
        mode = "level"
        if figure.shape is MentionShape.TIMES and figure.text[0] in "翻倍实":
            return "eq", "times"
        if left.change:
            kind = lexicon("changes").marks[left.change][0]
            if figure.shape is MentionShape.POINTS:
                mode = "rise_pp" if kind == "growth" else "fall_pp"
            elif figure.shape in (MentionShape.PERCENT, MentionShape.TIMES):
                mode = kind
            else:
                mode = "add" if kind == "growth" else "fall"
        elif "新增" in left.tokens and figure.unit.split("/")[0] in MONEY and not left.level:
            mode = "add"
        elif figure.shape is MentionShape.POINTS:
            mode = "fall_pp" if _FALLING.match(left.verb or left.duty) else "rise_pp"
        elif figure.shape is MentionShape.PERCENT and not left.level and (verb := left.verb or left.duty):
            mode = (
                "fall"
                if _FALLING.match(verb)
                else "growth"
                if verb in ("提高", "增加", "提升", "扩大")
                and not lexicon("measures").ending(left.name).endswith(("率", "比例", "比重", "占比", "覆盖面"))
                else "level"
            )
        if figure.high is not None:
            return "range", mode
        behind = lexicon("behind").marks.get(figure.behind, ("",))[0]
        bound = lexicon("bounds").marks.get(left.bound, ("",))[0]
        level = lexicon("levels").marks.get(left.level, ("",))[0]
        if behind == "approx" or figure.odd or bound == "approx":
            return "approx", mode
        if behind:
            return behind, mode
        if bound:
            return bound, mode
        if not level and re.search(r"(?:至少|最少|不少于)[^，；0-9]{1,8}$", self.text[max(0, figure.start - 12) : figure.start]):
            return "ge", mode
        if level:
            full = figure.shape is MentionShape.PERCENT and figure.value == 100
            return ("eq" if full and level == "ge" else level), mode
        return "eq", mode

    def _target(
        self,
        sentence: SentenceSpan,
        clause: ClauseSpan,
        figures: list[Mention],
        index: int,
        left: Left,
        right: Right,
        marks: list[DateMark],
        begin: int,
    ) -> int:
        text, run, figure = self.text, self.run, figures[index]
        next_begin = figure.tail
        doubts: list[str] = []
        inherited: list[str] = []
        name = left.name
        per = self._per_head(clause, figure, left)
        if _THESE.match(name) and run.last:
            name = run.last.name
            inherited.append("名称承前“这一指标”")
        ends = lexicon("measures").ending(name) if name else ""
        limited = figure.unit in TIMES and (
            figure.behind in ("内", "以内", "之内") or bool(re.match(r"(?:办结|办好|上报|到达|完成|送达|反馈|响应)", right.name))
        )
        if limited and right.name:
            name, next_begin = f"{name}{right.name}", right.end
            left.op = "le"
        elif name and self._part_of(clause, figure, name):
            name = self._part_of(clause, figure, name)
        if not name and figure.shape is MentionShape.PERCENT and (right.of or figure.loose) and right.name:
            name, next_begin = _done_by_share(right.name), right.end
        if limited:
            pass
        elif figure.unit.split("/")[0] in MONEY and text.startswith("的标准", figure.tail):
            name, next_begin = read_left(text, figure.tail + 3, right.end, []).name or name, right.end
        elif (
            (name.endswith("等") and right.name and figure.shape is MentionShape.COUNT and not left.level)
            or (not name and right.name and figure.shape is not MentionShape.PERCENT and not left.level)
            or (not name and right.name and left.level and figure.shape is MentionShape.COUNT and not run.last)
        ):
            name, next_begin = self._right_name(left, right), right.end
        elif (
            name
            and right.name
            and not left.level
            and not ends
            and figure.shape is MentionShape.COUNT
            and len(name) <= 2
            and left.verb
        ):
            name, next_begin = right.name, right.end
        elif name and right.name and left.given and figure.shape is MentionShape.COUNT and not ends:
            name, next_begin = (
                (self._right_name(left, right) if name.endswith("等") else f"{name}{right.name}"),
                right.end,
            )
        elif (
            name
            and right.name
            and (verb := lexicon("actions").ending(name))
            and len(name) > len(verb) + 1
            and figure.shape is MentionShape.COUNT
            and not left.level
            and not left.bound
        ):
            run.subject = re.sub(r"新$", "", name[: -len(verb)])
            name, next_begin = f"{name}{right.name}", right.end
        elif (
            right.name
            and (each := re.search(r"每[人家户站所](?=[一-鿿]{1,6}$)", text[begin : left.end]))
            and figure.shape is MentionShape.COUNT
        ):
            name, next_begin = f"{text[begin + each.end() : left.end]}{right.name}", right.end
        elif left.level in ("有", "设有", "配有", "建有", "拥有") and right.name and not name:
            name, next_begin = right.name, right.end
        if left.time and figure.unit in ("次", "场", "期", "轮", "遍"):
            name, next_begin = self._round(left, right, name, begin, figure, next_begin)
        if not name:
            name = self._from_before(sentence, clause, figure, left, inherited)
        elif run.last and run.last.start >= sentence.start:
            name = _completed(name, run.last.name, self._subject(sentence, clause))
            if run.subject and len(name) <= 2 and lexicon("measures").ending(name):
                name = f"{run.subject}{name}"
            if len(name) <= 3 and name in lexicon("actions").marks and run.last.start >= clause.start:
                name = f"{run.last.name}{name}"
        if figure.unit and not figure.known:
            doubts.append(f"单位“{figure.unit}”没有见过")
        if not name and self.setting.above and not self.targets:
            name = self.setting.above
            inherited.append("名称取自上一行")
        if not name:
            doubts.append("没有读出名称")
        grouped = self._grouped(figures, index, left, clause)
        if per:
            name = per if name == left.name and name.startswith("每") else name
        mode_name = name
        if left.change and left.change.startswith("年均") and left.mode == "growth":
            mode_name = name
        whole = self._with_per(mode_name, figure, clause)
        if len(grouped) > 1 and (names := spread(whole, len(grouped))):
            self._several(grouped, names, sentence, clause, left, marks, inherited, doubts)
            return max(grouped[-1].tail, next_begin)
        names = self._names(whole, left, figure, doubts)
        for one in names:
            self._add(one, figure, sentence, clause, left, marks, list(inherited), list(doubts))
        return next_begin

    def _names(self, name: str, left: Left, figure: Mention, doubts: list[str]) -> list[str]:
        if left.spread in ("均", "都", "各", "分别"):
            parts = parts_of(name)
            if len(parts) > 1:
                return shared(parts) if left.spread != "各" else parts
        if figure.shape is MentionShape.PERCENT and left.mode == "level" and (several := listed(name)):
            if not all(re.search(r"(?:率|比例|占比|比重)$", part) for part in parts_of(name)):
                doubts.append(f"“{name}”可以读成{len(several)}项，也可以读成一项")
            return several
        return [name]

    def _grouped(self, figures: list[Mention], index: int, left: Left, clause: ClauseSpan) -> list[Mention]:
        """The figures that 分别 ties together: those with nothing but 、 or 和 between them."""
        group = [figures[index]]
        for figure in figures[index + 1 :]:
            between = self.text[group[-1].tail : figure.start]
            between = re.sub(r"(?:的?水平|[（(][^）)]*[）)])", "", between)
            core = between.strip("、和及与 以")
            if core and not (lexicon("bounds").ending(core) == core or lexicon("levels").ending(core) == core):
                break
            if figure.shape is not figures[index].shape:
                break
            group.append(figure)
        city = self.text[clause.start : figures[index].start].count("城乡")
        return (
            group
            if left.spread == "分别"
            or (city and len(group) == 2)
            or ("分别" in self.text[clause.start : figures[index].start] and len(group) > 1)
            else group[:1]
        )

    def _several(
        self,
        figures: list[Mention],
        names: list[str],
        sentence: SentenceSpan,
        clause: ClauseSpan,
        left: Left,
        marks: list[DateMark],
        inherited: list[str],
        doubts: list[str],
    ) -> None:
        last = figures[-1]
        for figure, name in zip(figures, names, strict=True):
            if not figure.behind and last.behind:
                figure.behind = last.behind
            left.op, left.mode = self._bound(figure, left)
            self._add(name, figure, sentence, clause, left, marks, list(inherited), list(doubts))
            if figure is not figures[0]:
                figure.spread = True

    def _right_name(self, left: Left, right: Right) -> str:
        name = right.name
        if left.given and re.match(
            r"[^，]{2,14}(?:机构|单位|学校|医院|企业|社区|村|部门|场所|窗口)(?:配上|配备|安装|装上|加装|提供|添置|更新|购置)",
            name,
        ):
            return re.sub(
                r"^[^，]{2,14}?(?:机构|单位|学校|医院|企业|社区|村|部门|场所|窗口)(?:配上|配备|安装|装上|加装|提供|添置|更新|购置)",
                "",
                name,
            )
        if (left.verb or left.duty) in ("支持", "推动", "引导", "鼓励", "指导", "帮助", "推进"):
            cut = re.search(
                r"(?:改善|开拓|改造|参与|争创|申报|提升|完成|实现|开展|实施|进行|达到|建成|建立|接受|获得|参加|享受|到基层)",
                name[2:],
            )
            if cut and cut.start() >= 0 and len(name) - 2 - cut.start() >= 4:
                return name[: 2 + cut.start()]
        if left.given:
            for verb in (
                "安装",
                "实施",
                "进行",
                "开展",
                "完成",
                "装上",
                "提供",
                "配备",
                "给予",
                "落实",
                "加装",
                "发放",
            ):
                if verb in name[1:]:
                    at = name.index(verb, 1)
                    if at > 1 and at + len(verb) < len(name):
                        return name[:at] + name[at + len(verb) :]
        return name

    def _round(
        self, left: Left, right: Right, name: str, begin: int, figure: Mention, next_begin: int
    ) -> tuple[str, int]:
        """每季度听取1次汇报, 督导员每半年走访1次: what is done each time."""
        head = self.text[begin : figure.start]
        time = None
        for time in _ROUND.finditer(head):
            pass
        if time is None:
            return name, next_begin
        done = read_left(self.text, begin + time.end(), figure.start, self.blanked)
        verb = self.text[begin + time.end() : done.end].strip(" 　，、")
        verb = re.sub(r"^(?:要|应|须|至少|必须|原则上)", "", verb)
        if right.name:
            light = verb in ("开展", "进行", "组织", "召开", "举办", "组织开展", "")
            return (right.name if light else f"{verb}{right.name}"), right.end
        before = read_left(self.text, begin, begin + time.start(), self.blanked).name
        before = re.sub(r"^每[名个位家户]|^.*(?:[室科局组处办委厅院]|部门|单位|党组|街道|乡镇)$", "", before)
        if not before and verb in ("开展", "进行", "组织", "召开", "举办", "组织开展"):
            return "", next_begin
        return f"{before}{verb}" or name, next_begin

    def _share_of(self, clause: ClauseSpan, figure: Mention, blanked: list[tuple[int, int]]) -> Left | None:
        """考核占比不低于总分的5%: the name stands before the bound, the base behind it."""
        head = self.text[clause.start : figure.start]
        match = None
        for match in re.finditer(r"(?:不低于|不少于|不高于|不超过|扩大到|提高到|覆盖到|控制在|达到|超过|占到|覆盖|达|占)(?=[^，；]{1,24}的$)", head):
            pass
        return read_left(self.text, clause.start, clause.start + match.end(), blanked) if match else None

    def _counts_headings(self, figures: list[Mention], index: int) -> bool:
        """6类22件（含票决8件）: what follows a count of headings counts headings too."""
        figure, before = figures[index], figures[index - 1] if index else None
        if (
            not before
            or before.sort != "enumeration"
            or figure.shape is not MentionShape.COUNT
            or figure.unit not in ("件", "项", "个", "条", "类")
        ):
            return False
        between = self.text[before.tail : figure.start]
        return not between or (
            bool(re.fullmatch(r"[（(，、]?(?:含|其中|包括|共|合计)?[一-鿿]{0,10}", between))
            and figure.unit == before.unit
        )

    def _from_before(
        self, sentence: SentenceSpan, clause: ClauseSpan, figure: Mention, left: Left, inherited: list[str]
    ) -> str:
        """The name a figure takes over: the subject of the clause before, or the last measure named."""
        run = self.run
        index = self.place
        if run.scope and not run.scope.each and run.last and run.last.start < clause.start:
            inherited.append("名称承前")
            return run.last.name
        for before in reversed(sentence.clauses[max(0, index - 2) : index]):
            if before.mark == "；":
                break
            held = [one for one in self._figures_in(before.start, before.end) if one.shape is not MentionShape.NAME]
            until = held[0].start if held else before.end
            if held and held[0].sort == "target":
                break
            name = read_left(self.text, before.start, until, self.blanked).name
            if name and len(name) >= 2 and _CONTENT.search(name):
                inherited.append("名称承前一分句")
                return name
        if run.last and run.last.start >= sentence.start:
            inherited.append("名称承前")
            return run.last.name
        return ""

    def _subject(self, sentence: SentenceSpan, clause: ClauseSpan) -> str:
        return self.run.last.name if self.run.last else ""

    def _part_of(self, clause: ClauseSpan, figure: Mention, name: str) -> str:
        """其中5A级达到60%, 其中山区60%: the measure named before, of a part."""
        last = self.run.last
        same = last and last.figure and figure.shape is MentionShape.COUNT and figure.unit == last.figure.unit
        if last and same and _PART.fullmatch(name):
            return f"{name}{_PART_HEAD.sub('', last.name)}"
        if (
            not last
            or figure.shape is not MentionShape.PERCENT
            or not self.text[clause.start : figure.start].lstrip(" 　").startswith("其中")
        ):
            return ""
        if lexicon("measures").ending(name) or len(name) > 6:
            return ""
        if re.search(r"[0-9]A级(?:以上)?", name) and re.search(r"[0-9]A级(?:以上)?", last.name):
            return re.sub(r"[0-9]A级(?:以上)?", name, last.name, count=1)
        return f"{name}{last.name}"

    def _per_head(self, clause: ClauseSpan, figure: Mention, left: Left) -> str:
        head = self.text[clause.start : figure.start]
        match = None
        for match in _PER_HEAD.finditer(head):
            pass
        if match and match["base"] not in ("户", "人", "名", "村"):
            self.run.per = match[0]
            self.run.per_unit = match["base"]
            return left.name
        if not any(one.shape is not MentionShape.NAME for one in self._figures_in(clause.start, figure.start)):
            self.run.per = self.run.per_unit = ""
        return ""

    def _with_per(self, name: str, figure: Mention, clause: ClauseSpan) -> str:
        run = self.run
        if (
            run.per
            and figure.shape is MentionShape.COUNT
            and not name.startswith("每")
            and run.per not in name
            and name
            and not lexicon("measures").ending(name)
        ):
            return f"{run.per}{name}"
        return name

    # -- words that say all or none ------------------------------------------------------------------------------

    def _words(
        self,
        sentence: SentenceSpan,
        clause: ClauseSpan,
        figures: list[Mention],
        index: int,
        begin: int,
        limit: int,
        marks: list[DateMark],
        blanked: list[tuple[int, int]],
    ) -> None:
        text, figure = self.text, figures[index]
        left = read_left(text, begin, figure.start, blanked)
        right = read_right(text, figure.end, limit)
        inherited: list[str] = []
        doubts: list[str] = []
        if figure.shape is MentionShape.NONE:
            name = right.name
            if figure.text.startswith("无") and name:
                name = f"{figure.text[1:]}{name}"
            if figure.text in ("清零", "归零", "动态清零", "全部清零") or not name:
                name = left.name
            if figure.text.startswith("零"):
                name = (
                    left.name.rstrip("“")
                    if figure.text == "零增长"
                    else f"{left.name.rstrip('“')}{figure.text.removeprefix('零')}"
                )
            left.op, left.mode = "zero", "level"
            name = re.sub(r"的?(?:底线|红线)$", "", name)
            if not name:
                name = self._from_before(sentence, clause, figure, left, inherited)
            self._add(name or figure.text, figure, sentence, clause, left, marks, inherited, doubts)
            return
        if self._no_promise(figure, right):
            figure.sort, figure.why = "in_name", "名称里的说法"
            return
        left.op, left.mode = "all", "level"
        name = left.name
        if index and figures[index - 1].sort == "existing" and self.run.base_noun:
            name = (
                re.sub(rf"{re.escape(figure.text)}.*$", "", text[figures[index - 1].tail : figure.start])
                or self.run.base_noun
            )
            name = read_left(text, figures[index - 1].tail, figure.start, blanked).name or name
        if text.startswith(("每", "全面"), figure.start) and right.name:
            name = right.name
            if figure.text.startswith("全面"):
                doubts.append("说的是一种办法，要定怎样算全部做到")
        if figure.text.startswith("全部") and name:
            done = figure.text.removeprefix("全部")
            name = re.sub(r"（[^（）]*除外[^（）]*）", "", name)
            name = f"{name}{done}{right.name}" if right.name or done not in _PLAIN_DONE else name
        if run_last := self.run.last:
            if name and len(name) <= 4 and _PLACE_WORD.search(name) and run_last.start >= sentence.start:
                inherited.append("名称承前")
                self.run.scope = self.run.scope or ScopeSpan(left.start, left.end, (name,))
                name = re.sub(r"(?:建成|覆盖|建设|普及)率$", "", run_last.name)
        if not name or re.fullmatch(r"[\s、和]*", name):
            name = self._from_before(sentence, clause, figure, left, inherited)
        if not name and right.name:
            name = right.name
        if not name:
            doubts.append("没有读出名称")
        self._add(name, figure, sentence, clause, left, marks, inherited, doubts)

    def _no_promise(self, figure: Mention, right: Right) -> bool:
        if figure.text.startswith("全部"):
            return right.of or bool(re.match(r"(?:任务|工作|目标)$", right.name))
        return (
            bool(
                re.match(
                    r"(?:示范|街道|县|村|试点|工作|巡察|检查|排查|监管|管理|体系|行动|机制|成果|网络|格局|任务|要求|目标|水平|工程|质量|制度|服务体系|式)",
                    right.name,
                )
            )
            and not right.of
        ) or (right.of and len(right.name) > 1 and not re.match(r"目标", right.name))

    # -- the target ----------------------------------------------------------------------------------------------

    def _add(
        self,
        name: str,
        figure: Mention,
        sentence: SentenceSpan,
        clause: ClauseSpan,
        left: Left,
        marks: list[DateMark],
        inherited: list[str],
        doubts: list[str],
    ) -> None:
        text, run, setting = self.text, self.run, self.setting
        figure.sort, figure.why = "target", "目标"
        due, basis, dues = self._due(figure, clause, marks, left.start)
        scope = run.scope
        names = scope.names if scope and (scope.start < figure.start or scope.each) else ()
        kind = "count"
        unit = figure.unit
        time = left.time or self._time_after(figure, clause)
        if figure.shape is MentionShape.NONE:
            kind, unit = "redline", ""
        elif figure.shape is MentionShape.ALL or (figure.shape is MentionShape.PERCENT and left.mode == "level"):
            kind = "ratio"
        elif left.round and left.time and unit.split("/")[0] in MONEY:
            due, basis, dues = f"每{_period(left.time)}", "explicit", ()
            unit = f"{unit}/{_period(left.time)}"
        elif time and unit in ("次", "场", "期", "场次", "轮", "遍", "批", "回"):
            kind = "recurring"
            due, basis, dues = f"每{_period(time)}", "explicit", ()
            unit = f"{unit}/{_period(time)}"
        elif unit.split("/")[0] in MONEY and (time or left.who):
            unit = "/".join([unit, "·".join(filter(None, [left.who, _period(time) if time else ""]))])
        elif time:
            unit = f"{unit}/{_period(time)}"
        elif run.per_unit and figure.shape is MentionShape.COUNT:
            unit = f"{unit}/{run.per_unit}"
        elif names and scope and scope.each and "/" not in unit:
            unit = f"{unit}/{names[0].lstrip('每各个一')}"
        target = Promise(
            line=setting.line, start=figure.start, end=figure.end, name=_tidy(name), op=left.op, mode=left.mode, figure=figure,
            unit=unit, due=due, due_basis=basis, dues=dues, scope=names, each=bool(scope and scope.each and names),
            open_scope=bool(scope and scope.open and names), firm=self._firm(clause, figure), kind=kind, section=setting.section,
            title=setting.title, text=figure.text, words=text[clause.start : clause.end], inherited=inherited, doubts=doubts,
            tense=setting.tense, signals=setting.signals, clause=(clause.start, clause.end),
            said=_said(text, left, figure), verb=left.verb,
        )  # fmt: skip
        self.targets.append(target)
        run.last = target

    def _time_after(self, figure: Mention, clause: ClauseSpan) -> str:
        head = self.text[clause.start : figure.start]
        found = re.findall(r"每(?:个)?(月|季度?|年度?|半年|周|天|日|学期|旬|[两二三四五][年周]|[两二三四五]个月)", head)
        return found[-1] if found else ""


def _completed(name: str, last: str, subject: str) -> str:
    """占…比重 has the subject before it; 自治区级 the noun of 国家级…企业."""
    if name.startswith("占") and subject and not last.startswith("占"):
        return f"{subject}{name}"
    if (
        len(name) <= 5
        and name.endswith("级")
        and (rank := re.match(r"[一-鿿]{1,3}级", last))
        and len(last) > rank.end()
    ):
        return f"{name}{last[rank.end() :]}"
    return name


def _done_by_share(name: str) -> str:
    """三分之二的社区要建立议事制度: what they do is measured, who they are is the base."""
    modal = re.search(r"[要应须均都](?=[一-鿿])", name[1:])
    if modal:
        return name[modal.end() + 1 :]
    for at in range(1, len(name) - 2):
        verb = lexicon("actions").starting(name, at) or ("建有" if name.startswith("建有", at) else "")
        if len(verb) > 1:
            return name[at:]
    return name


def _said(text: str, left: Left, figure: Mention) -> str:
    """达到70%以上: the words from the bound in front to the one behind."""
    begin = left.end if 0 < figure.start - left.end <= 16 else figure.start
    return re.sub(r"[，、；]", "", text[begin : figure.tail]).strip()


def _period(time: str) -> str:
    return {"季度": "季", "年度": "年", "月均": "月", "季均": "季", "日均": "日", "星期": "周"}.get(time, time)


def _clean(text: str) -> str:
    return re.sub(r"[\s，。；：、]", "", text)


def _tidy(name: str) -> str:
    name = name.strip(" 　、，；：的")
    if name.count("（") > name.count("）") and name.endswith(("（",)):
        name = name[:-1]
    return name[:60]
