"""One paragraph of a plan read from left to right: each figure sorted, each promise with what it inherits on the way."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.clause_due import close_paragraph, meet_dates, reach_back
from mzgz.intake.extract.clause_scope import goes_on_doing, keeper_of, led_by, opens_at, scope_of
from mzgz.intake.extract.clauses_in_text import ClauseSpan, SentenceSpan
from mzgz.intake.extract.deadlines import DateRole
from mzgz.intake.extract.figure_bound import by_width, mode_of, operator_of
from mzgz.intake.extract.figure_classes import sort_in_plan
from mzgz.intake.extract.figure_name import figure_name
from mzgz.intake.extract.figure_phrase import read_left, share_left
from mzgz.intake.extract.figure_scan import SIZES
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import FigureSpot, MarkedParagraph, Setting, TextFlow
from mzgz.intake.extract.name_lists import names_of, parts_of, spread, tied_figures
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.non_target_counts import EACH_ONE
from mzgz.intake.extract.non_target_existing import ONE_BY_ONE, existing_base, in_these
from mzgz.intake.extract.non_target_measures import describes, extent_of
from mzgz.intake.extract.non_target_parts import goes_with
from mzgz.intake.extract.phrase_after_figure import read_right
from mzgz.intake.extract.phrase_parts import Left, Right
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.promise_builder import promise_of
from mzgz.intake.extract.sentence_tenses import told_items
from mzgz.intake.extract.unit_names import ScopeSpan, are_units, named
from mzgz.intake.extract.worded_figure_names import worded_promise

_STILL_PLANNED: Final = re.compile(r"的?基础上|要|确保|力争")
_PLANS: Final = re.compile(r"要|将|力争|确保|计划|拟|我们要|再")
_WHAT_WE_ARE: Final = re.compile(
    r"我[省市县区旗盟州](?:是|有|拥有|现有|共有)|全[省市县区旗盟州局系统](?:有|拥有|现有|共有)"
)
_EACH_OF_THEM: Final = re.compile(r"[一-鿿（）]{1,6}各(?=[一-鿿])")
"""8个乡镇各储备编织袋: the name begins behind."""
_PLACE_AHEAD: Final = re.compile(r"[一-鿿]{1,5}[区县市旗镇乡](?=20[0-9]{2}年)")
_AS_IT_IS: Final = re.compile(
    r"(?:其中)?(?:现)?已(?!经?成年)|目前|现有|现已|截[至止](?!今年|年底)|去年(?!同期)|上年末?(?:为|达|有|共)"
)
"""Words that open a clause on how things stand."""
_ASKS_OTHERS: Final = re.compile(
    r"(?:恳请|提请|商请|请求|建请|敬请|(?<![申邀聘邀宴])请(?!示|假|柬|大家|同志|务必|认真|各|相关|有关))[^，。；各]{1,14}?"
    r"(?:安排|增加|支持|协调|帮助|给予|解决|倾斜|追加|核增|调剂|拨付|批准|批复|研究)"
)
"""请区财政安排800万元, 征地27亩问题请国土部门支持: what is asked of others is no promise of one's own."""
_OF_WHAT: Final = re.compile(r"(?:总|计划|估算)?(?:投资|建筑面积|占地|用地|面积)[一-鿿]{0,4}$")
"""抓好总投资58亿元的15个重大项目: an attribute of what is counted next."""
_KEEPS_WORDS: Final = ("duration", "enumeration", "size", "slogan")
"""Classes of figures that may stand inside the name of the next one: its words begin before them."""
_ON_TOP: Final = re.compile(r"([^，。；0-9]{2,12}?)的?(?:基础|基数)上")
"""已建成60个站点的基础上再建40个: what the first number counts."""
_AT: Final = re.compile(r"[、和及]?[在由]")
_CITED: Final = re.compile(r"(?<!实现)(?<!完成)(?<!确保)(?<!达到)“[^“”]{6,80}”的?(?:总?要求|任务|部署|规定|精神|指示)")
_SHARED_END: Final = "名称的后半取自并列的最后一项"
_HOW_LARGE: Final = "后面事物的规模"
_MANY: Final = 10_000
_FAR: Final = 120
"""As far back as a bracket is looked for."""


class ParagraphReader:
    """Reads one paragraph; the promises and the sorts of the figures are its result."""

    def __init__(self, paragraph: MarkedParagraph, setting: Setting) -> None:
        self._paragraph, self._setting = paragraph, setting
        self._flow = TextFlow()
        self._promises: list[Promise] = []
        self._quotes: list[tuple[int, int]] | None = None

    def read(self, wanted: list[bool]) -> list[Promise]:
        """The promises of the sentences that speak of the plan; `wanted` holds one answer a sentence."""
        for number, sentence in enumerate(self._paragraph.sentences):
            if wanted[number]:
                self._sentence(sentence, first=number == 0)
        close_paragraph(self._paragraph, self._promises)
        return self._promises

    def _sentence(self, sentence: SentenceSpan, *, first: bool) -> None:
        flow = self._flow
        flow.front, flow.base_noun, flow.subject, flow.outer, flow.led = None, "", "", None, None
        keeper = keeper_of(
            self._setting.title, self._paragraph.text, opens_at(self._paragraph, sentence.clauses[0]), sentence.end
        )
        begun, item, past, asked = len(self._promises), 0, False, False
        items = self._paragraph.text[sentence.start : sentence.end].split("；") if sentence.clauses[-1].item else []
        told = told_items(items)
        for place, clause in enumerate(sentence.clauses):
            opens = bool(told) and (not place or clause.item != item)
            asked = _ASKS_OTHERS.search(self._paragraph.text, clause.start, clause.end) is not None or (
                asked and clause.item == item
            )
            if asked:
                for figure in self._paragraph.figures_in(clause.start, clause.end):
                    figure.sort, figure.why = "request", "请别的单位办的事"
                continue
            past = (opens and told[min(clause.item, len(told) - 1)]) or self._turns(clause, past=past and not opens)
            if past:
                for figure in self._paragraph.figures_in(clause.start, clause.end):
                    figure.sort, figure.why = "past", "说的是往年"
                continue
            if clause.item != item:
                item, begun = clause.item, len(self._promises)
            self._clause(sentence, place, begun, keeper, first=first and place == 0)

    def _turns(self, clause: ClauseSpan, *, past: bool) -> bool:
        """去年…达到35万户，今年要新增30万户: a clause that opens with an earlier year tells of it, until one that does not."""
        listed = (one.end for one in self._paragraph.named_in(clause.start, clause.start + 2) if one.sort == "listno")
        words = self._paragraph.text[next(listed, clause.start) : clause.end].lstrip(" 　、")
        start = clause.end - len(words)
        lead = next(iter(self._paragraph.dates_in(start, start + 1)), None)
        if lead is None and (place := _PLACE_AHEAD.match(words)):
            lead = next(iter(self._paragraph.dates_in(start + place.end(), start + place.end() + 1)), None)
            lead = lead if lead and lead.role is DateRole.PAST else None
        if lead and lead.role is DateRole.PAST and not _STILL_PLANNED.search(words):
            return True
        if _WHAT_WE_ARE.match(words) or (_AS_IT_IS.match(words) and not _PLANS.search(words)):
            return True
        return past and not (lead or _PLANS.match(words))

    def _clause(self, sentence: SentenceSpan, place: int, begun: int, keeper: ScopeSpan | None, *, first: bool) -> None:
        flow, clause = self._flow, sentence.clauses[place]
        marks = meet_dates(self._paragraph, clause, flow, self._setting, first=first)
        figures = self._paragraph.figures_in(clause.start, clause.end)
        if not figures:
            reach_back(self._paragraph, clause, self._promises[begun:])
            flow.led = led_by(self._paragraph, clause, self._setting.known) or flow.led
            return
        before = flow.scope if flow.last and flow.last.start >= sentence.start else None
        flow.scope = scope_of(self._paragraph, clause, self._setting.known, before)
        if flow.scope is None and flow.led and goes_on_doing(self._paragraph, clause):
            flow.scope = flow.led
        flow.scope = flow.scope or keeper
        blanks = self._paragraph.blanks_in(clause.start, clause.end)
        blanks += [(flow.scope.start, flow.scope.end)] if flow.scope else []
        begin = clause.start
        for index, figure in enumerate(figures):
            limit = next(
                (one.start for one in figures[index + 1 :] if not describes(self._paragraph.text, one)), clause.end
            )
            spot = FigureSpot(
                self._paragraph, self._setting, flow, sentence, place, figures, index, begin, limit, marks, blanks
            )
            begin = max(begin, figure.tail) if figure.spread else self._figure(spot)

    def _figure(self, spot: FigureSpot) -> int:
        """Read one figure; where the words for the next one begin."""
        figure = spot.figure
        if self._cited(figure):
            figure.sort, figure.why = "baseline", "引用的要求"
            return figure.tail
        self._meet_aside(spot)
        self._meet_place(spot)
        self._meet_part(spot)
        if figure.shape in (MentionShape.ALL, MentionShape.NONE):
            self._keep(worded_promise(spot))
            return figure.tail
        left = read_left(spot.text, spot.begin, figure.start, spot.blanks)
        right = read_right(spot.text, figure.tail, spot.limit)
        if figure.shape in (MentionShape.PERCENT, MentionShape.TIMES) and spot.head.endswith("的"):
            left = share_left(spot.text, spot.clause.start, figure.start, spot.blanks) or left
        left.op = operator_of(figure, left, spot.text)
        left.mode = by_width(spot.text, figure) or mode_of(figure, left)
        left.op = "eq" if left.mode == "times" else left.op
        begin = self._set_aside(spot, left, right)
        return self._promise(spot, left, right) if begin is None else begin

    def _cited(self, figure: FigureMention) -> bool:
        """按照“占比不低于55%”的部署: what others have asked for, in quotes."""
        if self._quotes is None:
            self._quotes = [match.span() for match in _CITED.finditer(self._paragraph.text)]
        return any(start <= figure.start < end for start, end in self._quotes)

    def _meet_aside(self, spot: FigureSpot) -> None:
        """新增床位1200张（其中护理型占比60%），全部开工: what a bracket holds is named by nothing after it."""
        flow, start = self._flow, max(spot.sentence.start, spot.figure.start - _FAR)
        inside = spot.text.rfind("（", start, spot.figure.start) > spot.text.rfind("）", start, spot.figure.start)
        if inside and flow.outer is None:
            flow.outer = flow.last
        elif not inside and flow.outer is not None:
            flow.last, flow.outer = flow.outer, None

    def _meet_part(self, spot: FigureSpot) -> None:
        """新建设施18座，新增库容1.5万吨，其中甲乡4座: a part is of the whole counted alike, not of what stands nearest."""
        last = self._flow.last
        apart = spot.place > 0 and spot.text[slice(*_span(spot.sentence.clauses[spot.place - 1]))].strip() == "其中"
        inside = spot.head.lstrip(" \u3000").startswith("其中") or apart
        inside = inside and spot.figure.shape is MentionShape.COUNT
        if not inside or last is None or last.figure is None or last.figure.unit == spot.figure.unit:
            return
        for one in reversed(self._promises):
            if one.start < spot.sentence.start:
                return
            if one.figure and one.figure.unit == spot.figure.unit:
                self._flow.last = one
                return

    def _meet_place(self, spot: FigureSpot) -> None:
        """在甲镇新建5公里、在乙镇新建8公里: a place named for a later figure of the clause replaces the first."""
        before = self._flow.scope
        known = spot.text.startswith(tuple(self._setting.known), spot.begin + 1) if self._setting.known else False
        if not spot.index or before is None or before.each or not (known or _AT.match(spot.text, spot.begin)):
            return
        if here := named(spot.text, spot.begin, spot.figure.start, self._setting.known):
            self._flow.scope = here
            spot.blanks.append((here.start, here.end))

    def _set_aside(self, spot: FigureSpot, left: Left, right: Right) -> int | None:
        """Where the next words begin after a figure that is no target; None for one that is."""
        figure = spot.figure
        figure.sort, figure.why = goes_with(spot, left)
        if figure.sort:
            return figure.tail
        span = (spot.clause.start, spot.clause.end)
        if spot.following and extent_of(spot.text, figure, spot.following, left):
            figure.sort, figure.why = "threshold", _HOW_LARGE
            return self._begin_after(spot, left)
        figure.sort, figure.why = sort_in_plan(
            spot.text, figure, left, right.name, span, spot.text[spot.sentence.start : spot.sentence.end]
        )
        if figure.sort:
            if figure.sort == "existing" and right.name:
                spot.flow.base_noun = ONE_BY_ONE.split(right.name)[0]
            return self._begin_after(spot, left)
        if spot.following and in_these(spot.text, figure, spot.following, left):
            figure.sort, figure.why = "existing", "已有的事物，后面另有要求"
            return spot.following.start
        if existing_base(spot.text, figure, spot.following, left, right):
            figure.sort, figure.why = "existing", "已有的事物，后面另有要求"
            spot.flow.base_noun = right.name
            return spot.begin if left.name else figure.tail
        bare = figure.shape is MentionShape.BARE and not (right.name and _listed_many(spot))
        if bare and not _bare_counts(figure, left, right):
            figure.sort, figure.why = "figure", "没有量词的数"
            return spot.begin
        return None

    def _begin_after(self, spot: FigureSpot, left: Left) -> int:
        figure = spot.figure
        of_it = spot.text.startswith("的", figure.tail) and spot.following is not None
        if (
            figure.sort in ("money", "size")
            and of_it
            and (whole := _OF_WHAT.search(spot.text, spot.begin, figure.start))
        ):
            spot.blanks.append((whole.start(), figure.tail + 1))
            return spot.begin
        if figure.sort == "baseline":
            origin = max(
                spot.text.rfind("由", spot.begin, figure.start), spot.text.rfind("从", spot.begin, figure.start)
            )
            spot.blanks.append((origin if origin >= spot.begin else figure.start, figure.tail))
            if based := _ON_TOP.match(spot.text, figure.tail, spot.clause.end):
                spot.flow.base_noun = based[1]
                return based.end()
            return spot.begin
        if figure.sort == "existing" and (each := _EACH_OF_THEM.match(spot.text, figure.tail, spot.clause.end)):
            return each.end()
        if figure.why == EACH_ONE or (figure.why == _HOW_LARGE and figure.unit in SIZES):
            spot.blanks.append((figure.start, figure.tail))
            return spot.begin
        if figure.sort in ("in_name", "threshold") or (figure.sort in _KEEPS_WORDS and left.name):
            return spot.begin
        return figure.tail

    def _promise(self, spot: FigureSpot, left: Left, right: Right) -> int:
        figure = spot.figure
        name, begin = figure_name(spot, left, right)
        if figure.unit and not figure.known:
            spot.doubts.append(f"单位“{figure.unit}”没有见过")
        if not name:
            spot.doubts.append("没有读出名称")
        tied = tied_figures(spot.text, spot.clause.start, spot.figures[spot.index :], left.spread)
        if len(tied) > 1 and (names := spread(name, len(tied))):
            self._tied(spot, tied, names, left)
            return max(tied[-1].tail, begin)
        scope = spot.flow.scope
        if len(tied) > 1 and scope and len(scope.names) == len(tied) and name:
            for place, number in zip(scope.names, range(len(tied)), strict=True):
                spot.flow.scope = ScopeSpan(scope.start, scope.end, (place,))
                self._tied(spot, tied[number : number + 1], [name], left)
                spot.index += number + 1 < len(tied)
                tied[number].spread = number > 0
            return max(tied[-1].tail, begin)
        if len(tied) > 1 and len(days := _days(spot)) == len(tied):
            self._tied(spot, tied, [name] * len(tied), left)
            for promise, day in zip(self._promises[-len(tied) :], days, strict=True):
                promise.due, promise.due_basis = day, "explicit"
            return max(tied[-1].tail, begin)
        last = spot.flow.last
        if left.spread == "各" and last and last.start >= spot.sentence.start and are_units(parts := parts_of(name)):
            spot.scope, name = ScopeSpan(left.start, left.end, tuple(parts)), last.name
            spot.inherited.append("名称承前")
        for one in names_of(name, left, figure, spot.doubts):
            if one != name and one not in spot.text:
                spot.inherited = [note for note in spot.inherited if note != _SHARED_END] + [_SHARED_END]
            self._keep(promise_of(spot, one, left))
        return begin

    def _tied(self, spot: FigureSpot, figures: list[FigureMention], names: list[str], left: Left) -> None:
        """甲、乙覆盖率分别达到80%、65%以上: one promise a figure; the last bound reaches back."""
        for step, (figure, name) in enumerate(zip(figures, names, strict=True)):
            figure.behind = figure.behind or figures[-1].behind
            left.op, left.mode = operator_of(figure, left, spot.text), mode_of(figure, left)
            spot.index += step > 0
            shared = name and name not in spot.text
            spot.inherited = [note for note in spot.inherited if note != _SHARED_END] + (
                [_SHARED_END] if shared else []
            )
            self._keep(promise_of(spot, name, left))
            figure.spread = step > 0

    def _keep(self, promise: Promise | None) -> None:
        if promise is not None:
            self._promises.append(promise)
            self._flow.last = promise


def _listed_many(spot: FigureSpot) -> bool:
    """促进12万困难人员就业、4万农村劳动力参保: a large number right behind another one that is promised."""
    before = spot.figures[spot.index - 1] if spot.index else None
    alike = before is not None and before.sort == "target" and before.shape is spot.figure.shape
    return alike and spot.figure.value >= _MANY and spot.text[spot.figure.start - 1] in "、和及"


def _days(spot: FigureSpot) -> list[str]:
    """6月底、9月底分别达到50%、75%: the days before the first figure, in order."""
    return [mark.due.isoformat() for mark in spot.marks if mark.end <= spot.figure.start and mark.due]


def _span(clause: ClauseSpan) -> tuple[int, int]:
    return clause.start, clause.end


_BROUGHT: Final = ("惠及", "受益", "带动", "吸引", "覆盖", "服务", "辐射", "超过")
"""Verbs whose number is what comes of a work: 惠及20万群众."""


def _bare_counts(figure: FigureMention, left: Left, right: Right) -> bool:
    """Whether a number without a known unit is a goal: 系数降到0.3, 用户达到3500万, 开行300列, 为200万中小学生测评."""
    if figure.value >= _MANY and len(right.name) > 2 and not figure.unit and not left.name and not right.of:
        return bool(left.given or left.duty or (left.verb and left.verb not in _BROUGHT))
    if figure.unit and not figure.known:
        done = not figure.unit.startswith(("时", "点", "分", "岁")) and any(
            len(lexicon("actions").starting(left.name, at)) > 1 for at in range(len(left.name))
        )
        return bool(left.level or left.bound or left.verb or done or (left.name and len(figure.unit) == 1))
    if (
        figure.value >= _MANY
        and (left.level or left.bound or left.name.endswith(("人口", "人数", "用户")))
        and left.name
    ):
        return True
    return bool((left.level or left.bound or left.change) and lexicon("measure_name_endings").ending(left.name))
