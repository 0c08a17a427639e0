"""Highlights, honours, problems and explanations of a return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from sample import absences, events, story
from sample.chance import draw
from sample.places import BUREAU, Place
from sample.wording import Sentence
from sample.yamltext import Fields

_STEP = 15
"""Odd, and coprime with the number of patterns: places, four apart, seldom meet in a month."""

_SPEAKS_OF = (("孤儿", "orphan-schooling"), ("行业协会", "association-charges"), ("慈善超市", "charity-shops"))


def highlights(place: Place, month: int, titles: Mapping[str, str]) -> list[Fields]:
    """What the place is proud of this month: its own events, then general ones; two to four in a quarter."""
    if place is BUREAU:
        return [{"section": titles[section], "text": text} for section, text in events.BUREAU_EVENTS[month]]
    chosen = _year(place)[month]
    return [
        {"section": titles[section], "text": Sentence(place, month, f"{section}{text}").fill(text)}
        for section, text in sorted(chosen, key=lambda pair: pair[0])
    ]


@cache
def _year(place: Place) -> Mapping[int, tuple[tuple[str, str], ...]]:
    """What is told in each month; no general pattern twice in a year."""
    told: dict[int, tuple[tuple[str, str], ...]] = {}
    used: set[str] = set()
    for month in range(1, 13):
        own = events.SPECIAL.get((place.code, month), ())
        fresh = (pair for pair in _general(place, month) if pair[1] not in used)
        general = tuple(islice(fresh, max(0, _wanted(place, month) - len(own))))
        used.update(text for _, text in general)
        told[month] = (*own, *general)
    return told


def _wanted(place: Place, month: int) -> int:
    if month % 3 == 0:
        return draw(1, 2, "highlights", place.code, month)
    return draw(0, 1, "highlights", place.code, month) if month % 3 == 1 else 1


def _general(place: Place, month: int) -> Iterator[tuple[str, str]]:
    """Patterns that fit the month and the place, beginning at another one for every place and month."""
    total = len(events.HIGHLIGHTS)
    start = place.order * 4 + month * _STEP * 2
    for turn in range(total):
        section, months, text = events.HIGHLIGHTS[(start + turn * _STEP) % total]
        if fits(months, month) and not _lacks(place, text):
            yield section, text


def _lacks(place: Place, text: str) -> bool:
    """Whether the text speaks of something the place says it does not have."""
    return any(word in text and place.code in absences.LACKING[target][0] for word, target in _SPEAKS_OF)


def fits(months: str, month: int) -> bool:
    """Whether a month is among those written; two-digit months stand first in pairs such as 1112."""
    named = {"12": {1, 2, 12}, "910": {9, 10}, "1112": {11, 12}, "10": {10}}.get(months)
    return not months or month in (named if named is not None else {int(digit) for digit in months})


def honours(place: Place, month: int) -> list[Fields]:
    won = events.HONOURS.get((place.code, month), ())
    return [{"title": title, "level": level, "recipient": recipient} for title, level, recipient in won]


def problems(place: Place, month: int, titles: Mapping[str, str]) -> list[Fields]:
    if (place.code, month) not in events.PROBLEMS:
        return []
    section, text = events.PROBLEMS[place.code, month]
    return [{"section": titles[section], "text": text}]


def explanations(place: Place, month: int, entries: Mapping[str, Fields]) -> list[Fields]:
    return [
        {"rule": rule, "target": target, "values": {role: entries[target][role] for role in roles}, "reason": reason}
        for rule, target, roles, reason in story.EXPLANATIONS.get((place.code, month), ())
    ]
