"""A letter as plain text, to be pasted into a chat window."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.model.document import Block, Document, Paragraph, Style, Table

_FLUSH = (Style.SALUTATION, Style.SIGNATURE)


def plain_text(document: Document) -> str:
    """Title, text and signature on lines of their own; a table as one line for each row."""
    return "\n".join(line for block in document.blocks() for line in _lines(block)) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Paragraph) and block.text and block.style is not Style.ATTACHMENT:
        yield _line(block)


def _line(paragraph: Paragraph) -> str:
    text = paragraph.text.replace("\n", "")
    match paragraph.style:
        case Style.TITLE:
            return f"【{text}】"
        case Style.NOTICE:
            return f"（{text}）"
        case style if style in _FLUSH:
            return text
    return f"　　{text}"


def _table(table: Table) -> Iterator[str]:
    """Each row after the name in its first cell: the other cells with their heads, dashes and zeros left out."""
    heads = [column.title.replace("\n", "") for column in table.columns[1:]]
    for row in table.rows:
        name, *cells = ("".join(piece if isinstance(piece, str) else piece.text for piece in cell) for cell in row)
        rendered = (f"{head}{cell}" for head, cell in zip(heads, cells, strict=False) if cell not in ("", "—", "0"))
        yield name if table.spans(row) else f"{name}：{'，'.join(rendered)}"
    if table.note:
        yield table.note
