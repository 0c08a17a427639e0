"""A paragraph of a plan explained: its tense and why, each figure with its class, each target with what it took from where."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.formats.terminal.text_width import printable, wrap
from mzgz.intake.extract.class_words import CLASS_WORDS
from mzgz.intake.extract.drafted_goal import drafted_goal
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.intake.extract.plan_lines import PlanLine
from mzgz.intake.extract.promise import Promise

_OPS = {
    "eq": "等于",
    "ge": "不低于",
    "gt": "高于",
    "le": "不高于",
    "lt": "低于",
    "approx": "左右",
    "range": "区间",
    "all": "全部",
    "zero": "没有",
    "none": "",
}
_MODES = {
    "level": "",
    "growth": "增长",
    "fall": "下降",
    "rise_pp": "提高",
    "fall_pp": "降低",
    "add": "增加",
    "times": "倍数",
}


def explanation(line: PlanLine, columns: int = 78) -> Iterator[str]:
    """The lines to print; nothing of the paragraph is left out."""
    yield f"第{line.block.line}段" + (f"  {line.section}" if line.section else "")
    yield from (f"  {part}" for part in wrap(printable(line.block.text.strip()), columns - 2))
    yield ""
    yield f"说的是{line.stand.tense}：{printable(line.stand.because)}"
    for place, sentence in enumerate(line.sentences):
        own = line.tenses[place] if place < len(line.tenses) else line.stand
        if own.tense is not line.stand.tense:
            yield f"  其中“{printable(line.block.text[sentence.start : sentence.start + 12])}…”说的是{own.tense}：{printable(own.because)}"
    yield ""
    if line.figures:
        yield "数："
    for figure in sorted(line.figures, key=lambda figure: figure.start):
        words = line.block.text[figure.start : figure.tail if figure.shape is not MentionShape.NAME else figure.end]
        yield from _wrapped(
            f"{printable(words)}：{CLASS_WORDS.get(figure.sort, figure.sort)}"
            + (f"（{printable(figure.why)}）" if figure.why else ""),
            columns,
        )
    for promise in sorted((*line.promises, *line.duties), key=lambda promise: promise.start):
        yield ""
        yield from _promise(promise, columns)


def _promise(promise: Promise, columns: int) -> Iterator[str]:
    yield f"[{promise.confidence}] {printable(promise.name)}"
    figure = (
        "" if promise.figure is None else f"{_MODES.get(promise.mode, '')}{_bound(promise)} {printable(promise.text)}"
    )
    scope = f"；范围 {printable(promise.scope_text)}" if promise.scope else ""
    yield from _wrapped(f"{figure + '；' if figure else ''}期限 {promise.due}（{_basis(promise)}）{scope}", columns)
    for origin in promise.inherited:
        yield from _wrapped(f"推断：{printable(origin)}", columns)
    for doubt in promise.doubts:
        yield from _wrapped(f"要定：{printable(doubt)}", columns)


def _bound(promise: Promise) -> str:
    """不低于, 左右; of a bare number what the draft takes it for."""
    goal = drafted_goal(promise)
    if goal.proposed:
        return "（只写了数，按不低于）" if goal.text.startswith(">=") else "（只写了数，按不高于）"
    return _OPS.get(promise.op, promise.op)


def _basis(promise: Promise) -> str:
    return {"explicit": "写明", "inherited": "承前承后", "ambiguous": "有歧义", "section": "按本栏"}.get(
        promise.due_basis, "按年度"
    )


def _wrapped(text: str, columns: int) -> Iterator[str]:
    return (f"  {part}" for part in wrap(text, columns - 2))
