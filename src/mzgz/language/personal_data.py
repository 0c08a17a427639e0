"""Personal data in a text: citizen ids, telephone numbers and bank cards in the forms people write them; and the text
without them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from mzgz.language.pattern_search import expression, find_all

_DASHES: Final = "\\-－‐‑‒–—―−﹣"
"""Each sign that people type, or a word processor puts, for a dash."""
_SEPARATOR: Final = rf"[ \t\u00a0\u3000·.。/_\\{_DASHES}]{{0,2}}"
_WIDE: Final = str.maketrans("０１２３４５６７８９Ｘｘ＋", "0123456789XX+")
_WIDE_SIGN: Final = expression("[０-９Ｘｘ＋]")
_LONG: Final = expression(rf"[1-9](?<![0-9].)(?:{_SEPARATOR}[0-9]){{13,18}}(?:{_SEPARATOR}[Xx])?(?![0-9A-Za-z])")
_GAP: Final = rf"[ \u00a0\u3000.·{_DASHES}]?"
_MOBILE: Final = expression(
    rf"(?<![0-9A-Za-z])(?:(?i:tel|phone|mobile|mob|wx|vx))?[(（]?(?:(?:\+|00)?86[)）]?{_GAP})?[(（]?0?1[3-9]"
    rf"(?:[0-9][)）]?{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}| [0-9]{{9}}|[0-9] [0-9]{{3}} [0-9]{{5}}|[0-9]{{7}} [0-9]{{2}}|[0-9]{{3}} [0-9]{{6}})"
    r"(?![0-9A-Za-z]|\s?[元万亿人户])"
)
_LANDLINE: Final = expression(
    rf"(?<![0-9A-Za-z])(?:(?:\+|00)86[ {_DASHES}]?[1-9][0-9]{{1,2}}|[(（]?0[0-9]{{2,3}}[)）]?)[ {_DASHES}]?[2-9][0-9]{{2,3}}[ {_DASHES}]?[0-9]{{4}}(?![0-9A-Za-z])"
    r"|(?<=电话|手机|座机)(?:号码)?[是为：: ]{0,2}[2-9][0-9]{6,7}(?![0-9A-Za-z])"
)
_NINE: Final = rf"[0-9)） \u00a0\u3000.·{_DASHES}]{{9}}"
_MOBILE_HEAD: Final = expression(
    rf"[(（+081tpmwvTPMWV](?:(?<=1)[3-9](?={_NINE})|(?<=8)6[)）]?{_GAP}[(（]?1[3-9]|(?<=[(（])(?:[(（]?1[3-9](?={_NINE})|[+0]|86)"
    rf"|(?<=\+)86|(?<=0)086|(?<=0)1[3-9](?={_NINE})|(?<=[tpmwvTPMWV])[eEhHoOxX])"
)
_LANDLINE_HEAD: Final = expression(
    rf"[+0(（号是为：: 2-9](?:(?<=\+)86|(?<=0)(?<![0-9A-Za-z]0)(?=[0-9]{{2,3}}[)）]?[ {_DASHES}]?[2-9])|(?<=[(（])0"
    r"|(?<=[话机][号是为：: 2-9]))"
)
_SPELT: Final = expression("[〇零一二三四五六七八九][〇零一二三四五六七八九]{10,}")
_AS_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_ACCOUNT: Final = expression("(?:账号|帐号|卡号|账户|帐户|银行卡|户名)[^，。；\n]{0,12}$")
_ANY: Final = expression(
    rf"[0-9０-９](?:[ \t\u00a0\u3000·.。/_\\)）(（{_DASHES}]{{0,3}}[0-9０-９]){{6}}|[〇零一二三四五六七八九]{{11}}"
)
"""Seven digits that stand together or nearly so: fewer are no number of a person's."""
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES: Final = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
"""The first two digits of GB/T 2260."""
_CARDS: Final = ("62", "4", "51", "52", "53", "54", "55", "35", "60", "95", "96")
"""What cards of banks in China begin with: UnionPay, and the older ones of others."""


class PersonalData(NamedTuple):
    """A place in a text and what stands there: citizen_id, phone or card."""

    start: int
    end: int
    kind: str
    sound: bool = True
    """Whether its check digit is right; a citizen id is one all the same."""


def personal_data(text: str) -> list[PersonalData]:
    """All of it, in order of place; none overlap."""
    return list(_personal_data(text)) if _ANY.search(text) else []


@lru_cache(maxsize=4)  # a long text is looked at once for each kind
def _personal_data(text: str) -> tuple[PersonalData, ...]:
    plain = _WIDE_SIGN.sub(lambda match: match[0].translate(_WIDE), text)
    plain = _SPELT.sub(lambda match: match[0].translate(_AS_DIGITS), plain)
    found = [one for match in _LONG.finditer(plain) if (one := _long(match))]
    taken = [(one.start, one.end) for one in found]
    for head, pattern in ((_MOBILE_HEAD, _MOBILE), (_LANDLINE_HEAD, _LANDLINE)):
        for match in find_all(head, pattern, plain):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                found.append(PersonalData(match.start(), match.end(), "phone"))
                taken.append(match.span())
    return tuple(sorted(found))


def masked(text: str) -> str:
    """The text with each of them cut down to its first characters, so that nobody can be told from it."""
    for one in reversed(personal_data(text)):
        text = f"{text[: one.start]}{short_form(text, one)}{text[one.end :]}"
    return text


def veiled(text: str) -> str:
    """The same at its full length, signs in place of the rest: every column stays where it is."""
    for one in personal_data(text):
        text = f"{text[: one.start + 3]}{'*' * (one.end - one.start - 3)}{text[one.end :]}"
    return text


def short_form(text: str, one: PersonalData) -> str:
    """As it may be told: 110…; of a number with a country code not even that is the person's."""
    return f"{text[one.start : one.start + 3]}…"


def is_citizen_id(digits: str) -> bool:
    """Whether 18 characters are a citizen id: a day of birth that exists and the check digit of GB 11643 (MOD 11-2)."""
    if not _is_day(digits[6:14]):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11
    return "10X98765432"[rest] == digits[17].upper()


def _long(match: re.Match[str]) -> PersonalData | None:
    """A long number: an id of 18 or 15 characters, or a card of 16 to 19 digits."""
    digits = "".join(character for character in match[0] if character.isalnum())
    if len(digits) == 18 and digits[:2] in _PROVINCES and _is_day(digits[6:14]):
        return PersonalData(*match.span(), "citizen_id", is_citizen_id(digits))
    if len(digits) == 18 and is_citizen_id(digits):
        return PersonalData(*match.span(), "citizen_id")
    if len(digits) == 15 and digits.isdigit() and digits[:2] in _PROVINCES and _is_day("19" + digits[6:12]):
        return PersonalData(*match.span(), "citizen_id")
    if 16 <= len(digits) <= 19 and digits.isdigit() and digits.startswith(_CARDS):
        # where an account is spoken of, a slip in the check digit makes it none the less one
        spoken = _ACCOUNT.search(match.string, max(match.start() - 16, 0), match.start())
        if _luhn(digits) or spoken:
            return PersonalData(*match.span(), "card")
    return None


def _is_day(digits: str) -> bool:
    """Whether eight digits are a day on which somebody living may have been born."""
    try:
        return 1890 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year <= 2100
    except ValueError:
        return False


def _luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
