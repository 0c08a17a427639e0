"""One hint, in the words of whoever reads it."""

from __future__ import annotations

import pickle
from dataclasses import fields

import pytest

from mzgz.formats.html.page_templates import environment
from mzgz.model.hints import FIELD_LABELS, Reader, advice, either, for_reader, to_all
from mzgz.model.submissions import Entry


@pytest.mark.parametrize(
    ("template", "file", "form"),
    [
        ("请补填 ⟦numerator⟧", "请补填 numerator", "请补填“分子”"),
        ("请⟦在 note⟧ 中写明", "请在 note 中写明", "请在“说明”栏中写明"),
        ("没有的⟦写 not_applicable: 原因⟧", "没有的写 not_applicable: 原因", "没有的填“不适用原因”"),
        ("拿不出的，⟦改填 done: false⟧", "拿不出的，改填 done: false", "拿不出的，“是否完成”改填“否”"),
        ("请⟦补填 on: 完成日期⟧", "请补填 on: 完成日期", "请补填“完成日期”"),
        ("并⟦删去 pending⟧；", "并删去 pending；", "并删去“待核日期”；"),
        ("属实的，⟦在 explanations⟧ 中说明", "属实的，在 explanations 中说明", "属实的，在“情况说明”表中说明"),
    ],
)
def test_a_file_is_told_the_key_and_a_form_its_label(template: str, file: str, form: str) -> None:
    hint = advice(template)
    assert hint == file
    assert [for_reader(hint, reader) for reader in (Reader.FILE, Reader.FORM, Reader.LETTER)] == [file, form, form]


def test_a_page_has_no_sheets() -> None:
    assert for_reader(advice("⟦在 explanations⟧ 中说明"), Reader.PAGE) == "在下面的“写说明”框中说明"


def test_pages_speak_to_who_fills_them_in() -> None:
    page = environment().from_string("{{ hint | for_page }}")
    assert page.render(hint=advice("⟦改填 done: true⟧")) == "“是否完成”改填“是”"


def test_hints_are_put_together_with_plain_words_before_and_after() -> None:
    hint = "请删去" + either(" street-centres", "这一项") + "；" + advice("⟦改填 done: true⟧")
    assert hint == "请删去 street-centres；改填 done: true"
    assert for_reader(hint, Reader.FORM) == "请删去这一项；“是否完成”改填“是”"
    assert for_reader(pickle.loads(pickle.dumps(hint)), Reader.FORM) == "请删去这一项；“是否完成”改填“是”"  # noqa: S301


def test_plain_words_are_the_same_to_all() -> None:
    assert {for_reader("请核对", reader) for reader in Reader} == {"请核对"}


@pytest.mark.parametrize("token", ["⟦notes⟧", "⟦改填 finished: true⟧", "⟦⟧"])
def test_a_token_must_be_a_key_of_a_return(token: str) -> None:
    with pytest.raises(KeyError):
        advice(f"请核对 {token}")


def test_every_field_of_an_entry_has_a_label() -> None:
    assert set(FIELD_LABELS) == {each.name for each in fields(Entry)}


def test_a_change_is_made_in_the_words_of_every_reader() -> None:
    message = to_all(
        "受理以后又有改动" + either("（见 acceptance/2022-06/150702.yaml:4:5）"), lambda text: f"{text}；说明不清"
    )
    assert message == "受理以后又有改动（见 acceptance/2022-06/150702.yaml:4:5）；说明不清"
    assert for_reader(message, Reader.LETTER) == "受理以后又有改动；说明不清"
    assert to_all("受理", lambda text: text + "了") == "受理了"
