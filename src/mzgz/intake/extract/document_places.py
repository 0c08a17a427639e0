"""Names of units a document speaks of again and again: 大塘镇 where it stands before a noun (大塘镇小麦3.2万亩) is known by the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mzgz.intake.extract.blocks import Block
from mzgz.intake.extract.unit_names import looks_like_a_unit
from mzgz.language.pattern_search import expression

_CANDIDATE: Final = expression(
    r"(?:(?<=[，。；：、（“\s\u3000及和与在由])|(?<=其中)|^)(?![各全本该每某其一二三四五六七八九十两几])[一-鿿]{1,5}?(?:街道|苏木|[镇乡县旗区](?![镇乡县旗区]))"
)
_LEAST: Final = 2


def places_named(blocks: Iterable[Block]) -> frozenset[str]:
    """Names met at least twice; those of the title are whose paper it is, and no part of the whole."""
    lines = [block.folded for block in blocks if not block.blank]
    title, text = (lines[0], "\n".join(lines[1:])) if lines else ("", "")
    found = {match[0] for line in lines[1:] for match in _CANDIDATE.finditer(line)}
    return frozenset(
        name for name in found if name not in title and looks_like_a_unit(name) and text.count(name) >= _LEAST
    )
