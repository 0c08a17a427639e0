"""How a bureau calls its land and its trade: 旗市区 or 县市区, 嘎查村 or 村, 民政 or 教育, by what it declares or by its level."""

import re
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mzgz.model.unit import Unit

Level = Literal["province", "prefecture", "county", "township"]

_REGIONS = frozenset({"15", "45", "54", "64", "65"})
"""Provinces that are 自治区."""
_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_OFFICE = re.compile(r"(?:局|委员会|委|厅|办公室|办|中心|科)$")
_TRADE_MOST = 8
_LOCAL = re.compile("街道|乡镇|苏木乡镇|社区|村")
"""Parts of one place rather than places of their own."""
CHINESE_WORD = r"^[\u4e00-\u9fff（）、]+$"
_Word = Annotated[str, Field(min_length=1, max_length=12, pattern=CHINESE_WORD)]


class LocalWords(BaseModel):
    """The section `words:` of mzgz.yaml; what is left out follows from the level of the bureau and its units."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    units: Annotated[_Word | None, Field(title="下级单位统称", description="如 旗市区、县市区、乡镇")] = None
    villages: Annotated[_Word | None, Field(title="村的叫法", description="如 嘎查村、村")] = None
    townships: Annotated[_Word | None, Field(title="乡级的叫法", description="如 苏木乡镇、乡镇")] = None
    trade: Annotated[_Word | None, Field(title="行业", description="如 民政、教育")] = None
    whole: Annotated[_Word | None, Field(title="本级全域", description="如 全市、全区、全省、全县")] = None
    own: Annotated[_Word | None, Field(title="本局自称", description="如 市局、县局、省厅")] = None
    divisions: Annotated[_Word | None, Field(title="内设机构统称", description="如 处室、科室、股室")] = None


class Vocabulary(BaseModel):
    """The same, every word settled."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    units: str
    villages: str
    townships: str
    trade: str
    whole: str
    own: str
    office: str
    """What an office of the trade is called below: 民政局, 卫生健康委员会."""
    divisions: str
    """What the parts of the bureau itself are called: 处室 of a province, 科室 of a city, 股室 of a county."""
    level: str
    """The last character of the kind of place it is: 市, 县, 区, 省, 旗, 盟, 州."""
    upper: str
    """What honours of the province are called: 自治区 or 省, 市 under 直辖市."""

    @property
    def everyone(self) -> str:
        """各街道, 各乡镇 of a bureau that has those below it; 各地 of one with regions below it."""
        return f"各{self.units}" if _LOCAL.match(self.units) else "各地"

    @property
    def each_one(self) -> str:
        """每个街道 · 每地."""
        return f"每个{self.units}" if _LOCAL.match(self.units) else "每地"


def settled(words: LocalWords, name: str, place: str, code: str, units: Iterable[Unit]) -> Vocabulary:
    """Every word: as declared, otherwise by the bureau's `name`, its `place` and `code`, and the kinds of its units."""
    every = tuple(units)
    below = [unit for unit in every if not unit.is_bureau]
    sign = level_sign(place, code)
    herding = any(unit.kind in ("旗", "自治旗", "苏木", "嘎查") or "苏木" in unit.name for unit in below)
    return Vocabulary(
        units=words.units or units_word(_next_level(every), code),
        villages=words.villages or ("嘎查村" if herding else "村"),
        townships=words.townships or ("苏木乡镇" if herding else "乡镇"),
        trade=words.trade or trade_of(name, place),
        whole=words.whole or f"全{sign}",
        own=words.own or own_of(name, sign),
        office=office_of(name, place),
        divisions=words.divisions or divisions_of(code),
        level=sign,
        upper="自治区" if code[:2] in _REGIONS else "市" if code[:2] in _MUNICIPALITIES else "省",
    )


def level_of(code: str) -> Level:
    """The level a code of six digits (or nine, of a township) stands for."""
    if len(code) > len("000000") and code[6:9] != "000":
        return "township"
    if code[2:6] == "0000":
        return "province"
    return "prefecture" if code[4:6] == "00" else "county"


def divisions_of(code: str) -> str:
    """By the level the code stands for; whoever calls them otherwise says so under `words`."""
    parts: dict[Level, str] = {"province": "处室", "prefecture": "科室", "county": "股室", "township": "办（所）"}
    return parts[level_of(code)]


def level_sign(place: str, code: str) -> str:
    """全_: by the last character of the place's name, otherwise by its code."""
    if place.endswith("自治区"):
        return "区"
    for ending, sign in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("地区", "地区"), ("街道", "街道")):
        if place.endswith(ending):
            return sign
    if place[-1:] in "省市县区旗盟州镇乡国":
        return place[-1]
    if level_of(code) == "province":
        return "区" if code[:2] in _REGIONS else "市" if code[:2] in _MUNICIPALITIES else "省"
    return {"prefecture": "市", "county": "县"}.get(level_of(code), "镇")


def _next_level(units: tuple[Unit, ...]) -> list[Unit]:
    """Those directly below the bureau: what is further down is called by their word, not by its own."""
    above = {unit.code for unit in units if not unit.is_bureau}
    return [unit for unit in units if not unit.is_bureau and (unit.parent not in above or unit.parent == unit.code)]


def units_word(below: Iterable[Unit], code: str) -> str:
    """What the units of one level are called together."""
    kinds = {kind for unit in below if (kind := _kind(unit))}
    banners = bool(kinds & {"旗", "自治旗"})
    if banners:
        return "旗县市区" if kinds & {"县", "自治县"} else "旗市区"
    if kinds & {"盟", "自治州", "地区", "地级市"} or (kinds and level_of(code) == "province"):
        return "盟市" if "盟" in kinds else "市州" if "自治州" in kinds else "市"
    if kinds & {"苏木", "乡", "镇", "民族乡", "乡镇"}:
        head = "苏木乡镇" if "苏木" in kinds else "乡镇"
        return f"{head}（街道）" if "街道" in kinds else head
    if kinds and kinds <= {"街道"}:
        return "街道"
    if kinds and kinds <= {"区", "市辖区"}:
        return "区"
    if kinds and kinds <= {"县", "自治县"}:
        return "县"
    return "县市区" if kinds or level_of(code) != "county" else "乡镇"


def _kind(unit: Unit) -> str:
    """Its kind as declared; where that says nothing of a place, the ending of its name."""
    if unit.kind in _PLACES:
        return unit.kind
    return next((kind for kind in _PLACES if unit.name.endswith(kind)), "")


_PLACES: tuple[str, ...] = tuple(
    "市辖区 自治县 自治旗 自治州 县级市 地级市 民族乡 地区 街道 苏木 乡镇 旗 县 市 区 盟 州 镇 乡".split()
)


def trade_of(name: str, place: str) -> str:
    """民政 from XX市民政局; 卫生健康 from 某某县卫生健康委员会; 住房城乡建设 from 住房和城乡建设局."""
    body = name.removeprefix(place)
    match = re.match(r"[^市县区省旗盟州]{1,8}?(?:自治区|自治州|自治县|自治旗|省|市|盟|州|县|区|旗)", body)
    while match and len(body) > match.end() + 2:
        body = body[match.end() :]
        match = re.match(r"[^市县区省旗盟州]{1,8}?(?:自治区|自治州|自治县|自治旗|省|市|盟|州|县|区|旗)", body)
    body = re.sub(r"^[省市县区旗盟州](?=[^区县市]{2})", "", body).removeprefix("人民政府")
    return _OFFICE.sub("", body).replace("和", "")[:_TRADE_MOST] or "各项"


def office_of(name: str, place: str) -> str:
    """民政局 from XX市民政局: the name without its place; a 厅 has 局 below it."""
    trade = trade_of(name, place)
    ending = next((ending for ending, _ in _OWN if name.endswith(ending)), "局")
    head = name.rpartition(ending)[0]
    start = head.rfind(trade)
    return f"{head[start:] if start >= 0 else trade}{'局' if ending == '厅' else ending}"


def own_of(name: str, sign: str) -> str:
    """市局, 省厅; 本委, 本办 where 市委, 市办 would be somebody else."""
    own = next((short for ending, short in _OWN if name.endswith(ending)), "局")
    return f"{sign}{own}" if own in ("局", "厅") else f"本{own}"


_OWN = (("委员会", "委"), ("厅", "厅"), ("委", "委"), ("办公室", "办"), ("办", "办"), ("局", "局"))
