"""The words for a record that reads well and says what cannot be: one function per fault, its docstring the manual."""

from __future__ import annotations

from collections.abc import Sequence

from mzgz.intake.faults.shared_phrases import labelled, listed, near_or, of_keys, one_of
from mzgz.model.findings import Words
from mzgz.model.hints import advice, either

TABLE_HEAD = "表头"
"""Where a column is missing and not a key."""

# ── names and values ─────────────────────────────────────────────────────────────────────────────────────────


def unknown_key(key: str, near: Sequence[str], known: Sequence[str]) -> Words:
    """名称没有规定

    为什么：没有规定的名称不会被读取，填在里面的内容等于没有报。

    反例：
        unit: "150702"
        period: 2022-06
        approved: 局长

    正例：
        unit: "150702"
        period: 2022-06
        approved_by: 局长
    """
    return Words(
        f"这里没有“{key}”这个名称", of_keys("是不是要写 ", near, "？") if near else of_keys("这里可以写的名称：", known)
    )


def missing_key(key: str, where: str) -> Words:
    """缺少必填的一项

    为什么：缺了这一项，就不知道是谁报的、报的哪个月，或者无法计算。

    反例：
        period: 2022-06
        entries: {}

    正例：
        unit: "150702"
        period: 2022-06
        entries: {}
    """
    if where == TABLE_HEAD:
        return Words(f"{where}缺少“{key}”", f"请在第一行补上“{key}”这一列，下面各行填好")
    return Words(f"{where}缺少“{key}”", either(f"请补上“{key}: …”", f"请补填{labelled(key)}"))


def wrong_type(key: str, expected: str, got: str) -> Words:
    """值的种类不对

    为什么：该填数的地方填了文字，该填列表的地方填了一个值，都无法读取。

    反例：
        unit: "150702"
        period: 2022-06
        entries: 没有

    正例：
        unit: "150702"
        period: 2022-06
        entries: {}
    """
    return Words(f"“{key}”应填{expected}，这里填的是{got}", "请改填" + expected)


def unquoted_code(text: str) -> Words:
    """代码没有加引号

    为什么：代码是名称，不是数。不加引号会被当成数，以 0 开头的代码会少一位。

    反例：
        unit: 150702
        period: 2022-06

    正例：
        unit: "150702"
        period: 2022-06
    """
    return Words(f"代码 {text} 没有加引号，被当成了数", either(f'请加上引号，写成 "{text}"', "请照填报表上的代码填写"))


def bad_date(text: str, corrected: str | None) -> Words:
    """日期的写法不对

    为什么：日期统一写成“年-月-日”，月和日各两位，机器才能比较先后。

    反例：
        unit: "150702"
        period: 2022-06
        received: 2022年7月4日

    正例：
        unit: "150702"
        period: 2022-06
        received: 2022-07-04
    """
    hint = f"请改成 {corrected}" if corrected else "请写成“年-月-日”，例如 2022-05-20，并核对有没有这一天"
    return Words(f"“{text}”不是规定写法的日期", hint)


def bad_period(text: str, corrected: str | None) -> Words:
    """报告期的写法不对

    为什么：报告期统一写成 2022-06（月）、2022-Q2（季）或 2022（年），才能和文件夹、往期对上。

    反例：
        unit: "150702"
        period: 2022年6月

    正例：
        unit: "150702"
        period: 2022-06
    """
    return Words(f"“{text}”不是规定写法的报告期", f"请改成 {corrected or '2022-06 这样的写法'}")


def bad_choice(key: str, value: str, choices: Sequence[str]) -> Words:
    """不在可选的值里

    为什么：可选的值是固定的几个，换一种说法机器就认不出，无法汇总。

    反例：
        unit: "150702"
        period: 2022-06
        entries:
          village-rules: {stage: 差不多了}

    正例：
        unit: "150702"
        period: 2022-06
        entries:
          village-rules: {stage: 推进中}
    """
    return Words(f"“{key}”不能填“{value}”", one_of(choices))


def bad_pattern(key: str, value: str, wanted: str, example: str) -> Words:
    """值的格式不对

    为什么：编号、代码有固定的格式，格式不对就无法和别处对上。

    反例：
        targets:
          - id: 护理型床位占比

    正例：
        targets:
          - id: nursing-bed-share
    """
    return Words(
        f"“{key}”的值“{value}”格式不对，应是{wanted}", either(f"请改成{example}这样的写法", f"请照{wanted}的写法改正")
    )


def out_of_range(key: str, value: str, low: str | None, high: str | None, exclusive: bool = False) -> Words:
    """值超出范围

    为什么：超出范围的值不可能是真的，多半是多写、少写了一位。

    反例：
        reporting: {due_day: 50}

    正例：
        reporting: {due_day: 5}
    """
    words = ("大于", "小于") if exclusive else ("不小于", "不大于")
    limits = [f"{words[0]} {low}" if low is not None else "", f"{words[1]} {high}" if high is not None else ""]
    return Words(f"“{key}”填了 {value}，应{'、'.join(filter(None, limits))}", "请核对后改正")


def wrong_shape(target: str, kind: str, unexpected: Sequence[str], expected: Sequence[str]) -> Words:
    """填的项目和任务的种类不符

    为什么：占比要填分子和分母，事项要填是否完成。填错了项目，这项任务等于没有报。

    反例：
        unit: "150702"
        period: 2022-06
        entries:
          nursing-bed-share: {done: true}

    正例：
        unit: "150702"
        period: 2022-06
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
    """
    return Words(
        f"“{target}”是{kind}任务，不填 {listed(unexpected)}" if unexpected else f"“{target}”是{kind}任务，填得不全",
        of_keys("请填 ", expected) + advice("；不适用的⟦写 not_applicable⟧") + either(" 和理由"),
    )


# ── names that must be known ─────────────────────────────────────────────────────────────────────────────────


def unknown_unit(text: str, near: Sequence[str]) -> Words:
    """没有这个单位

    为什么：单位以 mzgz.yaml 里列出的为准，没有列出的不能报送。

    反例：
        unit: "150799"
        period: 2022-06

    正例：
        unit: "150702"
        period: 2022-06
    """
    return Words(
        f"没有“{text}”这个单位",
        near_or(near, either("请对照 mzgz.yaml 里的 units 填写单位代码", "请照填报表上的单位填写")),
    )


def unknown_target(text: str, near: Sequence[str]) -> Words:
    """没有这项任务

    为什么：任务以 targets 文件夹里列出的为准。编号写错，这项就等于没有报。

    反例：
        unit: "150702"
        period: 2022-06
        entries:
          nursing-bed-shares: {numerator: 812, denominator: 1450}

    正例：
        unit: "150702"
        period: 2022-06
        entries:
          nursing-bed-share: {numerator: 812, denominator: 1450}
    """
    return Words(
        f"今年的任务里没有“{text}”",
        near_or(near, either("请对照 targets 文件夹里各项任务的 id 填写", "请从填报表列出的任务里选")),
    )


def unknown_registry(name: str, near: Sequence[str]) -> Words:
    """没有这项底数

    为什么：以底数作分母的任务，要在单位的 registry 里找到这项底数。

    反例：
        targets:
          - {id: stations, denominator: {registry: street}}

    正例：
        targets:
          - {id: stations, denominator: {registry: streets}}
    """
    return Words(
        f"没有哪个单位登记了底数“{name}”",
        near_or(near, either("请在 mzgz.yaml 各单位的 registry 里登记这项底数", "请上级登记这项底数")),
    )


def unknown_section(name: str, near: Sequence[str]) -> Words:
    """没有这个章节

    为什么：亮点、问题要归到讲话的某一节，名称对不上就写不进报告。

    反例：
        unit: "150702"
        period: 2022-06
        highlights: [{section: 养老, text: 建成嵌入式养老机构3处}]

    正例：
        unit: "150702"
        period: 2022-06
        highlights: [{section: 健全完善养老服务体系, text: 建成嵌入式养老机构3处}]
    """
    return Words(
        f"没有“{name}”这一节",
        near_or(near, either("请照抄 targets 文件夹里 section 的 title", "请从填报表列出的板块里选")),
    )


def bad_goal(text: str, problem: str) -> Words:
    """目标值的写法不对

    为什么：目标值要写明比较的方向、数和单位，才能判断是否完成。

    反例：
        targets:
          - {id: nursing-bed-share, kind: ratio, goal: 达到55%}

    正例：
        targets:
          - {id: nursing-bed-share, kind: ratio, goal: ">= 55%"}
    """
    return Words(
        f"目标“{text}”{problem}",
        either(
            '请写成比较符号加数，例如 ">= 55%"、"= 0"；范围 "20%..30%"，约数 "about 5%"，比基期增长 "+8%"、下降 "-8%"、'
            '提高百分点 "+4pp"、降低千分点 "-0.2‰"、翻番 "x2"，只求提高 "up"；都加引号',
            "请上级更正计划里的目标值",
        ),
    )


def bad_scope(text: str, problem: str) -> Words:
    """适用范围的写法不对

    为什么：适用范围决定哪些单位要报，写错了就会漏催或者错催。

    反例：
        targets:
          - {id: nursing-bed-share, scope: 全部}

    正例：
        targets:
          - {id: nursing-bed-share, scope: all}
    """
    return Words(
        f"适用范围“{text}”{problem}",
        either('请写成 all、["150721"] 这样的单位代码列表，或 {where: streets > 0}', "请上级更正计划里的适用范围"),
    )


# ── names used twice, and in the wrong place ─────────────────────────────────────────────────────────────────


def duplicate_target(target: str, first: str) -> Words:
    """任务的 id 重复

    为什么：id 是一项任务全年唯一的名字，重复了就不知道报的是哪一项。

    反例：
        targets:
          - {id: nursing-bed-share}
          - {id: nursing-bed-share}

    正例：
        targets:
          - {id: nursing-bed-share}
          - {id: visiting-rate}
    """
    return Words(f"任务 id“{target}”用过了，见 {first}", "请给这一项换一个全年没有用过的" + either(" id", "标识"))


def duplicate_item(item: str, first: str) -> Words:
    """同一项写了两次

    为什么：同一个编号、单位只能出现一次，否则会重复计算。

    反例：
        units:
          - {code: "150702", name: 海拉尔区}
          - {code: "150702", name: 海拉尔}

    正例：
        units:
          - {code: "150702", name: 海拉尔区}
          - {code: "150703", name: 扎赉诺尔区}
    """
    return Words(f"{item}写过了，见 {first}", "请核对后删去重复的一处，或改正编号")


def unit_mismatch(written: str, expected: str, same: bool = False, known: bool = True) -> Words:
    """文件名和填报单位不一致

    为什么：多半是复制了别的单位的文件，忘了改单位；照这样计入就记错了账。

    反例：放在 submissions/2022-06/150702.yaml 里，而文件里写 unit: "150703"

    正例：文件名和文件里的 unit 都是 150702
    """
    if same:
        return Words(
            f"单位写成了 {written}，这里要写加引号的代码",
            either(f'请改为 unit: "{expected}"，两边用半角引号', "请照填报表上的单位代码填写"),
        )
    if not known:
        return Words(
            f"没有代码是“{written}”的单位",
            "请核对" + either(f'；文件名是 {expected}，就改为 unit: "{expected}"', "填报单位"),
        )
    return Words(
        f"文件里的单位是 {written}，文件名却是 {expected}", advice("请核对是哪个单位的数，改正 ⟦unit⟧ 或文件名")
    )


def period_mismatch(written: str, expected: str) -> Words:
    """文件夹和报告期不一致

    为什么：多半是复制了上个月的文件，忘了改报告期；照这样计入就记错了月份。

    反例：放在 submissions/2022-06 里，而文件里写 period: 2022-05

    正例：文件夹和文件里的 period 都是 2022-06
    """
    return Words(
        f"文件里的报告期是 {written}，所在文件夹却是 {expected}",
        advice("请核对是哪一期的数，改正 ⟦period⟧ 或移到对应的文件夹"),
    )


def stray_file(expected: str) -> Words:
    """文件放的地方或名字不对

    为什么：放错地方、起错名字的文件不会被读取，里面的数等于没有报。

    反例：submissions/海拉尔区6月.yaml

    正例：submissions/2022-06/150702.yaml
    """
    return Words(
        "这个文件的位置或名字不合规定，没有读入",
        either(f"请改成 {expected} 这样的位置和名字", "请照规定的位置和名字放") + "；不是报送文件就移走",
    )


def both_spellings(other: str) -> Words:
    """同一份报送有两个文件

    为什么：.yaml 和 .yml 都能读。两个同时存在，无法知道哪个是真的。

    反例：submissions/2022-06 里同时有 150702.yaml 和 150702.yml

    正例：只有 150702.yaml
    """
    return Words(f"这份报送还有一个文件 {other}，只能有一个", "请核对两个文件，保留正确的一个，删去另一个")


def outside_workspace() -> Words:
    """链接指到了工作目录以外

    为什么：工作目录要能整个复制、备份。指到外面的链接，换一台电脑就断了，也可能读到不该读的文件。

    反例：submissions/2022-06/150702.yaml 是一个链接，指到别的文件夹

    正例：文件本身放在 submissions/2022-06 里
    """
    return Words("这是一个链接，指到了工作目录以外，没有读入", "请把文件本身复制到这里")


def special_file(kind: str) -> Words:
    """不是普通文件

    为什么：管道和设备没有头尾，读起来不会停；指到另一个文件夹的链接，同一份报送会算两次。都不读。

    反例：submissions/2022-06 里有一个管道

    正例：只有一份份报送文件
    """
    return Words(f"这是{kind}，没有读入", "请删去它；要报的内容，把文件本身复制到这里")
