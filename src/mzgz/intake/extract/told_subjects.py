"""What a sentence spoke of before it turned to the plan: the subject of a number told, without how it has been."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.figure_phrase import read_left
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.phrase_after_figure import read_right
from mzgz.language.pattern_search import expression


def told_of(spot: FigureSpot) -> str:
    """上半年护理型床位只增加了210张，…，下半年要再增加390张: what a number of the same unit was told of in the sentence, or nothing."""
    figure = spot.figure
    for other in reversed(spot.paragraph.figures_in(spot.sentence.start, spot.clause.start)):
        if other.sort == "past" and (other.shape, other.unit) == (figure.shape, figure.unit):
            clause = next(one for one in spot.sentence.clauses if one.start <= other.start < one.end)
            blanks = spot.paragraph.blanks_in(clause.start, clause.end)
            name = plain_subject(read_left(spot.text, clause.start, other.start, blanks).name)
            if name := name if len(name) > 1 else read_right(spot.text, other.tail, clause.end).name:
                return name
    return ""


def plain_subject(name: str) -> str:
    """What is spoken of, without how it has been: 低保标准 of 虽说低保标准连续三年提高."""
    name = _COUNTED.sub("", _DOING.sub("", _SO_FAR.sub("", name)))
    measure = _MEASURE.match(name)
    return measure[0] if measure else name


_COUNTED: Final = expression(r"^.*[0-9][个家所处座户名项件](?=[一-鿿]{2,}$)")
_SO_FAR: Final = expression(r"^(?:截至|截止|目前|现在|眼下|虽说|虽|尽管|但是?|全[市县区旗]|我[市县区旗]|还|仍)+")
_DOING: Final = expression(
    r"(?:(?:只|仅|才|已经?|就|新|又)*(?:[一-鿿]{1,2}了|有|是|为)|的?(?:只|仅|才|就|已)|已?(?:建成|开工|完成|达标|达到?))$"
)
_MEASURE: Final = expression(r"[一-鿿]{2,}?(?:标准|率|占比|比例|人数)(?=连续|逐年|年均|已|仍|比|较|一直|提高|下降)")
LACKS: Final = expression(r"[一-鿿]{1,8}(?:没有|缺少|尚无|还无)(?P<what>[一-鿿]{2,})")
"""目前还有21个村没有幸福院: what they lack is what is to be built."""
