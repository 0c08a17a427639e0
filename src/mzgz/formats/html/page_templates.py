"""The templates of pages, inside the package: undefined names stop the page, text is always escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mzgz.formats.html.help_words import for_people
from mzgz.model.hints import Reader, for_reader
from mzgz.workflow.finding_in_form import message_of

_PACKAGE = "mzgz.formats.html"


@cache
def environment() -> Environment:
    """Loaded once; templates come only from the package, never from a workspace."""
    built = Environment(
        loader=PackageLoader(_PACKAGE, "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    built.globals["style"] = stylesheet
    built.filters["for_page"] = for_page
    built.filters["for_form"] = for_form
    built.filters["for_letter"] = for_letter
    built.filters["told"] = message_of
    built.filters["for_people"] = for_people
    return built


def for_page(hint: str) -> str:
    """What to do about a finding, in the words of whoever fills in a page."""
    return for_reader(hint, Reader.PAGE)


def for_form(hint: str) -> str:
    """The same about a workbook that was taken in on a page: its cells are meant."""
    return for_reader(hint, Reader.FORM)


def for_letter(hint: str) -> str:
    """The same to whoever looks a return over: the unit is to do it, and not on this page."""
    return for_reader(hint, Reader.LETTER)


def stylesheet() -> Markup:
    """The style sheet as it stands in the package, with a class for every width of a bar (a policy that forbids
    inline style leaves no other way): our own text, so it is not escaped."""
    widths = "".join(f".w{n}{{width:{n}%}}" for n in range(1, 101))
    return Markup(files(_PACKAGE).joinpath("pages", "style.css").read_text(encoding="utf-8") + widths)  # noqa: S704


def script() -> str:
    """The desk's own script: pages work without it, it only makes them quicker to use."""
    return files(_PACKAGE).joinpath("pages", "desk.js").read_text(encoding="utf-8")
