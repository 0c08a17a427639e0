"""Units of measure: what may follow a number, and how 万元 and 元 are brought to one scale."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from mzgz.language.pattern_search import expression

UNIT_OPEN: Final = "待定"
"""Stands for the unit of a number of which a plan says only the growth, until a person settles it."""

SCALES: Final = {
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip

_COUNTED: Final = (
    "人次 户次 家次 件次 场次 批次 人份 个 张 人口 人 家 户 件 起 次 条 座 块 处 所 名 项 份 例 对 场 套 台 间 批 期 本 篇 封 "
    "位 支 部 辆 类 种 栋 幢 株 只 双 盏 届 轮 节 站 门 步 页 字 册 面 组 岗 级 层 地"
).split()
_MEASURED: Final = (
    "平方公里 平方千米 平方米 立方米 公里 千米 公顷 公斤 千克 元 亩 米 吨 岁 小时 分钟 秒钟 秒 周 天 年 日 ㎡ km kg"
).split()
_THINGS: Final = (
    "旗市区 旗县市区 市辖区 盟市 城镇社区 社区 街道 苏木乡镇 乡镇街道 乡镇 苏木 嘎查村 嘎查 行政村 村居 村 部门 项目 工作日 月 小时 星期 "
    "试点 站点 床位 机构 家庭 单位 社会组织 党组织 养老机构 老年人 老人 儿童 大项 小项"
).split()

_ONLY_AFTER_DIGITS: Final = frozenset("节 站 门 步 页 字 面 岗 级 层 地 部 届 轮 双 台 本".split())
"""After a numeral in hanzi these make names (三岗十八级, 五级书记, 五台山); after digits they count."""

_OTHER_WORDS: Final = {
    "年": "级度轻均初底末龄代检报审", "家": "庭长属访乡", "名": "称单录", "日": "常照", "期": "间限望", "件": "套", "次": "序生要",
    "户": "籍", "所": "有在谓需", "对": "于照接口", "台": "账", "本": "地级年市旗区", "部": "门署分", "处": "理置于", "天": "然津",
    "面": "积对向", "组": "织", "站": "点", "字": "样", "步": "骤行", "场": "所地景", "位": "一置数", "支": "出持部撑付", "类": "型别似",
    "节": "日假点", "级": "书社联", "人": "均民大", "条": "例", "个": "性体", "批": "准复评", "张": "罗", "项": "目", "起": "草到来",
    "只": "有要", "套": "用", "间": "接", "例": "如会", "周": "边期", "米": "面粉", "元": "旦", "地": "区方点址名级市面", "份": "额",
}  # fmt: skip
"""A unit followed by one of these characters is the beginning of another word: 名 in 名称, 处 in 处理."""

AMOUNTS: Final = frozenset(_MEASURED)
TIMES: Final = frozenset("小时 分钟 秒钟 秒 周 天 年 日".split())

_PERSONS: Final = frozenset("人 名 位 人口".split())


def _choice(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_UNIT: Final = expression(rf"(?:{_choice(_COUNTED + _MEASURED)})(?![A-Za-z])")
_THING: Final = expression(rf"(?!项目标)(?:{_choice(_THINGS)})")
_SCALED: Final = expression(rf"({_choice(SCALES)})(.+)")
PER_SLASH: Final = expression(r" ?/ ?((?:[人户床]·)?(?:人|户|月|年|天|日|床|张|次|平方米))")


def unit_at(text: str, place: int) -> str:
    """The unit written at `place`, or nothing."""
    match = _UNIT.match(text, place)
    follows = text[match.end() : match.end() + 1] if match else ""
    if not match or (follows and follows in _OTHER_WORDS.get(match[0], "")):
        return ""
    return match[0]


def thing_at(text: str, place: int) -> str:
    """What is counted, as far as it is one of the things a bureau counts: 旗市区, 社区, 工作日."""
    match = _THING.match(text, place)
    return match[0] if match else ""


def after_hanzi(unit: str) -> bool:
    return unit not in _ONLY_AFTER_DIGITS


def split_unit(unit: str) -> tuple[Fraction, str]:
    """万元 → (10000, 元); 个旗市区 → (1, 个旗市区)."""
    match = _SCALED.fullmatch(unit)
    return (Fraction(SCALES[match[1]]), match[2]) if match and match[2] != "克" else (Fraction(1), unit)


def split_thing(unit: str) -> tuple[str, str]:
    """个旗市区 → (个, 旗市区); 张 → (张, nothing)."""
    match = _UNIT.match(unit)
    return (match[0], unit[match.end() :]) if match else (unit, "")


def same_unit(one: str, other: str) -> bool:
    """人, 名 and 位 count persons alike; every other unit is only itself."""
    return one == other or (one in _PERSONS and other in _PERSONS)
