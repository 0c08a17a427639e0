"""What is said in words that are no name and no verb of the readers: whom it is about, and whether it is so."""

from __future__ import annotations

import pytest
from test_claims_corpus import HEADINGS, YEAR, board, objections

from mzgz.language import read
from mzgz.model.edited_document import PrintedParagraph
from mzgz.publishing.verify.assertions.clause_tokens import NAME, clauses
from mzgz.publishing.verify.names_in_other_words import OtherWords
from mzgz.publishing.verify.section_names import SectionNames
from mzgz.publishing.verify.sentences import sentences
from mzgz.publishing.verify.target_mentions import Naming
from mzgz.publishing.verify.targets_called import TargetsCalled


def naming() -> Naming:
    return Naming(board().ledger, YEAR)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("护理床位的占比过了半数", "nursing-bed-share"),
        ("养老床位里护理型的有多少", "nursing-bed-share"),
        ("嵌入式养老到年底", "embedded-care-homes"),
        ("社工站建设", "street-social-work-stations"),
    ],
)
def test_a_target_is_known_by_what_only_its_name_has(words: str, target: str) -> None:
    likely = OtherWords(naming()).likely(words)
    assert likely is not None
    assert likely.targets == (target,)


@pytest.mark.parametrize("words", ["养老服务工作", "全市的任务和目标", "意外的是", "社区里的老年人"])
def test_what_many_names_have_names_nothing(words: str) -> None:
    assert OtherWords(naming()).likely(words) is None


def test_words_that_fit_two_targets_are_of_both() -> None:
    likely = OtherWords(naming()).likely("集中供养率")
    assert likely is not None
    assert set(likely.targets) == {
        "dependent-extreme-poverty-care",
        "willing-extreme-poverty-care",
    }


def test_a_part_of_the_plan_is_known_by_its_title_or_its_division() -> None:
    names = SectionNames(board().ledger, YEAR)
    assert [part.part for part in names.named("基层治理板块有1项没有完成")] == ["05"]
    assert list(names.named("这一块任务全部完成")) == []


def test_a_clause_gets_the_name_of_its_target_put_in() -> None:
    words = "护理床位没达标的就剩鄂伦春旗和根河两家。"
    month = board().reference
    assert month is not None
    (sentence,) = sentences(PrintedParagraph(0, "", 1, words, HEADINGS), {})
    (clause,) = clauses(sentence, naming(), list(read(words)), month, 14)
    named, targets = TargetsCalled(naming()).called(clause)
    assert targets == ("nursing-bed-share",)
    assert [named.sentence.text[token.start : token.end] for token in named.all_of(NAME)] == ["护理床位"]


@pytest.mark.parametrize(
    ("false", "true"),
    [
        ("街道社工站还差3个没建成。", "街道社工站还差2个没建成。"),
        ("莫旗护理型床位占比还差5张。", "莫旗护理型床位占比还差1张。"),
        ("街道社工站还差2个，都在鄂伦春旗。", "街道社工站还差2个，都在根河。"),
        ("护理型床位缺口最大的是莫旗。", "街道社工站缺口最大的是根河。"),
        ("有集中供养意愿的特困老人，还有少数没能住进机构。", "还有个别街道没有建成社工站。"),
        ("根河全年迟报2次。", "根河全年迟报6次。"),
        ("缺报的只有根河。", "缺报的只有新右旗。"),
        ("迟报最多的是海拉尔。", "迟报最多的是根河。"),
        ("新右旗5月缺报。", "新右旗4月缺报。"),
        ("除根河外，其余旗市区月报都按时报送。", "除根河、新右旗外，其余旗市区月报都按时报送。"),
        ("任务达标占比垫底的是鄂伦春旗。", "任务达标占比垫底的是新右旗。"),
        ("根河的任务达标占比低于鄂伦春旗。", "根河的任务达标占比高于鄂伦春旗。"),
        ("任务达标占比满分的旗市区有七个。", "任务达标占比满分的旗市区有六个。"),
        ("街道居家和社区养老服务中心三季度才全部建成。", "街道居家和社区养老服务中心上半年全部建成。"),
        ("基层治理板块5项可评判的任务，件件落地。", "社会救助板块没有逾期的任务，只有几项还没有报全。"),
        ("护理型床位由上年的4890张加到6000多张。", "护理型床位加到5700多张。"),
        ("日间照料覆盖率92.3%，比社区养老服务站还高。", "日间照料覆盖率92.3%，比社区养老服务站还低。"),
        ("达到55%要求的有12个旗市区。", "达到55%要求的有11个旗市区。"),
        ("嵌入式养老机构鄂伦春旗没到八成。", "嵌入式养老机构还有鄂伦春旗和根河没到九成。"),
        ("没有按期完成的任务只有9项。", "没有按期完成的任务有11项。"),
        ("鄂伦春旗的应急呼叫系统至今没有建起来。", "鄂伦春旗的应急呼叫系统没有按期建起来。"),
        ("行业协会商会乱收费清理全年只办成四十次。", "行业协会商会乱收费清理全年办成四十四次。"),
        ("扎兰屯未成年人保护中心项目进展顺利。", "扎兰屯未成年人保护中心项目建设受阻。"),
        ("海拉尔接入的共享部门是根河的三倍。", "海拉尔接入的共享部门是根河的1.9倍。"),
        ("数据共享部门年内新接入四十七个。", "数据共享部门年内新接入三十七个。"),
        ("年初下达的目标任务共有一百四十三项。", "年初下达的目标任务共有一百三十三项。"),
        ("未保领导小组第二次全体会议没有按计划开起来。", "党建工作交流会没有按计划开起来。"),
        ("“一网通办”率上年就已是百分之百。", "“一网通办”率上年只有81.3%。"),
        ("界线联检第七轮只启动了12个旗市区。", "“三岗十八级”薪酬制度只落实了13个旗市区。"),
        ("党组织覆盖率有五个旗市区高于全市平均。", "党组织覆盖率有四个旗市区高于全市平均。"),
        ("说到低保微平台。现在还有三分之一的旗市区没有接上。", "说到护理型床位占比。还有3个旗市区没有达标。"),
        ("养老院、福利院全年平安无事。", "火情以后各地平平安安过了年。"),
    ],
)  # fmt: skip
def test_the_false_one_is_told_and_the_true_one_is_not(false: str, true: str) -> None:
    assert objections(false)
    assert objections(true) == []


def test_a_measure_nobody_knows_is_not_the_target_of_the_sentence_before() -> None:
    rated = "落实政务服务“好差评”制度。"
    assert objections(f"{rated}今年实现了全覆盖。")
    assert objections(f"{rated}覆盖率达到100%，实现了全覆盖。")
    assert objections(f"{rated}网办率去年是81.3%，今年实现了全覆盖。") == []
