"""A document with one of everything, as the tests of the Word writer use it."""

from __future__ import annotations

from mzgz.model.document import Chart, ChartSeries, Column, Document, Figure, Inline, Paragraph, Part, Run, Style, Table

SHARE = Figure("nursing-bed-share@city/2022-12:value", "56.1%", "养老机构护理型床位占比")
LONG = Figure("community-care-stations-and-embedded-homes@150702/2022-12:value-of-street", "38", "社区养老服务站数")


def paragraph(*inlines: Inline, style: Style = Style.BODY) -> Paragraph:
    return Paragraph(inlines, style)


def table(caption: str, columns: int, rows: int = 3) -> Table:
    heads = (Column("旗市区", 3), *(Column(f"第{n}项", 2, "right") for n in range(1, columns)))
    body = tuple(
        (("海拉尔区",), *((Figure(f"t{columns}-{r}-{c}", f"{r}.{c}", "数"),) for c in range(1, columns)))
        for r in range(rows)
    )
    return Table(caption, heads, body, "各旗市区分项完成数", "注：数据为示例。")


def rich() -> Document:
    """Title to signature, both orientations, every style."""
    opening = (
        paragraph("在全市民政工作会议上的讲话", style=Style.TITLE),
        paragraph("局长　某某", style=Style.SUBTITLE),
        paragraph("（2022年12月30日）", style=Style.SUBTITLE),
        paragraph("示例数据，仅供演示", style=Style.NOTICE),
        paragraph("同志们：", style=Style.SALUTATION),
        paragraph("一、着力保障，养老服务更加有力", style=Style.HEADING1),
        paragraph("（一）扩大养老服务供给", style=Style.HEADING2),
        paragraph(Run("（二）提升养老机构质量。", "楷体"), "护理型床位占比达到", SHARE, "，“两项补贴”按月发放。"),
        paragraph("1.分项", style=Style.HEADING3),
        paragraph("（1）细目", style=Style.HEADING4),
        paragraph("再说一次，占比", SHARE, "，服务站", LONG, "个，", Run("【待补：探访率】", "待补")),
    )
    chart = Chart(
        "图1　床位占比", ("海拉尔区", "满洲里市"), (ChartSeries("2022年", ("56.1", None)),), "%", "两地床位占比"
    )
    annex = (paragraph("附件1", style=Style.ATTACHMENT), paragraph("目标完成\n情况表", style=Style.TITLE))
    close = (paragraph("XX市民政局", style=Style.SIGNATURE), paragraph("2022年12月30日", style=Style.SIGNATURE))
    parts = (
        Part((*opening, chart, table("表1　完成情况", 4))),
        Part((*annex, table("表2　分旗市区情况", 12)), landscape=True),
        Part((paragraph("以上情况，请审阅。"), *close)),
    )
    return Document(
        "speech", "在全市民政工作会议上的讲话", "办公室", "2022-12-31", parts, {"mzgz.data-sha256": "0" * 64}
    )


def plain(*inlines: Inline, style: Style = Style.BODY) -> Document:
    """A document of one paragraph."""
    return Document("note", "便函", "办公室", "2022-12-31", (Part((paragraph(*inlines, style=style),)),))
