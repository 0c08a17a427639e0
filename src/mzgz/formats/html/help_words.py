"""The manual of the rules in the words of people who never see a file: keys and names of files said in Chinese."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from mzgz.model.hints import KEY_LABELS

_SAID: Final = {
    "evidence/报告期/单位代码/": "凭据文件夹",
    "annual/2021.csv": "年报数的表",
    "mzgz.yaml 的 limits": "局里的设置",
    "mzgz.yaml": "局里的设置",
    "occasional: true": "“偶尔才有”",
    "reports: total": "“只报下级合计”",
    "计划的 units": "计划里的单位",
    "用 ratio": "用占比",
    "within 指向": "“是……的一部分”指向",
    "baseline（上年数）": "上年数",
}
"""By what the manual says to those who write the files."""
_IN_BRACKETS: Final = re.compile(r"（[a-z_]+(?:: [a-z]+)?）")
_COMMAND: Final = re.compile(r"（见 mzgz [^）]*）")
"""Where somebody at a terminal would look."""
_KEY: Final = re.compile(r"(?<![A-Za-z]) ?\b(" + "|".join(KEY_LABELS) + r")\b ?")


@lru_cache(maxsize=1024)
def for_people(text: str) -> str:
    """A sentence of the manual, or of the walk-back, without a key."""
    text = _COMMAND.sub("（见该单位的月报）", text)
    for told, words in _SAID.items():
        text = re.sub(rf" ?{re.escape(told)} ?", words, text)
    return _KEY.sub(lambda found: f"“{KEY_LABELS[found[1]]}”", _IN_BRACKETS.sub("", text))
