"""One record of a file against its model: the value, or what is wrong with it, in Chinese and in its place."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from mzgz.intake.faults import fault, record
from mzgz.intake.faults import yaml_text as text_faults
from mzgz.intake.yaml.file import YamlFile
from mzgz.language.near_matches import near
from mzgz.language.value_suggestions import suggest_date, suggest_number, suggest_period
from mzgz.model.evidence_record import FINGERPRINT
from mzgz.model.findings import Diagnostic, Source
from mzgz.model.hints import either
from mzgz.model.local_words import CHINESE_WORD
from mzgz.model.targets.target import SLUG
from mzgz.model.targets.target_clauses import CONDITION
from mzgz.model.unit import CODE, MONTH

Path = tuple[str | int, ...]

_NUMBER_TYPES = frozenset(
    {"int_type", "int_parsing", "is_instance_of", "decimal_type", "decimal_parsing", "float_type"}
)
_KINDS_OF: dict[str, str] = {
    "bool_type": either("true 或 false", "“是”或“否”"),
    "bool_parsing": either("true 或 false", "“是”或“否”"),
    "string_type": "文字",
    "tuple_type": either("列表（每项前加“- ”，或写在 [ ] 里）", "几项，每项一行"),
    "list_type": either("列表（每项前加“- ”，或写在 [ ] 里）", "几项，每项一行"),
    "dict_type": either("“键: 值”", "各栏的内容"),
    "mapping_type": either("“键: 值”", "各栏的内容"),
    "model_type": either("“键: 值”", "各栏的内容"),
    "model_attributes_type": either("“键: 值”", "各栏的内容"),
    "dataclass_type": either("“键: 值”", "各栏的内容"),
}
_LOW = {"greater_than": "gt", "greater_than_equal": "ge"}
_HIGH = {"less_than": "lt", "less_than_equal": "le"}
_FORMS = frozenset({"scope", "judge"})
"""Keys that take one of several forms: one fault for the whole, not one for each form."""
PATTERNS = {
    CODE: ("六位、九位或十二位数字的区划代码", "150702"),
    MONTH: ("年和月", "2022-07"),
    SLUG: ("小写英文、数字和连字符", "nursing-bed-share"),
    CONDITION: ("登记数和整数的比较", "streets > 0"),
    FINGERPRINT: ("64 位小写十六进制的指纹", "由 mzgz accept 写出的那样"),
    CHINESE_WORD: ("汉字", "县市区"),
}
"""What each form a text must have is called, and one of its kind."""

TRANSLATED = frozenset(
    {
        "missing",
        "missing_argument",
        "extra_forbidden",
        "unexpected_keyword_argument",
        "bad_date",
        "bad_period",
        "bad_goal",
    }
    | {"literal_error", "enum", "string_pattern_mismatch", "string_too_short", "finite_number", "invalid_key"}
    | _NUMBER_TYPES
    | {"too_short"}
    | set(_KINDS_OF)
    | set(_LOW)
    | set(_HIGH)
)
"""Every error type our models can raise; a test holds this against the models."""


@cache
def adapter(model: Any) -> TypeAdapter[Any]:
    """The compiled validator of a model."""
    return TypeAdapter(model)


def validate(model: Any, data: Any, file: YamlFile, at: Path) -> tuple[Any, list[Diagnostic]]:
    """The validated value and no faults, or None and the faults."""
    try:
        return adapter(model).validate_python(data), []
    except ValidationError as error:
        groups: dict[Path, list[ErrorDetails]] = {}
        for detail in error.errors(include_url=False):
            groups.setdefault(_place(detail, data), []).append(detail)
        return None, [_translate(place, details, file, at, model) for place, details in groups.items()]


def _place(detail: ErrorDetails, data: Any) -> Path:
    """The part of pydantic's location that exists in the data: tags of unions are not places. A missing key is its own."""
    place: list[str | int] = []
    for step in detail["loc"]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            if detail["type"] in ("missing", "missing_argument"):
                place.append(step)
            break
        place.append(step)
        if step in _FORMS:
            break
    return tuple(place)


def _translate(place: Path, details: list[ErrorDetails], file: YamlFile, at: Path, model: Any) -> Diagnostic:
    detail = details[0]
    kinds = {each["type"] for each in details}
    source = file.source(*at, *place)
    key = next((step for step in reversed((*at, *place)) if isinstance(step, str)), "文件")
    text = _shown(detail["input"])
    match detail["type"]:
        case "missing" | "missing_argument":
            title = title_of(model, place)
            where = f"“{title}”" if title == key else f"“{title}”没有填，"
            return fault(
                record.missing_key, file.source(*at, *place[:-1]), key=key, where=where.removeprefix(f"“{key}”")
            )
        case "extra_forbidden" | "unexpected_keyword_argument":
            if "：" in key:
                written = f"{key}: {text}"
                corrected = written.replace("：", ": ").replace("，", ", ").replace(",  ", ", ")
                at_key = file.key_source(*at, *place)
                return fault(text_faults.fullwidth_colon, at_key, text=written, corrected=corrected)
            return unknown_key(key, file.key_source(*at, *place), keys_of(model, place[:-1]))
        case _ if key == "scope":
            return fault(record.bad_scope, source, text=text, problem="的写法不对")
        case "literal_error" if key == "judge" and len(details) == 1:
            return fault(record.bad_choice, source, key=key, value=text, choices=_choices(detail))
        case _ if key == "judge":
            return fault(record.bad_choice, source, key=key, value=text, choices=("pooled", "every", "{at-least: 3}"))
        case "bad_date":
            return fault(record.bad_date, source, text=text, corrected=suggest_date(text))
        case "bad_period":
            return fault(record.bad_period, source, text=text, corrected=suggest_period(text))
        case "bad_goal":
            return fault(record.bad_goal, source, text=text, problem="的写法不对")
        case "literal_error" | "enum":
            return fault(record.bad_choice, source, key=key, value=text, choices=_choices(detail))
        case "string_pattern_mismatch":
            wanted, example = PATTERNS[detail["ctx"]["pattern"]]
            return fault(record.bad_pattern, source, key=key, value=text, wanted=wanted, example=example)
        case "string_too_short":
            return fault(record.wrong_type, source, key=key, expected="文字", got="空")
        case _ if "too_short" in kinds:
            return fault(record.wrong_type, source, key=key, expected="至少一项", got="空的列表")
    for each in details:
        if each["type"] in _LOW | _HIGH:
            low, high = (each.get("ctx", {}).get(names.get(each["type"], "")) for names in (_LOW, _HIGH))
            return fault(
                record.out_of_range,
                source,
                key=key,
                value=text,
                low=_bound(low),
                high=_bound(high),
                exclusive=each["type"] in ("greater_than", "less_than"),
            )
    return _wrong_type(key, detail, kinds, source)


def _bound(limit: Any) -> str | None:
    return None if limit is None else str(limit)


def _choices(detail: ErrorDetails) -> tuple[str, ...]:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return tuple(choice.strip().strip("'") for choice in expected.replace(" or ", ",").split(","))


def _wrong_type(key: str, detail: ErrorDetails, kinds: set[str], source: Source) -> Diagnostic:
    value = detail["input"]
    if kinds & _NUMBER_TYPES:
        if isinstance(value, str):
            return fault(text_faults.number_form, source, text=value, number=suggest_number(value))
        return fault(record.wrong_type, source, key=key, expected="数", got=what(value))
    if detail["type"] == "string_type" and isinstance(value, int) and not isinstance(value, bool):
        return fault(record.unquoted_code, source, text=str(value))
    return fault(
        record.wrong_type, source, key=key, expected=_KINDS_OF.get(detail["type"], "别的写法"), got=what(value)
    )


def unknown_key(key: str, source: Source, known: Iterable[str]) -> Diagnostic:
    """A key the record does not have, with the nearest one it does."""
    names = tuple(known)
    like = near(key, names, 1)
    return fault(record.unknown_key, source, key=key, near=like, known=names)


def keys_of(model: Any, place: Path) -> tuple[str, ...]:
    """The keys that may be written at `place` of a model; empty where they are free."""
    return tuple(_fields(model, place))


def title_of(model: Any, place: Path) -> str:
    """The Chinese title of the key at `place`, or the key itself."""
    field = _fields(model, place[:-1]).get(str(place[-1]), {})
    return str(field.get("title", place[-1]))


@cache
def _schema(model: Any) -> dict[str, Any]:
    return adapter(model).json_schema(by_alias=True)


def _fields(model: Any, place: Path) -> dict[str, Any]:
    schema = _schema(model)
    node: dict[str, Any] = _resolve(schema, schema)
    for step in place:
        inner = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
        node = _resolve(inner or node.get("additionalProperties") or {}, schema)
    properties: dict[str, Any] = node.get("properties", {})
    return properties


def _resolve(node: Any, root: dict[str, Any]) -> dict[str, Any]:
    """Follow references, and of several forms take the first that has keys or items."""
    if not isinstance(node, dict):
        return {}
    if "$ref" in node:
        return _resolve(root["$defs"][node["$ref"].rsplit("/", 1)[1]], root)
    for choice in node.get("anyOf", ()):
        found = _resolve(choice, root)
        if "properties" in found or "items" in found:
            return found
    return node


def _shown(value: Any) -> str:
    text = "（空）" if value is None else as_written(value)
    return text if len(text) <= 40 else text[:39] + "…"


def as_written(value: Any) -> str:
    """As the file has it, on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case dict():
            return "{" + ", ".join(f"{key}: {as_written(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(as_written, value)) + "]"
    return str(value)


def what(value: Any) -> str:
    """A value in the words of a finding."""
    match value:
        case None:
            return "空"
        case bool():
            return f"“{_shown(value)}”"
        case int() | Decimal():
            return f"数 {value}"
        case str():
            return f"文字“{_shown(value)}”"
        case list():
            return "列表"
    return "“键: 值”"
