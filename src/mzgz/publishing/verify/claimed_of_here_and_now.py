"""Words by which a sentence asserts nothing of here and now: what others say, other places, conditions, plans, denials."""

from __future__ import annotations

from typing import Final

from mzgz.language.pattern_search import expression

TOLD_BY_OTHERS: Final = expression(
    r"据(?:说|传)|(?<!可)以为|并非如此|并不如此|不是这样|不是事实|与事实不符|不属实|(?:有的|有些|一些|个别)[^，。]{0,8}(?:说|称|反映|自报|声称|认为|觉得)|有人(?:说|认为|反映)|听说|强调|指出|提出|号召|希望|(?<!达到)(?<!按照)(?<!符合)(?<![按的了])要求(?=[，：“各我全])|所谓|[说道讲称][，：]?“"
)
ELSEWHERE: Final = expression(
    r"“十[一二三四]五”(?:期间|时期|末|以来|初)|往年|历年|近年来|前些年|多年来?|近[两三五十]年|过去[两三五几]|全区|自治区(?!级|确定|要求)|全国|外地|兄弟盟市|盟市|其他地区|先进地区|周边|同类地区|[一-龥]{2,3}(?<![全我本])市的(?!.*全市)"
)
IF: Final = expression(r"如果|假如|假设|只有.{1,20}才|只要|一旦|倘若|若能|是否|能否|何时|即使|虽然.{0,4}说")
PLANNED: Final = expression(
    r"(?<![主重需首])要(?!求|素|点|件|闻|领|[高低多少快慢](?:出|于|得|些|[0-9一二三四五六七八九十]))|应当|应该|必须|务必|力争|争取|确保|(?<!共同)(?<!经过)(?<!不懈)(?<!通过)努力(?!下)|(?<!按)(?<!按照)(?<!列入)计划|打算|拟|将(?!近)|准备|有望|预计|下一步|今后|目标[是为](?![0-9一二三四五六七八九十])|任务是(?![0-9一二三四五六七八九十])|明年|来年|下年"
)
NOT_SO: Final = expression(
    r"并不是|并非|不是|不能说|谈不上|不等于|不意味着|没有做到|未做到|没能做到|还没有全部|没有全部|没有全面|未全部|尚未全部|未全面"
)
SO_FAR: Final = expression("已报的(?:[0-9]{1,2}个[^，。]{1,6}|数)合计")
"""The sum of those that reported, and where they stand, is no claim about all."""
