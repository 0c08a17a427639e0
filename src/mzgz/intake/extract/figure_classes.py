"""Figures of a plan that are no targets, and why: scores, ages, thresholds, baselines, sizes, lengths of time, counts of headings."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.non_counting_digits import FigureMention
from mzgz.intake.extract.non_target_conditions import aided, baseline, rated, score, threshold, vague
from mzgz.intake.extract.non_target_counts import (
    after_headings,
    copies,
    enumeration,
    lone,
    rank,
    where,
)
from mzgz.intake.extract.non_target_existing import priced, standing
from mzgz.intake.extract.non_target_in_care import in_care
from mzgz.intake.extract.non_target_measures import age, attribute, effect, in_rate, length, size
from mzgz.intake.extract.phrase_parts import Left


def sort_in_plan(
    text: str, figure: FigureMention, left: Left, right: str, clause: tuple[int, int], sentence: str
) -> tuple[str, str]:
    """The class of a figure that is no target and the reason in Chinese; two empty strings for one that may be a target."""
    head, tail = text[clause[0] : figure.start].rstrip(" \u3000"), text[figure.end : clause[1]]
    for rule in _RULES:
        if answer := rule(figure, left, right, head, tail, sentence):
            return answer
    return "", ""


_RULES: Final = (
    copies,
    where,
    after_headings,
    rank,
    vague,
    aided,
    rated,
    in_rate,
    score,
    effect,
    age,
    baseline,
    attribute,
    length,
    enumeration,
    threshold,
    size,
    lone,
    priced,
    standing,
    in_care,
)
