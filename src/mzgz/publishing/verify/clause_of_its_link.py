"""A clause that is the name of a target and that target's own linked number: the link answers for it, not its words."""

from __future__ import annotations

import re
from typing import Final

from mzgz.language.pattern_search import expression
from mzgz.publishing.figures import FigureId
from mzgz.publishing.verify.figure_lookup import Register
from mzgz.publishing.verify.sentences import Sentence

_CLAUSE_ENDS: Final = "，；。！：、"
_LEAD: Final = expression(r"[\s\u3000]*(?:[一二三四五六七八九十]+是)?(?:全[市县区省旗盟州])?(?:年末|全年|本年)?")
_IS: Final = expression(r"的?(?:共|已经|已|累计)*(?:达到了?|达|为|是|有|完成了?|建成了?)?")
_VALUE: Final = "value"
_ENDS: Final = {
    "lowest": expression(r".*最[低少短](?:的|为|是|达到?)?", re.DOTALL),
    "highest": expression(r".*最[高多长](?:的|为|是|达到?)?", re.DOTALL),
}


def answered_by_its_link(sentence: Sentence, start: int, end: int, register: Register) -> bool:
    """Whether `start`..`end` lie in a clause that says a target's name and its own present number, and nothing besides,
    or the lowest or highest of a standard as such; or hold a number out of what a unit wrote.

    Such a clause cannot be false, whatever else its name may be read as: a target called 乡镇, or one called
    上半年改造户数 whose figure is that of June. What a unit tells of itself is no target's figure.
    """
    for link, figure_id in sentence.links:
        first, last = link.start - sentence.start, link.end - sentence.start
        name = FigureId.parse(figure_id)
        current = register.current(figure_id)
        if name is None or not start <= first < end or current is None or current.text != link.text:
            continue
        if name.of_note:
            return True
        if name.node != "city" or name.aspect not in (_VALUE, *_ENDS):
            continue
        begin = max(sentence.text.rfind(sign, 0, first) for sign in _CLAUSE_ENDS) + 1
        target = register.board.plan.targets.get(name.target)
        if target is None or start < begin:
            continue
        tail = last + len(target.measure) if sentence.text.startswith(target.measure, last) else last
        words = sentence.text[begin:first]
        said = _ENDS[name.aspect].fullmatch(words) if name.aspect in _ENDS else _is_named(words, target.name)
        return end <= tail and bool(said)
    return False


def _is_named(words: str, name: str) -> bool:
    place = words.find(name)
    if place < 0:
        return False
    lead, verb = words[:place], words[place + len(name) :]
    return bool(_LEAD.fullmatch(lead) and _IS.fullmatch(verb))
