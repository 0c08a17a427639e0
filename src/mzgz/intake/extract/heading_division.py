"""Who is in charge of a section, where its heading says so in brackets: （二）办好养老服务（责任科室：养老服务科）."""

from __future__ import annotations

from typing import Final

from mzgz.language.pattern_search import expression

_IN_BRACKETS: Final = expression(
    r"\s*[（(](?:(?:责任|牵头|承办|主办|主责|负责)(?:科室|处室|股室|科|处|股)|(?:责任|牵头)(?:单位|部门)(?=[：:][^（）()；;，,]*(?:科|处|股|室)[）);；，,]))"
    r"[：:]\s*(?P<division>[^（）()；;，,]{1,30})[^（）()]*[）)]\s*$"
)


def heading_and_division(title: str) -> tuple[str, str]:
    """The heading without the brackets, and the division named in them; nothing where none is named."""
    found = _IN_BRACKETS.search(title)
    if found is None or not title[: found.start()].strip():
        return title, ""
    return title[: found.start()].rstrip(), found["division"].strip()
