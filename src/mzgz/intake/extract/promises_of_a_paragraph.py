"""One paragraph of a plan read from left to right: each figure sorted, each promise with what it inherits on the way."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.clause_due import close_paragraph, meet_dates, reach_back
from mzgz.intake.extract.clause_scope import goes_on_doing, keeper_of, led_by, opens_at, scope_of
from mzgz.intake.extract.clauses_in_text import SentenceSpan
from mzgz.intake.extract.clauses_of_past import tells_of_past
from mzgz.intake.extract.figure_bound import by_width, mode_of, operator_of
from mzgz.intake.extract.figure_name import figure_name
from mzgz.intake.extract.figure_phrase import read_left, share_left
from mzgz.intake.extract.figures_before import (
    all_done,
    meet_aside,
    meet_part,
    meet_place,
    meet_works,
    of_back_then,
    told_in_brackets,
)
from mzgz.intake.extract.figures_set_aside import HOW_LARGE, set_aside
from mzgz.intake.extract.marked_paragraph import FigureSpot, MarkedParagraph, Setting, TextFlow
from mzgz.intake.extract.name_boundaries import BLANK
from mzgz.intake.extract.name_lists import joined, names_of, parts_of, spread, tied_figures
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.non_target_measures import describes
from mzgz.intake.extract.phrase_after_figure import read_right
from mzgz.intake.extract.phrase_parts import Left, Right
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.promise_builder import promise_of
from mzgz.intake.extract.sentence_tenses import NOW_IN_BRACKETS, told_items
from mzgz.intake.extract.told_clauses import only_tells, told_behind, told_clause
from mzgz.intake.extract.unit_names import ScopeSpan, are_units, is_kind
from mzgz.intake.extract.worded_figure_names import worded_promise
from mzgz.language.pattern_search import expression

_RATE_OF: Final = expression(r"(?:覆盖|发放|保障|达标|完成)?率$")
_CITED: Final = expression(r"(?<!实现)(?<!完成)(?<!确保)(?<!达到)“[^“”]{6,80}”的?(?:总?要求|任务|部署|规定|精神|指示)")
_TWO: Final = 2
_SHARED_END: Final = "名称的后半取自并列的最后一项"


class ParagraphReader:
    """Reads one paragraph; the promises and the sorts of the figures are its result."""

    def __init__(self, paragraph: MarkedParagraph, setting: Setting) -> None:
        self._paragraph, self._setting = paragraph, setting
        self._flow = TextFlow()
        self._promises: list[Promise] = []
        self._begun = 0
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
        begun, item, past, self._begun = len(self._promises), 0, False, sentence.start
        text = self._paragraph.text
        counted = bool(self._paragraph.figures_in(sentence.start, sentence.end))
        items = text[sentence.start : sentence.end].split("；") if counted and sentence.clauses[-1].item else []
        told, ends = told_items(items), {one.item: one.end for one in sentence.clauses}
        aside: tuple[str, str] | None = None
        words = text[sentence.start : sentence.end]
        whole = counted and (
            (told_behind(words) and ("threshold", "规定、标准里的数"))
            or (only_tells(words) and ("past", "整句说的是情况"))
        )
        for place, clause in enumerate(sentence.clauses):
            opens = bool(told) and (not place or clause.item != item)
            if counted:
                start = self._paragraph.words_at(clause.start)
                before = aside if clause.item == item else None
                aside = whole or told_clause(
                    NOW_IN_BRACKETS.sub("", text[start : clause.end]).strip(),
                    text[clause.end : ends[clause.item]],
                    before,
                )
                past = (opens and told[min(clause.item, len(told) - 1)]) or tells_of_past(
                    self._paragraph, start, clause.end, past=past and not opens
                )
            if aside or past:
                held = self._paragraph.figures_in(clause.start, clause.end)
                for figure in held:
                    figure.sort, figure.why = aside or ("past", "说的是往年")
                if not held:
                    flow.led = led_by(self._paragraph, clause, self._setting.known) or flow.led
                item = clause.item if aside else item
                continue
            if clause.item != item:
                item, begun = clause.item, len(self._promises)
            self._clause(sentence, place, begun, keeper, first=first and place == 0)

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
                (
                    one.start
                    for one in figures[index + 1 :]
                    if not (describes(self._paragraph.text, one) or (one.behind and one.start == figure.tail))
                ),
                clause.end,
            )
            spot = FigureSpot(
                self._paragraph, self._setting, flow, sentence, place, figures, index, begin, limit, marks, blanks
            )
            begin = max(begin, figure.tail) if figure.spread else self._figure(spot)

    def _figure(self, spot: FigureSpot) -> int:
        """Read one figure; where the words for the next one begin."""
        figure = spot.figure
        scope = spot.flow.scope
        if scope and not scope.each and scope.start < figure.start < scope.end:
            figure.sort, figure.why = "existing", "前面写明的几个单位"  # 东沟、西洼、北岗3个村
            return scope.end
        if self._cited(figure):
            figure.sort, figure.why = "baseline", "引用的要求"
            return figure.tail
        if told_in_brackets(spot):
            figure.sort, figure.why = "past", "括号里说的是现状"
            return figure.tail
        meet_aside(spot)
        meet_place(spot)
        meet_part(spot, self._promises)
        if figure.shape in (MentionShape.ALL, MentionShape.NONE):
            meet_works(spot, self._promises)
            self._keep(worded_promise(spot))
            all_done(self._promises, self._begun)
            return figure.tail
        if spot.index and figure.behind and spot.figures[spot.index - 1].tail == figure.start:
            figure.sort, figure.why = "threshold", HOW_LARGE  # 210个50户以上连片村寨
            return figure.tail
        left = read_left(spot.text, spot.begin, figure.start, spot.blanks)
        right = read_right(spot.text, figure.tail, spot.limit)
        if spot.head.lstrip(BLANK) == "其中" and spot.paragraph.dates_in(right.start, right.start + 1):
            right = right._replace(end=right.start, name="")  # 其中1处7月底前开业: what is done by a day names nothing
        if figure.shape in (MentionShape.PERCENT, MentionShape.TIMES) and spot.head.endswith("的"):
            left = share_left(spot.text, spot.clause.start, figure.start, spot.blanks) or left
        left.op = operator_of(figure, left, spot.text)
        left.mode = by_width(spot.text, figure) or mode_of(figure, left)
        left.op = "eq" if left.mode == "times" else left.op
        begin = set_aside(spot, left, right)
        if begin is None and of_back_then(spot):
            figure.sort, figure.why = "existing", "往年的数"
            return figure.tail
        return self._promise(spot, left, right) if begin is None else begin

    def _cited(self, figure: FigureMention) -> bool:
        """按照“占比不低于55%”的部署: what others have asked for, in quotes."""
        if self._quotes is None:
            self._quotes = [match.span() for match in _CITED.finditer(self._paragraph.text)]
        return any(start <= figure.start < end for start, end in self._quotes)

    def _promise(self, spot: FigureSpot, left: Left, right: Right) -> int:
        figure = spot.figure
        name, begin = figure_name(spot, left, right)
        if figure.unit and not figure.known:
            spot.doubts.append(f"单位“{figure.unit}”没有见过")
        if not name:
            spot.doubts.append("没有读出名称")
        tied = tied_figures(spot.text, spot.clause.start, spot.figures[spot.index :], left.spread)
        if len(tied) > 1 and (names := spread(name, len(tied))):
            if left.change and left.verb and names[0] not in spot.text:
                names[0] = left.verb + parts_of(name)[0]  # 接待游客、旅游收入分别增长8%、10%
            self._tied(spot, tied, names, left)
            return max(tied[-1].tail, begin)
        scope = spot.flow.scope
        if len(tied) > 1 and scope and len(scope.names) == len(tied):
            for place, number in zip(scope.names, range(len(tied)), strict=True):
                spot.flow.scope = ScopeSpan(scope.start, scope.end, (place,))
                self._tied(spot, tied[number : number + 1], [name], left)
                if number + 1 < len(tied):
                    spot.move_on()
                tied[number].spread = number > 0
            return max(tied[-1].tail, begin)
        if len(tied) > 1 and (names := self._of_those(spot, name, len(tied))):
            self._tied(spot, tied, names, left)
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
        if scope and scope.each and left.bound and last and last.each and is_kind(name):
            spot.scope, name = ScopeSpan(left.start, left.end, (f"每个{name}",), each=True), last.name
            spot.inherited.append("名称承前")  # 每个城市社区不少于10个、农村社区不少于5个
        for one in names_of(name, left, figure, spot.doubts):
            if one != name and one not in spot.text:
                spot.inherited = [note for note in spot.inherited if note != _SHARED_END] + [_SHARED_END]
            self._keep(promise_of(spot, one, left))
        return begin

    def _of_those(self, spot: FigureSpot, name: str, count: int) -> list[str]:
        """甲补贴、乙补贴覆盖率均100%，补贴标准分别提高到…: of the things that one figure before was said of, or of the
        measures before where it names none; else nothing."""
        before = self._promises[-count:]
        if len(before) < count or before[0].start < spot.sentence.start:
            return []
        if spot.inherited[-1:] == ["名称承前"] and before[0].clause[1] <= spot.clause.start:
            return [one.name for one in before]  # 接待游客1200万人次、实现旅游收入110亿元，分别增长15%和18%
        if len({one.start for one in before}) > 1 or not name:
            return []
        spot.inherited.append("名称前半承前")
        return [joined(_RATE_OF.sub("", one.name), name) for one in before]

    def _tied(self, spot: FigureSpot, figures: list[FigureMention], names: list[str], left: Left) -> None:
        """甲、乙覆盖率分别达到80%、65%以上: one promise a figure; the last bound reaches back."""
        for step, (figure, name) in enumerate(zip(figures, names, strict=True)):
            figure.behind = figure.behind or figures[-1].behind
            left.op, left.mode = operator_of(figure, left, spot.text), mode_of(figure, left)
            if step:
                spot.move_on()
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


def _days(spot: FigureSpot) -> list[str]:
    """6月底、9月底分别达到50%、75%: the days before the first figure, in order."""
    return [mark.due.isoformat() for mark in spot.marks if mark.end <= spot.figure.start and mark.due]
