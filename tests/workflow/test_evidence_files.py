"""Evidence as files: told apart by hash, dated by name or by what is in them, and held against what was accepted."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.apps.cli.accept import accept
from mzgz.intake.workspace import load
from mzgz.intake.workspace.evidence_files import list_evidence
from mzgz.model.evidence_record import is_file_name
from mzgz.model.periods import Period
from workspace import make_workspace

MAY = """\
# submissions/2022-05/150702.yaml
received: 2022-06-03
entries:
  nursing-bed-share: {numerator: 812, denominator: 1450, evidence: [床位台账.xlsx]}
  care-beds: {value: 1450}
  visit-system: {done: true, on: 2022-05-20, evidence: [走访通知.pdf]}
  no-relapse: {value: 0}
"""


def put(root: Path, name: str, data: bytes, place: str = "2022-05/150702") -> None:
    file = root / "evidence" / place / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def rules(root: Path, day: str = "2022-06-20") -> dict[str, list[str]]:
    ledger, found = load(root)
    told: dict[str, list[str]] = {}
    for finding in validation.run(ledger, found, as_of=date.fromisoformat(day)).findings:
        if finding.code in ("E131", "E132", "E133", "E134", "R101", "R105") or finding.rule == "wrong-shape":
            told.setdefault(finding.rule, []).append(finding.message)
    return told


def test_evidence_is_taken_of_any_kind_of_target(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, MAY)
    put(root, "床位台账.xlsx", b"PK?")
    put(root, "走访通知.pdf", b"%PDF-1.4 /CreationDate (D:20220519080000)")
    assert rules(root) == {}


def test_evidence_of_a_number_bears_no_later_day_than_the_return(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, MAY.replace("床位台账.xlsx", "床位台账2022-06-28.xlsx"))
    put(root, "床位台账2022-06-28.xlsx", b"PK?")
    put(root, "走访通知.pdf", b"%PDF-1.4 /CreationDate (D:20220519080000)")
    received = load(root)[0].submissions[(Period.parse("2022-05"), "150702")].received
    assert received is not None
    assert rules(root, "2022-07-20") == {
        "evidence-file-too-young": [
            f"凭据“床位台账2022-06-28.xlsx”的日期是2022年6月28日，晚于收到报表的日期{received:%Y}年{received.month}月{received.day}日"
        ]
    }


def _word(created: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "docProps/core.xml", f'<c><dcterms:created xsi:type="x">{created}T01:02:03Z</dcterms:created></c>'
        )
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "day"),
    [
        ("2022-05-20通知.pdf", b"", date(2022, 5, 20)),
        ("通知20220520.pdf", b"", date(2022, 5, 20)),
        ("通知2022年5月2日.pdf", b"", date(2022, 5, 2)),
        ("通知2022.5.20.pdf", b"", date(2022, 5, 20)),
        ("通知2022-13-20.pdf", b"", None),
        ("通知2022-02-30.pdf", b"", None),
        ("通知〔2022〕12号.pdf", b"", None),
        ("a.pdf", b"%PDF-1.4\n/CreationDate (D:20220521080000+08'00')", date(2022, 5, 21)),
        ("a.jpg", b"\xff\xd8\xff\xe1Exif\x002022:05:22 08:00:00\x00", date(2022, 5, 22)),
        ("a.docx", _word("2022-05-23"), date(2022, 5, 23)),
        ("a.docx", b"PK\x03\x04 damaged", None),
        ("a.txt", b"2022:05:22 08:00:00", None),
    ],
)
def test_the_day_a_file_bears(name: str, data: bytes, day: date | None, tmp_path: Path) -> None:
    put(tmp_path, name, data)
    files, found = list_evidence(tmp_path)
    assert found == []
    assert files[Period.parse("2022-05"), "150702"][name].dated == day


def test_what_is_accepted_is_kept_by_hash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_workspace(tmp_path, MAY)
    put(root, "床位台账.xlsx", b"PK?")
    put(root, "走访通知.pdf", b"%PDF-1.4 one")
    accept(by="局长", period="2022-05", unit=["150702"], on="2022-06-06", directory=root)
    assert rules(root) == {}
    put(root, "走访通知.pdf", b"%PDF-1.4 two")
    (root / "evidence/2022-05/150702/床位台账.xlsx").unlink()
    told = rules(root)
    assert told["evidence-changed-after-acceptance"] == [
        "凭据 evidence/2022-05/150702/床位台账.xlsx 在2022年6月6日受理以后不见了",
        "凭据 evidence/2022-05/150702/走访通知.pdf 在2022年6月6日受理以后换过了",
    ]
    assert told["evidence-file-missing"] == ["凭据“床位台账.xlsx”是文件，原件不在 evidence/2022-05/150702/ 里"]


def test_the_same_file_for_two_months_is_found_though_it_is_named_otherwise(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, MAY)
    put(root, "床位台账.xlsx", b"PK?")
    put(root, "走访通知.pdf", b"%PDF-1.4 one")
    put(root, "另一份.pdf", b"%PDF-1.4 one", "2022-06/150702")
    assert rules(root)["evidence-file-used-twice"] == [
        "这个文件和海拉尔5月的 evidence/2022-05/150702/走访通知.pdf 内容完全相同"
    ]


@pytest.mark.parametrize(
    ("item", "is_file"),
    [
        ("通知.pdf", True),
        ("照片.JPG", True),
        ("海民发〔2022〕12号", False),
        ("第3次局长办公会", False),
        ("../x.pdf", False),
    ],
)
def test_what_is_a_file_and_what_a_number(item: str, is_file: bool) -> None:
    assert is_file_name(item) == is_file
