"""Fill cells of a workbook through LibreOffice's own API and save it as .xlsx: run by the system's Python, which has `uno`.

Usage: fill_by_libreoffice.py PROFILE < jobs.json, where the jobs are a list of {"form", "out", "cells"}; "cells" is a list
of [sheet, cell, kind, value] with kind text, number or date. Prints, for each job, what the first sheet's cells look
like to LibreOffice: {"protected", "refused", "lists", "marks"}.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

_PATIENCE = 120


def main() -> None:
    """Start an office of our own, do the jobs, end it."""
    profile = Path(sys.argv[1])
    pipe = f"mzgz{os.getpid()}"  # two runs at a time must not talk to one office
    office = subprocess.Popen(  # noqa: S603 - our own office, in our own profile
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo",  # noqa: S607
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        desktop = _desktop(pipe)
        print(json.dumps([_done(desktop, job) for job in json.load(sys.stdin)], ensure_ascii=False))
        desktop.terminate()
    finally:
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.kill()


def _desktop(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(_PATIENCE * 2):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("soffice did not answer")


def _property(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _done(desktop: Any, job: dict[str, Any]) -> dict[str, Any]:
    document = desktop.loadComponentFromURL(Path(job["form"]).as_uri(), "_blank", 0, (_property("Hidden", True),))
    sheets = document.Sheets
    for sheet, cell, kind, value in job["cells"]:
        _type(sheets.getByName(sheet).getCellRangeByName(cell), kind, value)
    document.calculateAll()
    told = _told(document)
    document.storeToURL(Path(job["out"]).as_uri(), (_property("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
    return told


def _type(cell: Any, kind: str, value: Any) -> None:
    if kind == "number":
        cell.setValue(value)
    elif kind == "date":
        cell.setFormula(value)
    else:
        cell.setString(value)


def _told(document: Any) -> dict[str, Any]:
    """What a person would meet: locked sheets, drop-downs, and the marks."""
    sheets = document.Sheets
    figures = sheets.getByName("填报")
    cursor = figures.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress.EndRow + 1
    lists: dict[str, int] = {}
    locked = marks = 0
    for row in range(4, last + 1):
        cell = figures.getCellRangeByName(f"I{row}")
        validation = cell.getPropertyValue("Validation")
        kind = validation.getPropertyValue("Type").value
        lists[kind] = lists.get(kind, 0) + 1
        locked += cell.getPropertyValue("CellProtection").IsLocked
        marks += bool(figures.getCellRangeByName(f"L{row}").getString())
    return {
        "protected": [name for name in sheets.ElementNames if sheets.getByName(name).isProtected()],
        "hidden": [name for name in sheets.ElementNames if not sheets.getByName(name).IsVisible],
        "validations": lists,
        "locked": locked,
        "marks": marks,
    }


if __name__ == "__main__":
    main()
