"""How a return writes who gave an honour (国家, 省, 州, 县), and which of four ranks that is."""

from __future__ import annotations

from typing import Final, Literal, get_args

from mzgz.model.local_words import Vocabulary

HonourLevel = Literal["国家", "自治区", "省", "市", "州", "盟", "旗市区", "旗县市区", "县市区", "县", "区", "旗"]
"""Written as the place calls itself."""
HONOUR_LEVELS: Final[tuple[HonourLevel, ...]] = get_args(HonourLevel)

HonourRank = Literal["国家", "自治区", "市", "旗市区"]
"""The highest first; a province ranks as an 自治区 does, a 州 or 盟 as a city, a county as a 旗市区."""
HONOUR_RANKS: Final[tuple[HonourRank, ...]] = get_args(HonourRank)

_RANKS: Final[dict[str, HonourRank]] = {
    "国家": "国家",
    **dict.fromkeys(("自治区", "省"), "自治区"),
    **dict.fromkeys(("市", "州", "盟"), "市"),
}


def honour_rank(level: str, words: Vocabulary) -> HonourRank:
    """Under a 直辖市 (where `upper` is 市) an honour of the 市 is one of the province's rank."""
    return "自治区" if level == words.upper else _RANKS.get(level, "旗市区")


def offered_levels(words: Vocabulary) -> tuple[str, ...]:
    """What a form of this bureau offers to choose from, the highest first."""
    city = words.level if words.level in ("州", "盟") else "市"
    below = words.level if words.level in ("县", "区", "旗") else words.units
    levels = ("国家", words.upper, city, below if below in HONOUR_LEVELS else "县")
    return tuple(dict.fromkeys(levels))
