"""A clause in any words: the classes of its words, whom it is about, and what the data say of that."""

from __future__ import annotations

import pytest
from test_claims_corpus import HEADINGS, YEAR, board, objections

from mzgz.language import read
from mzgz.model.edited_document import PrintedParagraph
from mzgz.publishing.verify.assertions.clause_tokens import clauses
from mzgz.publishing.verify.assertions.clause_words import words_in_classes
from mzgz.publishing.verify.assertions.units_spoken_of import units_spoken_of
from mzgz.publishing.verify.sentences import sentences
from mzgz.publishing.verify.target_mentions import Naming


@pytest.mark.parametrize(
    ("false", "true"),
    [
        # a number beside a name
        ("孤儿助学计划全年只办成了十二次。", "孤儿助学计划全年办成了二十四次。"),
        ("失能老年人社区帮扶距目标还差12名老人。", "失能老年人社区帮扶距目标还差2名老人。"),
        ("白内障免费手术活动全年只做了一轮。", "白内障免费手术活动全年做了两轮。"),
        ("已建立党组织的社会组织不到六成。", "已建立党组织的社会组织不到七成。"),
        # whom
        ("社会组织等级评估只在十一个旗市区做了。", "社会组织等级评估在十三个旗市区做了。"),
        ("“双随机一公开”检查有三个旗市区没开展。", "“双随机一公开”检查没有一个旗市区没开展。"),
        ("老年人意外伤害保险还没在鄂伦春旗做成。", "老年人意外伤害保险在鄂伦春旗做成了。"),
        ("嵌入式养老机构除了根河，其他13家都过了九成。", "嵌入式养老机构除了根河、鄂伦春旗，其他地方都过了九成。"),
        ("散埋乱葬治理在莫旗停摆了一个季度。", "散埋乱葬治理在莫旗没有停摆。"),
        # part of it
        (
            "失能照护单元是三家的事。到年底只建成了三分之二。",
            "失能照护单元是三家的事。到年底没有一家没建成。",
        ),
        ("干部兼职审批备案应办39次，办成的不到一半。", "干部兼职审批备案应办39次，办成的超过一半。"),
        ("未按期的任务里有一半以上已经补齐。", "未按期的任务里不到一半已经补齐。"),
        # the tasks of units
        ("扎赉诺尔、阿荣旗、陈旗三地任务全部达标。", "扎赉诺尔、阿荣旗两地任务全部达标。"),
        ("除新右旗以外，其他地方都没有未达标的任务。", "陈旗有未达标的任务。"),
        ("达标占比倒数第二的是根河。", "达标占比倒数第二的是鄂伦春旗。"),
        ("只有一个旗市区的任务达标占比没到九成。", "有两个旗市区的任务达标占比没到九成。"),
        # when
        ("市“十四五”发展规划于5月印发。", "市“十四五”发展规划于3月印发。"),
        (
            "“一刻钟”居家养老服务圈有两个旗市区拖到7月以后才建成。",
            "紧急救援系统有两个旗市区拖到7月以后才建成。",
        ),
        # beside others
        ("社会组织党组织覆盖率倒数第二的是海拉尔。", "社会组织党组织覆盖率倒数第二的是根河，为60.7%。"),
        ("护理型床位占比达到55%的旗市区占一半。", "护理型床位占比达到55%的旗市区占近八成。"),
        # red lines
        ("全年共发现违规公开区划调整信息2起。", "月报报全的13个旗市区，民政服务机构均未发生聚集性疫情。"),
        ("全市机构安全底线一年到头没失守过。", "除牙克石外，其他旗市区没有发生安全事故。"),
        ("安全事故只发生在根河一地。", "鄂温克旗全年没有发生安全事故，守住了底线。"),
        # returns and honours
        ("新右旗全年按时报送12个月。", "新右旗全年按时报送11个月，缺报1个月。"),
        ("新右旗全年12个月的月报都已报送。", "海拉尔全年12个月的月报都已报送。"),
        ("全年哪个旗市区都没有缺过报。", "全年只有新右旗缺过报。"),
        ("新右旗全年月报填报率为100%。", "海拉尔全年月报填报率为100%。"),
        ("额尔古纳市民政局被评为“自治区婚俗改革工作先进集体”。", "阿荣旗民政局被评为“自治区婚俗改革工作先进集体”。"),
    ],
)  # fmt: skip
def test_the_false_clause_is_told_and_the_true_one_is_not(false: str, true: str) -> None:
    assert objections(false)
    assert objections(true) == []


@pytest.mark.parametrize(
    "words",
    [
        "社工站督导每月都有，没有断过。",
        "两项补贴的资格认定，莫旗没有落下一人。",
        "社工站人员培训全部完成。",
        "特殊困难老年人探访制度6月底前在各旗市区全部建立。",
        "养老服务等级评定每半年开展一轮，评定一家、规范一家。",
        "绝不能让安全事故再次发生。",
        "有干部以为护理型床位占比各旗市区都达标了，其实并非如此。",
        "全市养老机构床位10210张，其中护理型5732张。",
    ],
)
def test_what_is_said_of_something_else_is_left_alone(words: str) -> None:
    assert objections(words) == []


def test_units_are_found_in_whatever_order_they_are_spoken_of() -> None:
    naming = Naming(board().ledger, YEAR)
    month = board().reference
    assert month is not None
    spoken = {}
    for text in ("没达标的只有根河。", "除根河外都达标。", "根河、莫旗等三家没达标。", "无一旗市区没达标。"):
        (sentence,) = sentences(PrintedParagraph(0, "", 1, text, HEADINGS), {})
        (clause,) = clauses(sentence, naming, list(read(text)), month, 14)
        found = units_spoken_of(words_in_classes(clause))
        assert found is not None
        spoken[text] = found
    only, besides, listed, nobody = spoken.values()
    assert (only.only, len(only.named)) == (True, 1)
    assert (len(besides.besides), besides.every) == (1, True)
    assert (len(listed.named), listed.open_list, listed.listed is None) == (2, True, False)
    assert (nobody.nobody, nobody.named, nobody.number) == (True, (), None)
