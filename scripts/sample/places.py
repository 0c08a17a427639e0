"""The reporters as the sample needs them: size, towns, and how their papers are numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """One reporter. `weight` is its size in percent of an average one; `order` its place among the districts."""

    order: int
    code: str
    short: str
    weight: int
    mark: str
    base: str
    village: str
    office: str
    approver: str
    towns: tuple[str, ...]

    @property
    def seat(self) -> str:
        return self.towns[0]


def _place(order: int, row: Sequence[str]) -> Place:
    code, short, weight, mark, base, village, office, approver, towns = row
    return Place(order, code, short, int(weight), mark, base, village, office, approver, tuple(towns.split()))


_ROWS = """
150702|海拉尔区|165|海|街道和镇|村|规划财务股|分管副局长|正阳街道 健康街道 呼伦街道 建设街道 东山街道 哈克镇 奋斗镇
150703|扎赉诺尔区|60|扎区|街道和镇|村|办公室|局长|第一街道 第二街道 第三街道 第四街道 第五街道 灵泉镇
150721|阿荣旗|140|阿|乡镇|村|规划财务股|分管副局长|那吉镇 六合镇 亚东镇 霍尔奇镇 向阳峪镇 三岔河镇
150722|莫旗|130|莫|乡镇|村|综合股|局长|尼尔基镇 宝山镇 红彦镇 西瓦尔图镇 塔温敖宝镇 汉古尔河镇
150723|鄂伦春旗|105|鄂伦|乡镇|村|办公室|分管副局长|阿里河镇 大杨树镇 甘河镇 吉文镇 克一河镇 诺敏镇
150724|鄂温克旗|80|鄂温|苏木乡镇|嘎查|规划财务股|局长|巴彦托海镇 大雁镇 伊敏河镇 辉苏木 锡尼河东苏木
150725|陈旗|45|陈|苏木和镇|嘎查|综合股|分管副局长|巴彦库仁镇 宝日希勒镇 呼和诺尔镇 西乌珠尔苏木
150726|新左旗|38|新左|苏木和镇|嘎查|办公室|局长|阿木古郎镇 嵯岗镇 吉布胡郎图苏木 甘珠尔苏木
150727|新右旗|37|新右|苏木和镇|嘎查|办公室|分管副局长|阿拉坦额莫勒镇 呼伦镇 贝尔苏木 克尔伦苏木
150781|满洲里市|85|满|街道和镇|村|规划财务科|分管副局长|道南街道 道北街道 兴华街道 东山街道 敖尔金街道 新开河镇
150782|牙克石市|145|牙|街道和镇|村|规划财务股|局长|胜利街道 红旗街道 新工街道 永兴街道 博克图镇 免渡河镇 图里河镇
150783|扎兰屯市|170|扎|街道和乡镇|村|规划财务股|分管副局长|兴华街道 正阳街道 繁荣街道 向阳街道 成吉思汗镇 蘑菇气镇 柴河镇
150784|额尔古纳市|50|额|街道和乡镇|村|综合股|局长|拉布大林街道 上库力街道 黑山头镇 莫尔道嘎镇 恩和乡
150785|根河市|55|根|街道和乡镇|村|办公室|分管副局长|河东街道 河西街道 森工街道 好里堡街道 金河镇 满归镇
"""

DISTRICTS: tuple[Place, ...] = tuple(
    _place(order, line.split("|")) for order, line in enumerate(_ROWS.strip().splitlines())
)
BUREAU = Place(14, "150700", "市本级", 100, "市", "旗市区", "村", "规划财务科", "分管副局长", ("市社会福利院",))
PLACES: tuple[Place, ...] = (BUREAU, *DISTRICTS)
BY_CODE = {place.code: place for place in PLACES}
