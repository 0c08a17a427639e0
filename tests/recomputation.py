"""The progress of a workspace recomputed from plain dicts with plain fractions, sharing no code with the program.

A workspace is `{"units": [code], "targets": [dict], "returns": {(month, unit): {"received": date, "entries": dict}}}`;
a month is 1 to 12 of 2022, a return is due on the 5th of the month that follows.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import Any

STEPS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
Answer = dict[str, Any]


def reference(as_of: date) -> int:
    """The last month of 2022 whose return was due; 0 for none."""
    months = [m for m in range(1, 13) if date(2022 + m // 12, m % 12 + 1, 5) <= as_of]
    return months[-1] if months else 0


def entry(ws: Any, target: Any, unit: str, month: int, as_of: date) -> Any:
    item = ws["returns"].get((month, unit))
    return item["entries"].get(target["id"]) if item and item["received"] <= as_of else None


def asked(target: Any, upto: int) -> list[int]:
    step = STEPS.get(target["cadence"], 1)
    return [m for m in range(1, upto + 1) if m % step == 0]


def compare(goal: str, value: Fraction) -> bool:
    sign, number = goal.split()
    limit = Fraction(number.rstrip("%")) / (100 if number.endswith("%") else 1)
    return {
        ">=": value >= limit,
        ">": value > limit,
        "<=": value <= limit,
        "<": value < limit,
        "=": value == limit,
    }[sign]


def limits_all(target: Any) -> bool:
    """Whether all together promised to stay below a number: no one of them keeps it, or breaks it, alone."""
    pooled = target["kind"] == "count" and target["measured"] != "level" and target.get("judge", "pooled") == "pooled"
    return pooled and (target["goal"][0] == "<" or target["goal"] == "= 0")


def applies(target: Any, say: Any) -> bool:
    """Whether any month shows that the target applied: 不适用 in another month then is a hole, no exemption."""
    keys = ("numerator", "denominator", "value", "done", "pending")
    told = [given for given in say.values() if given and "not_applicable" not in given]
    return not target.get("occasional") and any(given.get(key) is not None for given in told for key in keys)


def doubted(ws: Any, target: Any, unit: str) -> set[int]:
    """The months in which what a unit says of a target cannot be true as it stands."""
    out: set[int] = ws.get("doubted", {}).get((target["id"], unit), set())
    return out


def rests_on(ws: Any, target: Any, unit: str, month: int, as_of: date, last: int) -> set[int]:
    """The months whose words a unit's verdict on `month` is made of."""
    said = [m for m in range(1, last + 1) if entry(ws, target, unit, m, as_of) is not None]
    so_far = [m for m in said if m <= month]
    kind, measured = target["kind"], target.get("measured")
    if kind in ("recurring", "redline") or (measured == "period" and kind in ("ratio", "count")):
        return set(so_far)
    if target["cadence"] == "once":
        return set(so_far[-1:])
    out = {month, *(asked(target, month) if target.get("hold") else [])}
    if kind == "milestone":  # the last word on whether it is done, whenever it was said
        out |= set([m for m in said if status(entry(ws, target, unit, m, as_of), ["done"]) == "reported"][-1:])
    return out & set(said)


def status(given: Any, roles: list[str], applied: bool = False) -> str:
    if given is None:
        return "unreported"
    if "not_applicable" in given or "pending" in given:
        return "not_applicable" if "not_applicable" in given and not applied else "pending"
    there = [role for role in roles if given.get(role) is not None]
    return "reported" if there == roles else "partial" if there else "unreported"


def unit_at(ws: Any, target: Any, unit: str, month: int, as_of: date, last: int, by_date: bool = False) -> Answer:
    """State, numerator n, denominator d (or total n), and lowest and highest of what is missing."""
    kind = target["kind"]
    say = {m: entry(ws, target, unit, m, as_of) for m in range(1, last + 1)}
    applied = applies(target, say)
    for m in doubted(ws, target, unit):
        if "not_applicable" in (say.get(m) or {}):
            say[m] = {"pending": "2022-07-10"}  # no exemption: somebody has to say what it is

    def registry(m: int) -> int | None:
        known = ws.get("registered", {}).get((target["id"], unit))
        return known[m] if isinstance(known, dict) else known

    if kind == "ratio" and target.get("measured") == "period":
        return _shares(target, say, month, registry, applied)
    if kind == "ratio":
        base, own = registry(month), target.get("measured") == "month"
        looked_at = asked(target, month) if target.get("hold") and not target.get("single") else []
        return _ratio(say, month, base, applied, own, looked_at)
    if kind == "milestone":
        return _milestone(target, say, month, applied, by_date)
    if kind == "count" and target["measured"] != "period":
        return _latest(target, say, month, applied)
    role = "done" if kind == "recurring" else "value"
    states = [status(say[m], [role], applied) for m in asked(target, month)]
    counted = asked(target, month) if kind == "recurring" else range(1, month + 1)
    good = [say[m][role] for m in counted if status(say[m], [role], applied) == "reported"]
    holes = sum(s not in ("reported", "not_applicable") for s in states)
    if not states:
        some = any(say[m] is not None for m in range(1, month + 1))
        return {"state": "partial" if some else "unreported", "n": sum(map(Fraction, good)), "low": 0, "high": None,
                "gap": 1}  # fmt: skip
    state = states[-1]
    if state in ("reported", "not_applicable"):
        state = "partial" if holes else "reported" if "reported" in states else "not_applicable"
    if kind == "recurring":
        return {"state": state, "n": sum(good), "d": len(good), "low": 0, "high": holes, "base": holes, "gap": holes}
    return {"state": state, "n": sum(map(Fraction, good)), "low": 0, "high": None if holes else 0, "gap": holes}


def _ratio(say: Any, month: int, registered: int | None, applied: bool, own: bool, judged_in: list[int]) -> Answer:
    """One month; of a unit that is judged by several, a month without a case is one with none of none."""
    state = status(say[month], ["numerator", "denominator"], applied)
    spoken = [status(say[m], ["numerator", "denominator"]) in ("reported", "partial", "pending") for m in judged_in]
    if state == "not_applicable" and any(spoken):
        return {"state": "reported", "n": 0, "d": 0, "low": 0, "high": 0, "base": 0, "gap": 0}
    if state == "not_applicable":
        return {"state": state, "n": 0, "d": 0, "low": 0, "high": 0, "base": 0, "gap": 0}
    if state == "reported":
        given = say[month]
        n, d = Fraction(given["numerator"]), Fraction(given["denominator"])
        return {"state": state, "n": n, "d": d, "low": 0, "high": 0, "base": 0, "gap": 0}
    months = [month] if own else range(1, month + 1)
    known = [say[m]["denominator"] for m in months if say[m] and say[m].get("denominator") is not None]
    base = Fraction(known[-1]) if known else registered
    return {"state": state, "n": 0, "d": 0, "low": 0, "high": base, "base": base, "gap": 1}


def _shares(target: Any, say: Any, month: int, registry: Any, applied: bool) -> Answer:
    """Every month has its own two numbers; a month that is missing has a denominator nobody knows, unless it was given."""
    roles = ["numerator", "denominator"]
    told = {m: status(say[m], roles, applied) for m in range(1, month + 1)}
    good = [say[m] for m in told if told[m] == "reported"]
    n, d = (sum(Fraction(given[role]) for given in good) for role in roles)
    due = asked(target, month)
    holes = [m for m in due if told[m] not in ("reported", "not_applicable")]
    state = told[due[-1]]
    if state in ("reported", "not_applicable"):
        state = "partial" if holes else "reported" if any(told[m] == "reported" for m in due) else "not_applicable"
    given = {m: (say[m] or {}).get("denominator") for m in holes}
    bases = [registry(m) if one is None else Fraction(one) for m, one in given.items()]
    seen = [one for one in bases if one is not None]
    base = sum(seen) if len(seen) == len(bases) else None
    return {"state": state, "n": n, "d": d, "low": 0, "high": base, "base": base, "gap": len(holes)}


def _latest(target: Any, say: Any, month: int, applied: bool) -> Answer:
    state = status(say[month], ["value"], applied)
    if state == "reported":
        return {"state": state, "n": Fraction(say[month]["value"]), "low": 0, "high": 0, "gap": 0}
    if state == "not_applicable":
        return {"state": state, "n": 0, "low": 0, "high": 0, "gap": 0}
    known = [say[m]["value"] for m in range(1, month + 1) if say[m] and say[m].get("value") is not None]
    low = Fraction(known[-1]) if known and target["measured"] == "cumulative" else 0
    return {"state": state, "n": 0, "low": low, "high": None, "gap": 1}


def _milestone(target: Any, say: Any, month: int, applied: bool, by_date: bool) -> Answer:
    """Done with a day and evidence, by the end of the month or (`by_date`) by the due date within it."""
    spoken = [m for m in say if status(say[m], ["done"]) == "reported"]
    last = say[spoken[-1]] if spoken else {"done": False}
    here = say[month]
    if target["cadence"] == "once":
        here = next((say[m] for m in range(month, 0, -1) if say[m] is not None), None)
        here = here if here is not None else say[spoken[-1]] if spoken else None
    state = status(here, ["done"], applied)
    if state == "not_applicable":
        return {"state": state, "n": 0, "d": 0, "low": 0, "high": 0, "base": 0, "gap": 0}
    claimed = bool(last["done"])
    proven = claimed and bool(last.get("on")) and bool(last.get("evidence"))
    if claimed and not proven and here and here.get("done"):
        return {"state": "partial", "n": 0, "d": 0, "low": 0, "high": 1, "base": 1, "gap": 1}
    due = date.fromisoformat(target["due"])
    step = STEPS.get(target["cadence"], 1)
    at_due = by_date and month == -(-due.month // step) * step
    limit = due if at_due else date(2022, month, monthrange(2022, month)[1])
    done = proven and date.fromisoformat(last["on"]) <= limit
    if state == "reported":
        return {"state": state, "n": int(done), "d": 1, "low": 0, "high": 0, "base": 0, "gap": 0}
    ruled_out = not done and spoken and spoken[-1] > month and not (claimed and not proven)
    return {"state": state, "n": 0, "d": 0, "low": int(done), "high": 0 if ruled_out else 1, "base": 1, "gap": 1}


def total(parts: list[Answer]) -> Answer:
    out: Answer = {"n": 0, "d": 0, "low": 0, "high": 0, "base": 0, "gap": 0, "known_n": 0, "known_d": 0}
    parts = [{**part, "known_n": part["n"], "known_d": part.get("d", 0)} for part in parts]
    for part in parts:
        for key in out:
            one = part.get(key, 0)
            out[key] = None if one is None or out[key] is None else out[key] + one
    return out


def verdict(target: Any, figure: Answer) -> bool | None:
    kind = target["kind"]
    share = kind in ("ratio", "milestone", "recurring")
    goal = {"milestone": "= 100%", "recurring": "= 100%", "redline": "= 0"}.get(kind) or target["goal"]
    if share:
        if figure["base"] is None and kind == "ratio" and target.get("per", 1) == 1:
            # one that failed already keeps all from being reached, one that was there keeps none
            sign, limit = goal.split()[0], Fraction(goal.split()[1].rstrip("%")) / (100 if goal.endswith("%") else 1)
            surely = figure["known_n"] < figure["known_d"] and sign in (">=", ">", "=") and limit >= 1
            return False if surely or (figure["n"] > 0 and sign in ("<=", "<", "=") and limit == 0) else None
        whole = None if figure["base"] is None else figure["d"] + figure["base"]
        if not whole:
            return None
        low, high = Fraction(figure["n"] + figure["low"]) / whole, Fraction(figure["n"] + figure["high"]) / whole
    else:
        low = figure["n"] + figure["low"]
        high = None if figure["high"] is None else figure["n"] + figure["high"]
    if not figure["gap"]:
        return compare(goal, Fraction(low))
    if target.get("measured") == "level":
        return None
    sign = goal.split()[0]
    ends = [None if end is None else compare(goal, Fraction(end)) for end in (low, high)]
    if sign == "=":
        limit = Fraction(goal.split()[1].rstrip("%")) / (100 if goal.endswith("%") else 1)
        if low > limit or (high is not None and high < limit):
            return False
        return True if low == high else None
    sure, hope = ends if sign in (">=", ">") else ends[::-1]
    return True if sure else False if hope is False else None


def judge_of(target: Any) -> Any:
    judge = target.get("judge", "pooled" if target["kind"] in ("ratio", "count") else "every")
    return "every" if judge == "pooled" and target.get("measured") == "level" else judge


def judged(target: Any, figure: Answer, verdicts: list[bool | None], void: int = 0) -> bool | None:
    """`void`: how many of the open ones had no case all year; they are asked for nothing."""
    judge = judge_of(target)
    if not verdicts:
        return None
    if judge == "pooled":
        return verdict(target, figure)
    concerned = len(verdicts) - void
    least = concerned if judge == "every" else judge["at-least"]
    if concerned and verdicts.count(True) >= least:
        return True
    return False if verdicts.count(True) + verdicts.count(None) - void < least else None


def due_month(target: Any) -> int:
    step = STEPS.get(target["cadence"], 1)
    return -(-date.fromisoformat(target["due"]).month // step) * step


def alone(target: Any) -> Any:
    """What holds in every month is looked at by the numbers of each month alone."""
    if not target.get("hold"):
        return target
    return {**target, "single": True, **({"measured": "month"} if target.get("measured") == "period" else {})}


def caseless(target: Any, figure: Answer) -> bool:
    """Whether nothing came in where each month of cases is judged by itself: it is neither kept nor broken."""
    by_cases = target.get("hold") and target["kind"] == "ratio" and target.get("measured") == "period"
    return bool(by_cases) and not (figure["gap"] or figure["n"] or figure.get("d"))


def without_case(target: Any, figure: Answer) -> bool:
    """Whether of cases added up over the year there was none."""
    by_cases = target["kind"] == "ratio" and target.get("measured") == "period"
    return by_cases and not (figure["gap"] or figure["n"] or figure.get("d"))


def unit_met(ws: Any, target: Any, unit: str, month: int, as_of: date, last: int) -> bool | None:
    here = unit_at(ws, target, unit, month, as_of, last, by_date=True)
    if here["state"] == "not_applicable":
        return None
    months = asked(target, month) if target.get("hold") else [month]
    figures = [unit_at(ws, alone(target), unit, m, as_of, last, by_date=True) for m in months]
    if caseless(target, here):
        return None
    spoken = [each for each in figures if each["state"] != "not_applicable" and not caseless(target, each)]
    out = [verdict(target, total([figure])) for figure in spoken]
    if False in out or None in out:
        return False if False in out else None
    return None if doubted(ws, target, unit) & rests_on(ws, target, unit, month, as_of, last) else True


def without_doubted(ws: Any, target: Any) -> Any:
    """As if nothing had been said where what was said of a target cannot be true."""
    returns = {
        (month, unit): {**item, "entries": {k: v for k, v in item["entries"].items() if k != target["id"]}}
        if month in doubted(ws, target, unit)
        else item
        for (month, unit), item in ws["returns"].items()
    }
    return {**ws, "returns": returns, "doubted": {}}


def city(ws: Any, target: Any, as_of: date) -> Answer:
    """Everything the status promises: per unit and for the city."""
    until = reference(as_of)
    months = asked(target, until)
    if target["kind"] == "redline":  # an event shows at once
        given = {
            m: [entry(ws, target, u, m, as_of) for u in ws.get("everybody", ws["units"])] for m in range(1, until + 1)
        }
        events = [m for m in given if any(one and one.get("value") for one in given[m])]
        months = sorted({*months, *events[-1:]})
    if not months:
        return {}
    at = months[-1]
    then = at if target["kind"] in ("recurring", "redline") else min(at, due_month(target))
    units = {unit: unit_at(ws, target, unit, at, as_of, at) for unit in ws["units"]}

    def deciding(some: list[str]) -> int:
        """The month of the due date; where nobody was concerned then, the first later one in which somebody is."""

        def states(m: int) -> list[str]:
            return [unit_at(ws, target, unit, m, as_of, at, by_date=True)["state"] for unit in some]

        lasts = target["kind"] in ("recurring", "redline") or target.get("hold")
        if lasts or set(states(then)) != {"not_applicable"}:
            return then
        return next((m for m in months if m > then and "reported" in states(m)), then)

    settled = {unit: deciding([unit]) for unit in ws["units"]}
    mets = {unit: unit_met(ws, target, unit, settled[unit], as_of, at) for unit in ws["units"]}

    def at_month(m: int, ws: Any = ws) -> bool | None:
        looked_at = alone(target) if judge_of(target) == "pooled" else target  # a unit is concerned if any month was
        parts = {unit: unit_at(ws, looked_at, unit, m, as_of, at, by_date=True) for unit in ws["units"]}
        inside = [unit for unit in parts if parts[unit]["state"] != "not_applicable"]
        if not inside:
            return None
        verdicts = {u: unit_met(ws, target, u, m, as_of, at) for u in inside}
        void = [
            u
            for u in inside
            if parts[u]["state"] == "reported" and verdicts[u] is None and without_case(target, parts[u])
        ]
        return judged(target, total(list(parts.values())), list(verdicts.values()), len(void))

    decided = deciding(ws["units"])
    met = at_month(decided)
    here_in = [unit for unit in units if units[unit]["state"] != "not_applicable"]
    then_in = [u for u in units if unit_at(ws, target, u, settled[u], as_of, at)["state"] != "not_applicable"]
    judge = judge_of(target)

    def in_each_month(ws: Any) -> bool | None:
        each = [at_month(m, ws) for m in asked(target, then)]
        silent = []
        for m in asked(target, then):
            parts = [unit_at(ws, alone(target), u, m, as_of, at) for u in units]
            nobody = all(part["state"] == "not_applicable" for part in parts)
            silent.append(nobody or caseless(target, total(parts)))
        if caseless(target, total([unit_at(ws, target, u, then, as_of, at) for u in units])):
            return None
        each = [verdict_ for verdict_, none in zip(each, silent, strict=True) if not none]
        return False if False in each else None if None in each else True

    whole = bool(target.get("hold") and judge == "pooled" and then_in)
    met = in_each_month(ws) if whole else met
    if met and judge == "pooled" and ws.get("doubted"):  # reached only by a number that cannot be true: not reached
        sure = without_doubted(ws, target)
        met = (in_each_month(sure) if whole else at_month(decided, sure)) or None
    states = [units[unit]["state"] for unit in here_in]
    if not states:
        state = "not_applicable"
    elif len(set(states)) == 1:
        state = states[0]
    else:
        state = "partial" if {"reported", "partial"} & set(states) else "unreported"
    figure = total(list(units.values()))
    figure["many"] = len([unit for unit in units.values() if unit["state"] == "reported"]) > 1
    everybody = len(ws.get("everybody", ws["units"]))
    told = dict.fromkeys(mets) if limits_all(target) and everybody > 1 else mets
    if limits_all(target) and len(mets) < everybody:
        met = None
    return {"state": state, "figure": figure, "met": met, "units": units, "mets": told,
            "units_met": sum(mets[unit] is True for unit in then_in), "expected": len(here_in)}  # fmt: skip
