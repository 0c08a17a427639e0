"""Names that stand right of the figure: 打造12个助浴点, 为300户老人家庭安装烟感器, 三分之二的社区建立制度."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.phrase_parts import Left, Right
from mzgz.language.pattern_search import expression

_EQUIPPED: Final = expression(
    r"^([^，]{2,14}?(?:机构|单位|学校|医院|企业|社区|村|部门|场所|窗口))(?:配上|配备|安装|装上|加装|提供|添置|更新|购置)"
)
_HELPED: Final = tuple("选派 派驻 招募 组织 培养 选送 遴选 支持 推动 引导 鼓励 指导 帮助 推进".split())
_DOES: Final = expression(
    r"改善|开拓|改造|参与|争创|申报|提升|完成|实现|开展|实施|进行|达到|建成|建立|接受|获得|参加|享受|到(?=[一-鿿]{2,4}(?:开展|工作|服务|就业|任职|锻炼))|到基层|下基层|赴基层|进入(?=[一-鿿]{2,})|到[一-鿿]{2,8}(?:支教|任教|驻村|帮扶|服务|工作|就业|锻炼)$|赴|深入|下沉"
)
_GIVEN: Final = ("安装", "实施", "进行", "开展", "完成", "装上", "提供", "配备", "给予", "落实", "加装", "发放")
_MODAL: Final = expression(r"[要应须均都](?=[一-鿿])")


def right_name(left: Left, right: Right) -> str:
    """The noun right of the figure without the verb that gives it to somebody, or that says what somebody is to do."""
    name = right.name
    if left.given and (equipped := _EQUIPPED.match(name)):
        thing = name[equipped.end() :]
        return f"{equipped[1]}{thing}" if len(equipped[1]) <= len(thing) else thing
    if (left.verb or left.duty or left.stripped) in _HELPED:
        cut = _DOES.search(name, 2)
        if cut and len(name) - cut.start() >= 4:
            return name[: cut.start()]
    return _without_giving(name) if left.given else name


def _without_giving(name: str) -> str:
    """老年人家庭实施适老化改造 → 老年人家庭适老化改造."""
    for verb in _GIVEN:
        at = name.find(verb, 1)
        if at > 1 and at + len(verb) < len(name):
            return name[:at] + name[at + len(verb) :]
    return name


_REACHES: Final = expression(r"(?:达到|具备|符合)(?=[一-鿿]{4})")


_INSTALLED: Final = expression(
    r"(.+(?:老人|老年人|残疾人|儿童|家庭|居民|群众|对象|学校|机构|社区|村))(?:安装|加装|配备|配发|更换|发放|赠送)(?=(.{2,})$)"
)
_PIECES: Final = ("套", "台", "部", "只", "个", "盏", "副", "份", "件", "辆", "张", "册", "本")


def thing_given(name: str, unit: str) -> str:
    """为独居老人安装智能设备260套: the sets are counted, whoever has them; a short receiver stays in the name."""
    found = _INSTALLED.match(name) if unit in _PIECES else None
    if found is None:
        return name
    return f"{found[1]}{found[2]}" if len(found[1]) <= len(found[2]) else found[2]


def done_by_share(name: str) -> str:
    """三分之二的社区要建立议事制度: what they do is measured, who they are is the base."""
    if modal := _MODAL.search(name, 1):
        return name[modal.end() :]
    if reached := _REACHES.search(name, 2):
        return name[reached.end() :]
    for at in range(1, len(name) - 2):
        verb = "建有" if name.startswith("建有", at) else lexicon("actions").starting(name, at)
        if len(verb) > 1:
            return name[at:]
    return name
