"""How the name of a target stands in a sentence: as it is, in quotation marks where it is a whole phrase, or as an order."""

from __future__ import annotations

import re
from typing import Final

from mzgz.language.pattern_search import expression

_VERBS: Final = (
    "建立 建成 建设 开工 基本建成 出台 完善 提高 制定 制订 启动 召开 举办 印发 开展 落实 推进 推动 实施 支持 组织 成立 编制 修订 健全 加强 深化 "
    "扩大 巩固 保持 防止 配合 引导 鼓励 倡导 做好 抓好 守住 兜住 压实 严守 整治 打击 探索 培育 发展 打造 实现 完成 新建 新增 改造 创建 "
    "申报 争创 拓展 优化 提升 强化 解决 搭建 设立 办好 用好 管好 关爱 维护 防范 杜绝 普及 畅通 盘活 整合 利用 旗帜鲜明 坚持 坚决 弘扬 "
    "持续 积极 稳步 全面 逐步 逐级 加大 加快 扎实 严格 依法 创新 构建 形成 提供 配备 配齐 保障 改善 规范做好 按 对 把 向 为 继续 接着 进一步 切实 认真"
).split()
_VERBAL: Final = expression(f"(?:{'|'.join(sorted(_VERBS, key=len, reverse=True))})(?!率|度|量|力|标准$)")
_CUT: Final = expression("[，、；]")


def verbal(name: str) -> bool:
    """Whether a name is a phrase that begins with its verb: 建立探访制度, and not 建设率; or a demand: 各街道要高度重视."""
    return bool(_VERBAL.match(name) or _DEMAND.match(name)) and not re.search(r"(?:率|占比|比例|人数|人次|个数)$", name)


_RHYTHM: Final = expression(
    "按[日周月季年]|按半年|逐[日周月季年]|每(?:[日周月季年]|半年|个?季度|个月)|定期|月月|[月季]度"
)
_CARRIED_ON: Final = expression("(?<=.{2})的?开展(?:情况|工作)?$")
_DEMAND: Final = expression(
    "要(?!素|求|点|件|闻|务|道|害|事|案)|(?:各|全|所有|每个)[^，。要]{1,8}要(?!素|求|点|件|闻|务|道|害|事|案)"
)
_TIME: Final = expression("(?:上|下|前|后)半年|[一二三四]季度|前?[一二三四五六七八九十0-9]+个?月(?!度)")


def has_rhythm(name: str) -> bool:
    """Whether a name says itself how often it comes round: 残疾人两项补贴按月足额发放."""
    return bool(_RHYTHM.search(name))


def of_a_time(name: str) -> bool:
    """Whether a name speaks of a part of the year, which is over when it is over: 上半年适老化改造."""
    return bool(_TIME.match(name))


def carried_on(name: str) -> str:
    """The name as a thing that is carried on: 社区议事协商 of 社区议事协商开展."""
    return name if verbal(name) else _CARRIED_ON.sub("", name)


def inner(name: str) -> str:
    """The name as it stands inside quotation marks."""
    return name.translate(str.maketrans("“”", "‘’"))


def plain(name: str) -> str:
    """The name of a figure as the subject of a sentence; in quotation marks where its commas would cut the sentence."""
    return f"“{inner(name)}”" if "，" in name else name


_CHANGE: Final = expression(
    "(?:(?:比|较)(?:上年|去年|上一年|基期|[0-9]{4}年)[^，]*?)?"
    "(?:翻[一两]?番|实?现?(?:增长|增加|提高|提升|上升|下降|减少|降低|压减)(?![率量幅]))$"
)


def subject(name: str) -> str:
    """What changes, of a name that says how: 新建助餐点 of 新建助餐点比上年翻一番, 培训人次 of 培训人次增长."""
    thing = _CHANGE.sub("", name)
    return plain(thing if len(thing) > 2 else name)


def quoted_name(name: str) -> str:
    """The name as a thing in a list: in quotation marks where it is a phrase of its own or holds a comma."""
    return f"“{inner(name)}”" if verbal(name) or _CUT.search(name) else name


def order(name: str) -> str:
    """The name as what is to be done: as it stands where it begins with its verb or is a demand; empty otherwise."""
    return re.sub("^要", "", name) if verbal(name) else ""


def tidy(sentence: str) -> str:
    """Without the mark between things in quotation marks, which need none: “甲”“乙”."""
    return sentence.replace("”、“", "”“")


_DENIED: Final = expression(
    "(?:确保|坚决|坚持)*(?:(?:不再?|不得|不能|未|没有|杜绝|防止|避免)(?:发生|出现|出)|(?:没有|无|零)(?=$|(?:特别)?[重较特]?大|责任|安全))"
)
_COUNTED: Final = expression("(?<=.{2})(?:(?:发生|出现)的?)?(?:起|件|次|例|宗)?数量?$")


def event_name(name: str, counted: str) -> str:
    """What happened: 安全责任事故 of a number called 安全责任事故起数, or of one called 事故数 in a target of that name;
    without the words that say it must not, which stand before it in the name: 不发生安全事故."""
    bare = re.sub("^(?:发生|出现)的?", "", _COUNTED.sub("", counted))
    longer = bare != counted and name.endswith(bare) and not verbal(name)
    return _DENIED.sub("", name.removesuffix(bare)) + bare if longer else bare
