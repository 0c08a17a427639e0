"""What a document calls a target where it writes its number: 接入监测平台共享数据的部门达到135个."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.model.document import Document, Figure, Inline, Paragraph
from mzgz.publishing.figures import FigureId

_VERB: Final = expression(
    r"都?(?:由上年的?|从上年的?|由|从|已达到?|达到|升至|提高到|增加到|上升到|年末为|年末达到|为|是|达|至)$"
)
_NAME: Final = expression(r"[\u4e00-\u9fff“”、（）]{4,24}$")
_STARTS: Final = expression(r"^(?:但|并|让|把|对|使|年末|年底|全市|其中|形成的|建成投用的|实现)+")
_ALONE: Final = expression("(?:年末|年底|现在|目前)?(?:为|达到?|是)?")
_RATE_BEFORE: Final = expression(
    "(?:^|[，。；])(?P<name>[\u4e00-\u9fff“”]{4,24}?(?:率|占比))[^，。；率比]{2,16}，[^，。；]{0,4}$"
)
"""…达标率如期达标，年末为100%."""
_OF_UNITS: Final = expression(r"(?:都?(?:已经?)?(?:在|有))$")
"""…文件在13个旗市区已经出台."""
_UNIT_ASPECTS: Final = frozenset(("units-met", "units-expected", "finished"))
_ASPECTS: Final = frozenset(("value", "base", "part"))


def composed_names(document: Document | None) -> dict[str, str]:
    """Names of at least four characters that stand before a city's number of one target and of no other."""
    owners: dict[str, set[str]] = {}
    for inlines in () if document is None else _texts(document):
        for name, target in _named(inlines):
            owners.setdefault(name, set()).add(target)
    return {name: next(iter(targets)) for name, targets in owners.items() if len(targets) == 1}


def _texts(document: Document) -> Iterator[Iterable[Inline]]:
    return (block.inlines for block in document.blocks() if isinstance(block, Paragraph))


def _named(inlines: Iterable[Inline]) -> Iterator[tuple[str, str]]:
    for before, inline in pairwise(inlines):
        if not isinstance(inline, Figure) or not isinstance(before, str):
            continue
        name = FigureId.parse(inline.id)
        if name is None or name.node != "city" or name.of_all:
            continue
        head = re.split(r"[，。；：！？]", before[-60:])[-1]
        ends = _VERB if name.aspect in _ASPECTS else _OF_UNITS if name.aspect in _UNIT_ASPECTS else None
        verb = ends.search(head) if ends else None
        if ends is _VERB and _ALONE.fullmatch(head):
            led = _RATE_BEFORE.search(before)
            if led:
                yield led["name"], name.target
        words = _NAME.search(head[: verb.start()]) if verb else None
        if words and (called := _STARTS.sub("", words[0])) and len(called) >= 4:
            yield called, name.target
