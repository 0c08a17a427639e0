"""What is written under the ratio and count targets."""

from __future__ import annotations

from collections.abc import Callable

from sample import figures as f
from sample.tracks import Track

Figure = Callable[[str, int], int]


def _less(whole: Track, missing: Track) -> Figure:
    return lambda code, month: whole.at(code, month) - missing.at(code, month)


RATIOS: dict[str, tuple[Figure, Figure]] = {
    "minimum-living-coverage": (f.POOR.at, f.POOR.at),
    "safety-net-coverage": (f.WATCHED.at, f.WATCHED.at),
    "nursing-bed-share": (f.NURSING_BEDS.at, f.BEDS.at),
    "dependent-extreme-poverty-care": (f.DEPENDENT_IN_CARE.at, f.DEPENDENT.at),
    "willing-extreme-poverty-care": (_less(f.WILLING, f.WILLING_WAITING), f.WILLING.at),
    "community-care-stations": (f.CARE_STATIONS.at, f.URBAN.at),
    "embedded-care-homes": (f.EMBEDDED.at, f.URBAN.at),
    "day-care-centres": (f.DAY_CARE.at, f.URBAN.at),
    "new-district-facilities": (f.NEW_ESTATES.at, f.NEW_ESTATES.at),
    "visiting-rate": (_less(f.ELDERLY, f.UNVISITED), f.ELDERLY.at),
    "disabled-elderly-support": (f.DISABLED_HELPED.at, f.DISABLED.at),
    "party-branches-in-organisations": (f.WITH_PARTY_BRANCH.at, f.ORGANISATIONS.at),
    "online-registration": (f.ONLINE_MATTERS.at, lambda code, month: 16),
    "volunteer-stations": (f.VOLUNTEER_STATIONS.at, f.communities),
    "funeral-benefit-coverage": (_less(f.DECEASED, f.PAID_FUNERALS), f.DECEASED.at),
}
REGISTERED: dict[str, Figure] = {
    "emergency-fund-coverage": f.FUND_PLACES.at,
    "street-care-centres": f.STREET_CENTRES.at,
    "street-social-work-stations": f.SOCIAL_WORK_STATIONS.at,
}
"""Numerators of the ratios whose denominator is kept in the bureau's registry."""

COUNTS: dict[str, Figure] = {
    "data-sharing-departments": f.SHARING_DEPARTMENTS.at,
    "purchased-aid-services": f.PURCHASED_SERVICES.at,
    "pastoral-area-open-beds": f.OPEN_BEDS.at,
    "national-pilot-applications": f.PILOT_APPLICATIONS.at,
    "public-burial-facilities": f.BURIAL_PLACES.at,
    "marriage-reform-results": f.MARRIAGE_RESULTS.at,
}
