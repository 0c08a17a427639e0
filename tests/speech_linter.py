"""What a strict reader would strike out of a speech: fragments, frames said again and again, openings that repeat, a unit named too often."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from mzgz.model.document import Document, Figure, Paragraph, Style

_SENTENCE = re.compile(r"[^。！？]*[。！？][”’）]*")
_POINT = re.compile(r"^[一二三四五六七八九十]+[是要]")
_BANNED = {
    r"(?!一)([\u4e00-\u9fff]{2})\1": "同一个词连写两遍",
    r"(?<![0-9.])0[项个起次]": "零也拿来说",
    r"，[。，；]|、[，。；]|；[。，]": "标点连用",
    r"市本级|县本级|本级": "本级",
    r"分清轻重缓急|拿出管用的办法": "套话",
    r"抓紧推进基本": "动词叠用",
    r"XX|None|\{|\}|【待补：】": "模板的残余",
    r"(?:电话没有打通|随子女)": "档案里的话",
    r"不作结论[^。]*底线|底线[^。]*不作结论": "底线旁边的未定",
    r"持续提高|稳步提高|大幅提升|显著提升": "没有挣来的强词",
}
_PLACE = re.compile("【[^】]*】")
_WORK = re.compile(r"工作工作|任务任务")


def faults(document: Document, units: Iterable[str], names: Iterable[str]) -> list[str]:
    """Everything a strict reader would mark; `names` are those of the targets."""
    listed = sorted(names, key=len, reverse=True)
    chapters = list(_sections(document))
    whole = "".join(text for text in chapters)
    found = [f"{why}：{match[0]}" for pattern, why in _BANNED.items() for match in re.finditer(pattern, whole)]
    found += [f"叠词：{match[0]}" for match in _WORK.finditer(whole)]
    found += [f"{unit}点了{whole.count(unit)}次" for unit in units if whole.count(unit) > 4]
    found += list(_fragments(whole))
    found += list(_frames(document, listed))
    for text in chapters:
        found += list(_openings(_masked(text, listed)))
    return found


def _masked(text: str, names: Iterable[str]) -> str:
    """With every name of a target as □: how a plan calls its things is not the speech's doing."""
    for name in names:
        text = text.replace(name, "□").replace(name.translate(str.maketrans("“”", "‘’")), "□")
    return text


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Up to the annex."""
    for block in document.parts[0].blocks:
        if isinstance(block, Paragraph):
            yield block


def _sections(document: Document) -> Iterator[str]:
    """The text under each heading."""
    text = ""
    for each in _paragraphs(document):
        if each.style in (Style.HEADING1, Style.HEADING2):
            yield text
            text = ""
        elif each.style is Style.BODY:
            text += _PLACE.sub("", each.text)
    yield text


def _fragments(text: str) -> Iterator[str]:
    """A sentence too short to say anything, too long to be spoken, or with nothing but a name."""
    for sentence in _SENTENCE.findall(text):
        if len(sentence) > 90:
            yield f"句子太长：{sentence}"
        if len(_POINT.sub("", sentence)) < 5:
            yield f"残句：{sentence}"
        if sentence.count("“") != sentence.count("”"):
            yield f"引号不成对：{sentence}"


def _frames(document: Document, names: Iterable[str]) -> Iterator[str]:
    """The same words around other names and numbers, more than twice."""
    frames: Counter[str] = Counter()
    for each in _paragraphs(document):
        if each.style is not Style.BODY:
            continue
        text = "".join("□" if isinstance(inline, Figure) else str(inline) for inline in each.inlines)
        text = _masked(text, names)
        frames.update(_frame(sentence) for sentence in _SENTENCE.findall(text) if "□" in sentence)
    yield from (
        f"句式用了{count}次：{frame}" for frame, count in frames.items() if count > 2 and len(_bare(frame)) >= 6
    )


def _frame(sentence: str) -> str:
    text = re.sub(r"“?□”?(?:[、和]“?□”?)*", "□", _POINT.sub("", sentence))
    return re.sub(r"[0-9]+月", "月", text)


def _bare(frame: str) -> str:
    return re.sub(r"[□，。、；“”%]", "", frame)


def _openings(text: str) -> Iterator[str]:
    """Neighbours that begin alike, and one beginning more than twice under a heading."""
    heads = [_POINT.sub("", sentence)[:4] for sentence in _SENTENCE.findall(text)]
    heads = [f"{head}{place}" if "□" in head else head for place, head in enumerate(heads)]
    yield from (f"相邻的句子开头相同：{one}" for one, other in itertools.pairwise(heads) if one == other)
    yield from (f"开头用了{count}次：{head}" for head, count in Counter(heads).items() if count > 2)
