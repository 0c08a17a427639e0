"""What a person most likely meant by a date or a period written in another way."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DATE = re.compile(r"([0-9]{4})[-./年 ]([0-9]{1,2})[-./月 ]([0-9]{1,2})日?")
_BARE_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})[-./年 ]([0-9]{1,2})月?")
_BARE_MONTH = re.compile(r"([0-9]{4})([0-9]{2})")


def suggest_date(text: str) -> str | None:
    """`2022年7月4日`, `2022.7.4`, `2022/7/4`, `20220704` → `2022-07-04`; None where there is no such day."""
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _DATE.fullmatch(plain) or _BARE_DATE.fullmatch(plain)
    try:
        return date(*(int(part) for part in match.groups())).isoformat() if match else None
    except ValueError:
        return None


def suggest_period(text: str) -> str | None:
    """`2022年6月`, `2022.6`, `202206` → `2022-06`; None where it is not clear."""
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _MONTH.fullmatch(plain) or _BARE_MONTH.fullmatch(plain)
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    return f"{match[1]}-{int(match[2]):02}"
