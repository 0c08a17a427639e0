"""Stretches of a clause that are no part of a name: dates, list numbers, the units a promise is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.language.pattern_search import expression

_KINDS: Final = (
    r"嘎查村（社区）|嘎查村|嘎查|苏木乡镇（街道）|苏木乡镇|苏木（乡镇）|苏木|乡镇（街道）|乡镇（街办）|镇（街道）|乡（镇、街道）|乡镇街道|镇街|乡镇|街道（乡镇）|街道（镇）|街道|村（社区）|村（居）|村居|村社区|行政村|城镇社区|城市社区|社区|"
    r"县（市、区）|县（市）区|县（市）、区|县（区）|县（市）|县（市、区、旗）|旗县（市、区）|旗县市区|旗县区|旗市区|市县区|市县|县市区|区县|县区|旗县|市州|州市|地市|盟市|市（州）|县|旗|区|镇|乡|村|地|单位|部门|中小学校?|小学|初中|高中|中学|幼儿园|高校|医院|卫生院|卫生室|学校|机构|养老机构|站点|点位|站|点|园区|企业|家庭|户|班|网格|片区|所|大队|支部|党组织"
)
_EACH: Final = expression(
    rf"(?:每一?[个所家座名支处]?|各个?|所有|全市各|全县各|全区各)(?P<kind>(?:公办|民办|公建民营|农村|城市|县级|区域性?)?(?:{_KINDS})(?:卫生院|卫生室|卫生服务中心|卫生服务站|养老服务中心|综合服务中心|敬老院|社工站|服务站|服务中心|养老院|福利院|学校)?)(?!均|类|项|级)"
    r"|每[名位][一-鿿]{1,8}?(?:员|社工|干部|教师|医生|民警|主任|志愿者)"
    r"|(?P<twice>[县乡镇村旗校户])(?P=twice)(?=都|均|要|有|建|至少|设|配|通)"
    r"|每[栋幢条座间个][一-鿿]{1,4}?(?=(?:要|应|须|都|均)?(?:至少|不少于|设[立置]?|配[备齐]?|建有?|有|明确|落实|安排|聘请?)[0-9一两二])"
    r"|每[处站所点家](?=配|设|建|至少|不少于|招|服务|有|要)"
    rf"|(?<![每另同第某哪这那])[一1]个(?P<any>(?:{_KINDS}))(?=(?:要|应|须|必须)?(?:至少|最少|不少于|起码))"
)
_SUFFIX: Final = "区县市旗镇乡盟州"
_NAME: Final = expression(rf"(?:[一-鿿]{{1,7}}?(?:[{_SUFFIX}](?![镇乡县区旗])|街道|苏木|新城|新区|开发区))")
_LIST: Final = expression(r"[一-鿿、和及与]{2,80}")
_NAMES_ONE: Final = expression(r"[一-鿿]{2,6}(?:区|县|市|旗|镇|乡|盟|州|街道|苏木|村|嘎查)")
_DESCRIBED: Final = expression(
    r"(?:试点|示范|边境|牧业|农业|牧区|贫困|重点|中心|百强|先进|文明|卫生|园林|森林|宜居|智慧|县级|地级|省级|设区|口岸|旅游|资源|特色|工业|商业|经济|民族|[强大小](?=[县镇市区乡旗]$)|产粮|粮食|双拥|生态|创新|新兴|沿海|沿边)"
)
"""What describes a kind of place and names none: 试点县, 边境旗市."""
_GROUP: Final = expression(
    rf"(?:其他|其它|其余|东部|西部|南部|北部|中部|边境|平原|山区|牧区|农区|半农半牧区|老城区?|主城区?|中心城区?)各?(?:{_KINDS})|主城区|中心城区"
)
"""Some of the units by what they have in common: 其他乡镇, 东部县区."""
_ZONE: Final = expression(r"(?!国家|自治|全|各|一批|中心|国际)(?:(?!级)[一-鿿]){2,4}(?:高新区|经开区|新区|开发区)")
"""成都高新区 names one, 高新区 none."""
_OWN_NAME: Final = expression(r"(?![半高深边石荒大小全各本该老新主市县沿滨在出入进])[一-鿿][山湖城]区")
"""南山区, 西湖区, 东城区 name one; 山区, 主城区 none."""
_NOT_INSIDE: Final = expression(
    r"[的了是有要为在对把将和与及各每达到率]|新建|建成|投用|启动|打造|建设|改造|培育|服务|实现|完成|推[动进]|养老|社会|城乡|农村"
)


_GROUP_LEAD: Final = expression(r"[\s\u3000、]*(?:其中|要求|推动|在|由)?[，：]?")
_NAMED_LEAD: Final = expression(r"(?:[\s\u3000]|其中[，：]?|支持|推动|指导|确保|力争|在|由|到|将|使|为|给|向|其余|、)*")
_LISTED: Final = expression(r"[、和及与]")
_SEVERAL: Final = expression(
    r"(?P<names>[一-鿿]{2,4}(?:[、和][一-鿿]{2,4}?)+)(?:[两二三四五六七八九2-9]|十)个(?P<kind>街道|镇|乡|苏木|县|旗|区|市|村|社区|嘎查)(?![镇乡县区旗])"
)
"""滨江、永乐两个街道."""
_ALL_TOLD: Final = expression(
    r"[两二三四五六七八九2-9]个?(?:地|县|旗|区|市|镇|乡|街道|村|社区|县区|旗县|区县)(?![镇乡县区旗])"
)
"""青云区、长滩县两地各建成1所: how many they are."""
_HOUSE: Final = expression(r"(?:中心)?(?:敬老院|卫生院|福利院|养老院|社工站|学校|中学|小学|服务中心)")
"""长岭镇敬老院、双河乡敬老院各40张."""
_VILLAGES: Final = expression(
    r"[一-鿿]{2,3}(?:村|社区|嘎查)(?:[、和][一-鿿]{2,3}(?:村|社区|嘎查))+(?=要|各|须|率先|分别|实现|达到)"
)
"""东沟村、西坪村要各建成1处."""
_AND_MORE: Final = expression(
    r"等(?:地|[0-9一二三四五六七八九十]+个?(?:旗县|县区|区县|旗市区|县市区|市县|县|区|市|旗|乡镇|街道|地区?))?"
)


@dataclass(frozen=True, slots=True)
class ScopeSpan:
    """Units named in a clause. `each` for 每个街道, `names` for named ones; `open` where 等 follows."""

    start: int
    end: int
    names: tuple[str, ...]
    each: bool = False
    open: bool = False

    @property
    def text(self) -> str:
        return "、".join(self.names)


_MUST: Final = expression(r"(?:要|须|应|必须|均|都)(?:达到?|提高到|不低于|不少于|完成|实现)")


def each_of(text: str, start: int, end: int) -> ScopeSpan | None:
    """每个街道, 各乡镇, 各县（市、区）: the first in the clause."""
    match = _EACH.search(text, start, end)
    if match is None or text[max(start, match.start() - 1) : match.start()] == "由":
        return None  # 由各街道负责: who does it
    if match[0].startswith("各") and text.startswith("的", match.end()) and not _MUST.search(text, match.end(), end):
        return None  # 各乡镇的误差率: whose it is; 各乡镇的电子化率要达到95%: who has to
    one = match["any"] or match["twice"]
    words = f"每个{one}" if one else match[0]
    return ScopeSpan(match.start(), match.end(), (words,), each=True)


def group_of(text: str, start: int, end: int) -> ScopeSpan | None:
    """其他乡镇, 东部县区 at the start of a clause."""
    lead = _GROUP_LEAD.match(text, start, end)
    match = _GROUP.match(text, lead.end() if lead else start, end)
    return ScopeSpan(match.start(), match.end(), (match[0],)) if match else None


def is_kind(name: str) -> bool:
    """Whether the words are a kind of unit: 农村社区, 乡镇."""
    return _KIND.fullmatch(name) is not None


_KIND: Final = expression(rf"(?:公办|民办|农村|城市|县级)?(?:{_KINDS})|城乡|县域|全域|主城区")


def is_group(name: str) -> bool:
    """Whether the words say some of the units and name none: 中心城区, 东部县区."""
    return _GROUP.fullmatch(name) is not None


def are_units(names: list[str]) -> bool:
    """Whether each of several names is that of a unit: 城东街道, 滨江街道."""
    return len(names) > 1 and all(
        _NAMES_ONE.fullmatch(name) and not (lexicon("places").ending(name) and not _OWN_NAME.fullmatch(name))
        for name in names
    )


def looks_like_a_unit(name: str) -> bool:
    """Whether words that end in 区, 县, 镇 name one of them and are no general word for a kind of place."""
    own = _ZONE.fullmatch(name) or _OWN_NAME.fullmatch(name)
    general = (lexicon("places").ending(name) and not own) or _DESCRIBED.match(name) or _NOT_INSIDE.search(name[:-1])
    return len(name) > 2 and not general and _GROUP.fullmatch(name) is None


_IN_A_CELL: Final = expression(
    r"[一-鿿]{1,12}(?:[区县市旗镇乡盟州村]|街道|苏木|嘎查|社区|新城)(?:办事处|村委会|居委会)?"
)
_LIVED_IN: Final = ("村", "社区", "嘎查", "委会")


def fills_a_place_cell(text: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a cell holds a unit and nothing else: 东河镇, 甲县, 东村; `known` are the names the workspace gives."""
    if text in known:
        return True
    general = text in lexicon("places").marks or (
        lexicon("places").ending(text) and not text.endswith(_LIVED_IN) and not _OWN_NAME.fullmatch(text)
    )
    return bool(_IN_A_CELL.fullmatch(text)) and not general and not _NOT_INSIDE.search(text[1:-1])


_WHICH_ONES: Final = expression(r"^[一-鿿]{2,14}的(?=[一-鿿]{2})")
"""老龄化程度较高的云溪市、白沙市."""


def place_in(name: str) -> tuple[str, str]:
    """A name parted into what is measured and the place at its end or the whole of it: 覆盖率东部县区, 西坪县; no place is empty."""
    for match in _GROUP.finditer(name):
        if match.end() == len(name):
            return name[: match.start()], match[0]
    bare = _WHICH_ONES.sub("", name.removeprefix("其中").strip("， "))
    if bare and all(_guess(one, 0, len(one)) == one for one in _LISTED.split(bare)):
        return "", bare
    thing, by, last = name.removesuffix("承担").removesuffix("负责").rpartition("由")
    if by and len(thing) > 1 and _guess(last, 0, len(last)) == last:
        return thing, last  # 养老床位由白山县承担150张
    return name, ""


def named(text: str, start: int, end: int, known: frozenset[str] = frozenset()) -> ScopeSpan | None:
    """东岸区、南渠县: names of units at the start of a clause, after 其中 or 在; `known` are those of the workspace."""
    place = start
    lead = _NAMED_LEAD.match(text, start, end)
    place = lead.end() if lead else start
    if villages := _VILLAGES.match(text, place, end):
        return ScopeSpan(place, villages.end(), tuple(part for part in _LISTED.split(villages[0]) if part))
    if several := _SEVERAL.match(text, place, end):
        kind = several["kind"]
        parts = [part for part in _LISTED.split(several["names"]) if part]
        return ScopeSpan(place, several.end(), tuple(part if part.endswith(kind) else part + kind for part in parts))
    names: list[str] = []
    begin, at = place, place
    while at < end:
        name = _known(text, at, end, known) or _guess(text, at, end, listed=len(names) > 1)
        if not name:
            break
        names.append(name)
        at += len(name)
        if house := _HOUSE.match(text, at, end):
            after = house.end() + 1
            listed = text[house.end() : after] == "、"
            if len(names) > 1 or (
                listed and (_known(text, after, end, known) or _guess(text, after, end, listed=True))
            ):
                at = house.end()
        joint = _LISTED.match(text, at, end)
        if not joint:
            break
        at = joint.end()
    if not names or _broken_off(text, at, end, names):
        return None
    at = begin + len(text[begin:at].rstrip("、和及与"))
    more = _AND_MORE.match(text, at, end)
    if len(names) > 1 and (told := _ALL_TOLD.match(text, at, end)):
        at = told.end()
    return ScopeSpan(begin, more.end() if more else at, tuple(names), open=bool(more))


def _broken_off(text: str, at: int, end: int, names: list[str]) -> bool:
    """甲镇、乙镇供水覆盖率: a list that goes on with something else is part of a name."""
    return text[at - 1] in "、和及与" and at < end and not text.startswith("等", at) and bool(names)


def _known(text: str, at: int, end: int, known: frozenset[str]) -> str:
    for size in range(min(12, end - at), 1, -1):
        if text[at : at + size] in known:
            return text[at : at + size]
    return ""


_HOW_LONG: Final = expression(r"(?:[一二两三四五]年|今年|年内|全年|今明两年)(?:共|累计)?(?:分别|各)")
"""东峰镇、河口镇三年分别建成."""


_SHARES: Final = expression(r"[0-9]+[个张户名所处家座件人条对]、[一-鿿]{1,6}[县区市旗镇乡][0-9]")
"""白山县8个、黑河县6个."""
_BY_WHEN: Final = expression(r"今年|明年|年内|年底|[0-9]{1,2}月")


def _guess(text: str, at: int, end: int, *, listed: bool = False) -> str:
    """A name by its look: two to five characters that end like a unit and are no general word.

    `listed`: names stand before it, so that a figure may follow (甲区、乙区、丙区50%的社区).
    """
    match = _NAME.match(text, at, end)
    if not match or len(match[0]) < 2 or len(match[0]) > 7:
        return ""
    name = match[0]
    follows = text[match.end() : match.end() + 1]
    own = _ZONE.fullmatch(name) or _OWN_NAME.fullmatch(name)
    general = (lexicon("places").ending(name) and not own) or _DESCRIBED.match(name)
    if (
        (general and not (name == "城关镇" and (listed or follows in ("、", "和"))))
        or _NOT_INSIDE.search(name[:-1])
        or not (2 <= len(name) <= 7)
    ):
        return ""
    if (
        follows
        and follows not in "、和及与要可应须必实全率新完建达等力确，的将争分各"
        and not (listed and _HOW_LONG.match(text, match.end()))
        and not _ALL_TOLD.match(text, match.end())
        and not ((listed or _SHARES.match(text, match.end())) and "0" <= follows <= "9")
        and not lexicon("actions").starting(text, match.end())
        and not _BY_WHEN.match(text, match.end())
    ):
        return ""
    if len(name) == 2 and name[0] in "城郊市县省州盟乡村集门上下小大新老全本各":
        return ""
    return name
