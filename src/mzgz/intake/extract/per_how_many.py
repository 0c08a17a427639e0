"""What a count is per: 每千人口拥有医师3.2人、护士3.8人, for the first figure and for those that go on with it."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.language.pattern_search import expression

_PER: Final = expression(
    r"每(?P<base>(?:[一十百千万]+|[0-9]+)?(?:名|个|户|位|人|张|平方公里)?(?:城镇常住人口|城镇人口|城市人口|常住人口|户籍人口|户籍老年人|老年人口|老年人|老人|人口|儿童|学生|居民|户|人|农户|名))"
    r"(?:口)?(?:(?:平均)?(?:拥有|配备|配有|有|配))?"
)
_ALONE: Final = ("户", "人", "名", "村")


def meet_per(spot: FigureSpot) -> None:
    """每千人口拥有: note it for this figure and those after it in the clause."""
    found = list(_PER.finditer(spot.head))
    if found and found[-1]["base"] not in _ALONE:
        spot.flow.per, spot.flow.per_unit = found[-1][0], found[-1]["base"]
    elif not spot.paragraph.figures_in(spot.clause.start, spot.figure.start):
        spot.flow.per = spot.flow.per_unit = ""


def with_per(spot: FigureSpot, name: str) -> str:
    """、注册护士3.8人 after 每千人口拥有…医师3.2人: the base belongs to each of the list."""
    per = spot.flow.per
    if not per or not name or spot.figure.shape is not MentionShape.COUNT:
        return name
    return (
        name if name.startswith("每") or per in name or lexicon("measure_name_endings").ending(name) else f"{per}{name}"
    )
