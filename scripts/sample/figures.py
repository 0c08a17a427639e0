"""The counted things of the sample year: beds, people, communities; every figure a whole number.

Sums of the rows at month 0 are the base figures of the plan. Columns: 海拉尔 扎赉诺尔 阿荣 莫旗 鄂伦春 鄂温克 陈旗
新左 新右 满洲里 牙克石 扎兰屯 额尔古纳 根河.
"""

from __future__ import annotations

from sample.places import BY_CODE
from sample.tracks import Track, percent, plus, row

_BEDS = row("1450 480 1180 1110 900 560 230 150 140 720 1240 1290 330 350")
_URBAN = row("52 20 14 15 20 14 9 6 6 20 32 20 8 10")
_VILLAGES = row("16 3 148 220 81 44 35 53 49 3 14 106 20 4")
_POOR = row("4120 1360 6480 7150 4980 2260 1180 1040 1010 1730 5260 8340 1620 2190")
_WATCHED = row("148 62 402 468 286 142 74 66 61 70 318 524 96 132")
_ELDERLY = row("4210 1452 4348 4122 2680 1764 722 561 542 1893 4307 5228 1043 1381")
_WILLING = row("50 26 150 152 84 46 20 19 17 34 102 188 32 38")
_NOBODY = row("0 0 0 0 0 0 0 0 0 0 0 0 0 0")

BEDS = Track("beds", {0: _BEDS}, {"150726": {7: 150, 8: 210}, "150783": {4: 1290, 5: 1310}})
URBAN = Track("urban", {0: _URBAN}, {"150702": {6: 52, 7: 53}, "150783": {9: 20, 10: 21}})
POOR = Track("poor", {0: _POOR, 12: plus(_POOR, "46 18 88 104 61 27 13 12 11 22 69 118 19 24")})
WATCHED = Track("watched", {0: _WATCHED, 12: plus(_WATCHED, "6 4 22 27 13 7 4 3 3 4 16 29 5 6")})
ELDERLY = Track("elderly", {0: _ELDERLY, 12: plus(_ELDERLY, "96 35 88 83 42 37 19 14 15 48 91 112 25 27")})

NURSING_BEDS = Track(
    "nursing",
    {
        0: row("730 228 590 520 405 270 108 72 68 362 594 620 158 165"),
        12: row("853 272 694 610 432 318 131 128 78 421 706 721 186 182"),
    },
    {"150702": {6: 812}, "150726": {7: 84, 8: 122}},
)
DEPENDENT = Track(
    "dependent",
    {
        0: row("96 52 280 296 168 92 40 38 34 64 196 342 62 76"),
        12: row("98 53 282 297 169 92 41 38 35 65 198 342 62 76"),
    },
)
DEPENDENT_IN_CARE = Track(
    "dependent-in-care",
    {
        0: row("60 30 158 158 78 50 22 21 19 40 112 188 35 41"),
        12: row("63 34 172 176 88 57 26 24 22 42 121 206 39 43"),
    },
)
WILLING = Track("willing", {0: _WILLING, 12: plus(_WILLING, "2 1 5 5 2 1 1 1 0 1 4 6 1 3")})
WILLING_WAITING = Track(
    "willing-waiting", {0: row("1 1 7 12 12 1 0 1 1 0 5 9 1 2"), 10: row("0 0 0 1 2 0 0 0 0 0 0 1 0 0"), 11: _NOBODY}
)
STREET_CENTRES = Track(
    "street-centres",
    {0: row("5 3 0 0 0 0 0 0 0 4 3 4 1 1"), 6: row("7 5 0 0 0 0 0 0 0 5 6 7 2 4")},
    {"150785": {5: 4}},
)
CARE_STATIONS = Track(
    "care-stations",
    {
        0: row("43 16 11 12 14 12 8 5 5 17 25 16 7 7"),
        6: row("49 19 13 14 17 13 9 6 6 19 29 19 8 8"),
        12: row("51 20 14 14 18 14 9 6 6 20 31 20 8 9"),
    },
)
EMBEDDED = Track(
    "embedded",
    {
        0: row("40 14 10 10 11 10 6 4 4 15 21 15 6 5"),
        6: row("45 19 13 13 15 13 9 6 5 19 28 19 8 8"),
        7: row("50 19 13 14 15 13 9 6 6 19 29 19 8 8"),
        12: row("51 19 13 14 17 13 9 6 6 19 30 20 8 8"),
    },
    {"150785": {2: 6, 3: 7}},
)
DAY_CARE = Track(
    "day-care",
    {
        0: row("42 15 11 12 13 11 7 5 5 15 24 16 6 7"),
        6: row("47 19 13 14 15 13 9 6 6 18 29 19 8 8"),
        12: row("49 19 13 14 17 13 9 6 6 19 29 19 8 8"),
    },
)
NEW_ESTATES = Track(
    "new-estates",
    {
        3: row("1 0 0 0 0 0 0 0 0 0 0 0 0 0"),
        6: row("3 0 1 1 0 0 0 0 0 1 1 2 0 0"),
        9: row("4 1 2 1 0 1 0 0 0 2 1 3 0 0"),
        12: row("5 1 2 1 0 1 0 0 0 2 1 3 0 0"),
    },
)
UNVISITED = Track("unvisited", {0: _NOBODY, 12: _NOBODY}, {"150723": {0: 28, 1: 28, 2: 9, 3: 0}})
DISABLED = Track(
    "disabled",
    {
        0: row("560 190 520 500 330 210 90 70 65 250 560 700 140 200"),
        12: row("570 193 528 508 335 213 91 71 66 254 570 713 142 202"),
    },
)
DISABLED_HELPED = Track(
    "disabled-helped",
    {
        0: row("430 140 370 340 190 155 68 52 48 195 390 502 105 135"),
        12: row("570 193 528 508 333 213 91 71 66 254 570 713 142 202"),
    },
)
FUND_PLACES = Track(
    "fund-places",
    {
        0: row("9 6 11 12 6 8 6 5 5 6 14 17 8 5"),
        9: row("9 6 12 15 9 10 7 7 7 6 16 19 9 8"),
        12: row("9 6 12 15 10 10 7 7 7 6 16 19 9 9"),
    },
    {"150785": {3: 7}},
)
ORGANISATIONS = Track(
    "organisations",
    {
        0: row("180 46 78 70 52 48 30 26 25 92 84 98 35 28"),
        12: row("188 48 81 72 53 49 31 27 26 96 86 101 36 28"),
    },
)
WITH_PARTY_BRANCH = Track(
    "with-party-branch",
    {
        0: row("118 28 46 40 26 29 18 15 14 60 51 58 20 15"),
        12: row("138 33 54 46 29 34 21 18 17 70 58 67 24 17"),
    },
)
ONLINE_MATTERS = Track(
    "online",
    {
        0: row("16 14 13 13 11 13 13 12 12 16 13 14 12 10"),
        9: row("16 16 16 16 13 16 16 15 15 16 16 16 16 13"),
        12: row("16 16 16 16 16 16 16 16 16 16 16 16 16 16"),
    },
)
SOCIAL_WORK_STATIONS = Track(
    "social-work-stations",
    {0: row("4 1 0 0 0 0 0 0 0 3 1 2 1 1"), 12: row("7 5 0 0 0 0 0 0 0 5 6 7 2 2")},
)
VOLUNTEER_STATIONS = Track(
    "volunteer-stations",
    {
        0: row("62 20 66 84 36 28 22 24 22 21 36 62 19 10"),
        12: row("69 23 104 138 47 40 32 38 35 23 46 94 26 13"),
    },
)
_DECEASED = row("780 230 690 640 470 330 130 105 100 400 820 960 195 260")
_PAID = row("140 49 193 198 172 89 34 28 27 78 200 278 49 78")
DECEASED = Track(
    "deceased", {when: percent(_DECEASED, share) for when, share in ((3, 26), (6, 50), (9, 75), (12, 100))}
)
PAID_FUNERALS = Track("paid", {when: percent(_PAID, share) for when, share in ((3, 29), (6, 54), (9, 78), (12, 100))})

SHARING_DEPARTMENTS = Track(
    "sharing", {0: row("9 6 8 8 6 7 6 6 6 8 8 9 6 5"), 12: row("13 9 11 10 8 9 9 8 8 11 11 12 9 7")}
)
PURCHASED_SERVICES = Track("purchased", {0: _NOBODY, 12: row("5 2 4 3 2 3 2 1 1 4 4 5 2 1")})
OPEN_BEDS = Track("open-beds", {0: row("0 0 0 0 0 84 46 30 26 0 0 0 0 0"), 12: row("0 0 0 0 0 112 62 52 34 0 0 0 0 0")})
PILOT_APPLICATIONS = Track("pilots", {6: row("1 0 1 1 0 0 0 0 0 1 1 1 0 0"), 12: row("3 1 2 1 0 1 1 0 1 1 1 2 1 0")})
BURIAL_PLACES = Track("burial", {0: row("5 2 8 9 5 4 3 3 3 3 6 8 2 2"), 12: row("5 2 10 11 5 5 3 4 4 3 7 10 2 2")})
MARRIAGE_RESULTS = Track("marriage", {6: row("0 0 1 0 0 0 0 0 0 1 0 1 0 0"), 12: row("1 0 3 1 0 1 0 0 0 1 0 1 0 0")})


def communities(code: str, month: int) -> int:
    """All urban and rural communities."""
    return _VILLAGES[BY_CODE[code].order] + URBAN.at(code, month)
