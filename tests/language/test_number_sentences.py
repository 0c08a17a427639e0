"""Sentences in the wording of work reports, and every quantity that is read in them.

Under each sentence one line for each quantity: its text, kind, value with unit and thing, then what is not plain:
每 base, hedge, part, direction, what it is compared with, whole. A sentence without such a line holds no quantity.
"""

from __future__ import annotations

import pytest

from mzgz.language import Hedge, Quantity, Role, read

SENTENCES = """
全市养老机构护理型床位占比达到56.1%，比上年提高5.2个百分点，高于年度目标1.1个百分点。
  56.1% percent 561/1000
  5.2个百分点 points 13/250 difference up last-year
  1.1个百分点 points 11/1000 difference up goal
集中供养率为60.3％，较去年上升2.8个百分点。
  60.3％ percent 603/1000
  2.8个百分点 points 7/250 difference up last-year
护理型床位占比已达百分之五十五。
  百分之五十五 percent 11/20
月探访率百分之九十八点六。
  百分之九十八点六 percent 493/500
五成五的床位是护理型床位。
  五成五 percent 11/20
有五分之三的嘎查村建成了活动场所。
  五分之三 percent 3/5
全市近六成街道建成养老服务中心。
  近六成 percent 3/5 近
超半数社区设立了志愿服务站点。
  超半数 percent 1/2 超
过半数的旗市区按期报送。
  过半数 percent 1/2 超
三分之二以上的社会组织建立了党组织。
  三分之二以上 percent 2/3 以上
达标率百分百。
  百分百 percent 1
不合格项目占比不足千分之三。
  不足千分之三 percent 3/1000 不足
九成以上的老人表示满意。
  九成以上 percent 9/10 以上
三成多的家庭提出申请。
  三成多 percent 3/10 余
覆盖率提高两个百分点。
  两个百分点 points 1/50 difference up
覆盖率回落了0.4个百分点。
  0.4个百分点 points 1/250 difference down
建设率由上年的50.1%提高到55.2%。
  50.1% percent 501/1000 from
  55.2% percent 69/125 to up
登记时限从60个工作日减少到12个工作日。
  60个工作日 count 60个工作日 from
  12个工作日 count 12个工作日 to down
比2021年的48.3%提高七个百分点。
  2021年 year 2021年
  48.3% percent 483/1000 from
  七个百分点 points 7/100 difference up
完成年度目标的103.5%。
  103.5% percent 207/200 share-of-goal
新增护理型床位667张，完成年度任务的95.3%，比序时进度慢2.5个百分点。
  667张 count 667张
  95.3% percent 953/1000 share-of-goal
  2.5个百分点 points 1/40 difference down pace
距目标还差3个百分点，需再改造300张床位。
  3个百分点 points 3/100 difference down goal
  300张床位 count 300张床位
床位增至10210张。
  10210张 count 10210张 to up
补贴标准提高到每人每月110元。
  110元 ratio 110元 每1人·月
低保标准增长6.5%。
  6.5% percent 13/200 difference up
救助人次比上年下降12%。
  12% percent 3/25 difference down last-year
社会组织比上年多12家。
  12家 count 12家 difference up last-year
投入资金比上年少80万元。
  80万元 amount 800000元 difference down last-year
环比上升0.3个百分点。
  0.3个百分点 points 3/1000 difference up last-period
与上年相比，提高4.6个百分点。
  4.6个百分点 points 23/500 difference up last-year
覆盖率高于全区平均水平3.2个百分点。
  3.2个百分点 points 4/125 difference up average
覆盖率高于90%的有11个旗市区。
  高于90% percent 9/10 超
  11个旗市区 count 11个旗市区
目标值为55%，实际达到56.1%。
  55% percent 11/20 goal
  56.1% percent 561/1000
高于55%的目标1.1个百分点。
  55% percent 11/20 goal
  1.1个百分点 points 11/1000 difference up goal
力争到年底覆盖率达到95%以上。
  95%以上 percent 19/20 以上 goal
街道社工站覆盖率要达到100%。
  100% percent 1 goal
惠及困难群众12万余人。
  12万余人 count 120000人 余
发放补贴8.67亿元。
  8.67亿元 amount 867000000元
全年救助流浪人员1,204人次。
  1,204人次 count 1204人次
全年救助流浪人员1 204人次。
  1 204人次 count 1204人次
全市登记社会组织一千二百零四家。
  一千二百零四家 count 1204家
累计服务老年人十二万人次。
  十二万人次 count 120000人次
服务对象3万人，其中儿童5千人。
  3万人 count 30000人
  5千人 count 5000人
投入1亿2000万元。
  1亿2000万元 amount 120000000元
投入资金30余万元。
  30余万元 amount 300000元 余
累计投入30多万元。
  30多万元 amount 300000元 余
筹集善款3万5千元。
  3万5千元 amount 35000元
发放物资价值二点三万元。
  二点三万元 amount 23000元
筹款超过500万元。
  超过500万元 amount 5000000元 超
培训护理员近1200名。
  近1200名 count 1200名 近
发放资金约8.7亿元。
  约8.7亿元 amount 870000000元 约
参与志愿者不足3万人。
  不足3万人 count 30000人 不足
参训人员50人左右。
  50人左右 count 50人 约
每次巡查不少于2人。
  不少于2人 ratio 2人 每1次 以上
单笔救助不超过5000元。
  不超过5000元 amount 5000元 以内
办理时间在3个工作日以内。
  3个工作日以内 count 3个工作日 以内
持续一年多，先后开展了3年多。
  一年多 amount 1年 余
  3年多 amount 3年 余
服务时间12个多月，每次1个多小时。
  12个多月 count 12个月 余
  1个多小时 ratio 1个小时 每1次 余
百余名社工参加。
  百余名 count 100名 余
近千人参加启动仪式。
  近千人 count 1000人 近
千余户家庭受益。
  千余户 count 1000户 余
十余个社区参加试点。
  十余个社区 count 10个社区 余
二十多家机构通过评估。
  二十多家机构 count 20家机构 余
五十来名护理员持证上岗。
  五十来名 count 50名 约
14个旗市区全部建立制度。
  14个旗市区 count 14个旗市区 whole
全部14个旗市区完成任务。
  14个旗市区 count 14个旗市区 whole
36个街道均建成社工站。
  36个街道 count 36个街道 whole
14个旗市区中有11个达标。
  14个旗市区 count 14个旗市区
  11个 count 11个
全市现有嘎查村七百八十个、城镇社区二百二十三个。
  七百八十个 count 780个
  二百二十三个 count 223个
每千名老年人拥有床位32.5张。
  32.5张 ratio 65/2张 每1000名
每百户居民配备服务用房30平方米。
  30平方米 ratio 30平方米 每100户
每500户配备1名网格员。
  1名 ratio 1名 每500户
城市低保平均标准每月750元。
  750元 ratio 750元 每1月
孤儿养育标准为1950元/人·月。
  1950元/人·月 ratio 1950元 每1人·月
人均补助320元。
  320元 ratio 320元 每1人
每万人拥有社会组织5.6个。
  5.6个 ratio 28/5个 每10000人
老年助餐点是上年的1.5倍。
  1.5倍 multiple 3/2倍
捐赠收入增长1.2倍，翻了一番。
  1.2倍 multiple 6/5倍 difference up
  翻了一番 multiple 2倍
站点数量翻两番。
  翻两番 multiple 4倍
2022年6月30日前全部建成。
  2022年6月30日 date 20220630日
到今年6月底建成36个。
  6月 date 600月
  36个 count 36个
二〇二二年九月一日起施行。
  二〇二二年九月一日 date 20220901日
2022-06-30已报送。
  2022-06-30 date 20220630日
每月5日前报送。
  5日 date 5日
2022年度任务40项。
  2022年 year 2022年
  40项 count 40项
二〇二二年工作要点。
  二〇二二年 year 2022年
启动第七轮界线联检。
  第七轮 ordinal 7轮
获得竞赛第2名。
  第2名 ordinal 2名
召开第二次全体会议。
  第二次 ordinal 2次
居全区第3位。
  第3位 ordinal 3位
实现5个100%的目标。
  5个 count 5个
  100% percent 1 goal
增长区间为15%~30%。
  15%~30% percent 3/20 至
每处配备3至5名护理员。
  3至5名 ratio 3名 每1处 至
资助标准为3~5万元。
  3~5万元 amount 30000元 至
家庭占比15-30%。
  15-30% percent 3/20 至
服务半径15分钟，面积100㎡。
  15分钟 amount 15分钟
  100㎡ amount 100㎡
共有三百二十一处设施，其中城镇一百零五处。
  三百二十一处 count 321处
  一百零五处 count 105处
新建养老机构一处。
  一处 count 1处
表彰先进集体5个、个人12名。
  5个 count 5个
  12名 count 12名
增长-3.2%。
  -3.2% percent -4/125 difference up
发生事故0起。
  0起 count 0起
占比５５．６％，床位１２０４张。
  ５５．６％ percent 139/250
  １２０４张 count 1204张
提高 5.2 个百分点，惠及 12 万 人。
  5.2 个百分点 points 13/250 difference up
  12 万 人 count 120000人
一是抓好救助，二是抓好养老，三要抓好安全。
一方面压实责任，另一方面强化督导。
一把手亲自抓，五社联动推进。
整治三沿七区，落实两不愁，做到四个不摘。
第一批试点已经启动，第一时间上报。
学习贯彻党的十九大、二十大精神。
五届二次全体会议部署了任务。
温暖万家灯火，千方百计解难题。
推进城乡一体化，统一标准，服务百姓。
半年来，一季度、上半年进展顺利，前三季度良好。
村两委换届完成，两委班子配齐。
千名老人共聚一堂，万人参与。
某村张三、李四两人家庭情况已核。
  两人 count 2人
落实“十四五”规划和“两项补贴”制度。
推行“三岗十八级”薪酬和“159＋X”标准。
拨打12345热线或12345政务服务热线反映。
落实《2022年养老机构等级评定办法》（海民发〔2022〕12号）。
执行GB 38600-2019要求，见附件1和表2。
建成15分钟养老服务圈，打造一刻钟便民圈。
五级书记抓，三级平台联动，三位一体推进。
牢固树立四个意识，坚定四个自信，做到两个维护。
落实八项规定和残疾人两项补贴制度。
十分重视，万分感谢，千万不能松懈。
数百名志愿者、几十家企业、上百家媒体、三四个单位参与。
一户一策、一人一档、一老一小。
二人转、三八红旗手、六一儿童节、八一慰问。
用A4纸打印，型号X12，已报12/14。
六五四工作法，九九重阳节，四早要求。
再上新台阶，一定要抓紧，进一步提高。
（1）健全机制；（2）落实责任。
三年行动计划收官，五年规划开局。
面积1204²，编号2022.1.3.5。
星期三、周五集中办理。
同比提高近5个百分点。
  近5个百分点 points 1/20 近 difference up last-year
占全市总数的四分之一。
  四分之一 percent 1/4
办结率98.6%，满意率99%以上。
  98.6% percent 493/500
  99%以上 percent 99/100 以上
其中：机构养老3204人，居家养老占86.3%。
  3204人 count 3204人
  86.3% percent 863/1000
占比提高幅度达5.2个百分点。
  5.2个百分点 points 13/250 difference up
养老机构由98家增加到105家，增加7家。
  98家 count 98家 from
  105家 count 105家 to up
  7家 count 7家 difference up
困难残疾人3.21万人、重度残疾人2.87万人。
  3.21万人 count 32100人
  2.87万人 count 28700人
清理不规范地名5条，更新地名信息1300余条。
  5条 count 5条
  1300余条 count 1300条 余
最近12个月探访率均为100%。
  12个月 count 12个月
  100% percent 1
近三年累计投入1.06亿元。
  三年 amount 3年
  1.06亿元 amount 106000000元
降幅为3.4%。
  3.4% percent 17/500 difference down
12个旗市区达标，其余2个旗市区分别为53.1%和54.2%。
  12个旗市区 count 12个旗市区
  2个旗市区 count 2个旗市区
  53.1% percent 531/1000
  54.2% percent 271/500
养老床位从2021年的1.01万张增加到1.05万张，增幅4.2%。
  2021年 year 2021年
  1.01万张 count 10100张 from
  1.05万张 count 10500张 to up
  4.2% percent 21/500 difference up
床位总数为10,210张，其中护理型床位5,732张，占56.1%。
  10,210张 count 10210张
  5,732张 count 5732张
  56.1% percent 561/1000
全市有1.2万名老年人享受高龄津贴，占老年人口的8.6%。
  1.2万名老年人 count 12000名老年人
  8.6% percent 43/500
14个旗市区有12个达到目标，占85.7%。
  14个旗市区 count 14个旗市区
  12个 count 12个
  85.7% percent 857/1000
上年为50.1%，今年为55.2%。
  50.1% percent 501/1000
  55.2% percent 69/125
比目标高1.1个百分点，比上年低0.5个百分点。
  1.1个百分点 points 11/1000 difference up goal
  0.5个百分点 points 1/200 difference down last-year
比上年末增加667张。
  667张 count 667张 difference up last-year
同比增长12.5%，环比下降3个百分点。
  12.5% percent 1/8 difference up last-year
  3个百分点 points 3/100 difference down last-period
不到一成的社区没有配备。
  不到一成 percent 1/10 不足
社区覆盖率90%，街道覆盖率100%。
  90% percent 9/10
  100% percent 1
截至2022年12月底，全市共有养老机构128家、床位10210张。
  2022年12月 date 20221200月
  128家 count 128家
  10210张 count 10210张
全年发放低保金5.3亿元，同比增加2300万元。
  5.3亿元 amount 530000000元
  2300万元 amount 23000000元 difference up last-year
平均每个社区3.2名社工。
  3.2名 ratio 16/5名 每1个
护理型床位占比在55%以上。
  55%以上 percent 11/20 以上
三年累计下降15个百分点。
  三年 amount 3年
  15个百分点 points 3/20 difference down
第3季度完成率为75%。
  75% percent 3/4
其中60岁以上老年人45.6万人，占总人口的20.3%。
  60岁以上 amount 60岁 以上
  45.6万人 count 456000人
  20.3% percent 203/1000
百分之九十以上的嘎查村完成。
  百分之九十以上 percent 9/10 以上
资金到位率达到98%左右。
  98%左右 percent 49/50 约
满意度由九成提高到九成五。
  九成 percent 9/10 from
  九成五 percent 19/20 to up
9成以上群众满意。
  9成以上 percent 9/10 以上
一千多人次参与。
  一千多人次 count 1000人次 余
救助1.2万人次，发放救助金3400余万元。
  1.2万人次 count 12000人次
  3400余万元 amount 34000000元 余
共办理婚姻登记8千余对。
  8千余对 count 8000对 余
约三分之一的社区完成改造。
  约三分之一 percent 1/3 约
投入超1000万元。
  超1000万元 amount 10000000元 超
投入1000多万元。
  1000多万元 amount 10000000元 余
完成率100%，超额完成3个。
  100% percent 1
  3个 count 3个
下降至3.2%。
  3.2% percent 4/125 to down
较目标值55%高1.1个百分点。
  55% percent 11/20 goal
  1.1个百分点 points 11/1000 difference up goal
增速比上年加快2个百分点。
  2个百分点 points 1/50 difference up last-year
护理型床位达到5732张（占比56.1%）。
  5732张 count 5732张
  56.1% percent 561/1000
床位5732张/10210张。
  5732张 count 5732张
  10210张 count 10210张
5732/10210，即56.1%。
  56.1% percent 561/1000
户籍人口220万，常住人口224.3万。
  220万 count 2200000
  224.3万 count 2243000
从5%到10%不等。
  5% percent 1/20 from
  10% percent 1/10
建设率达100%，比原计划提前1个月。
  100% percent 1
  1个月 count 1个月
为1204名老人每人发放500元。
  1204名老人 count 1204名老人
  500元 ratio 500元 每1人
今年1至11月救助3200人次。
  3200人次 count 3200人次
累计服务12.6万人次，人均3.5次。
  12.6万人次 count 126000人次
  3.5次 ratio 7/2次 每1人
十二月底前完成。
  十二月 date 1200月
24小时值守，全年365天不断档。
  24小时 amount 24小时
  365天 amount 365天
四个方面的意见、三件实事、五项措施。
  三件 count 3件
  五项 count 5项
海拉尔、满洲里2地未报。
  2地 count 2地
其余3地未达标。
  3地 count 3地
全区排名第三。
  第三 ordinal 3
位居全区第1。
  第1 ordinal 1
占全年任务的九成。
  九成 percent 9/10 share-of-goal
每季度至少1次。
  至少1次 ratio 1次 每1季度 以上
共5 732张床位，10 210张。
  5 732张床位 count 5732张床位
  10 210张 count 10210张
增加了1倍多。
  1倍多 multiple 1倍 余 difference up
扩大到原来的两倍。
  两倍 multiple 2倍
为2021年的103%。
  2021年 year 2021年
  103% percent 103/100
是上年的1.1倍。
  1.1倍 multiple 11/10倍
占比为：55.0%
  55.0% percent 11/20
护理型床位占比达到55.0 %.
  55.0 % percent 11/20
新增12,000张；12，000张。
  12,000张 count 12000张
  12 count 12
提高了5%-6%。
  5%-6% percent 1/20 至 difference up
最高达98%，最低仅53%。
  98% percent 49/50
  53% percent 53/100
达标的有11个，不达标的3个。
  11个 count 11个
  3个 count 3个
户均补助1.2万元
  1.2万元 ratio 12000元 每1户
不超过两次
  不超过两次 count 2次 以内
万分之五
  万分之五 percent 1/2000
一百二十万零五千元
  一百二十万零五千元 amount 1205000元
55%的旗市区
  55% percent 11/20
只有1个旗市区未达标
  1个旗市区 count 1个旗市区
2022—2023年度
共40人，男25人、女15人
  40人 count 40人
  25人 count 25人
  15人 count 15人
0.5小时
  0.5小时 amount 1/2小时
“占比达到55%”的目标
  55% percent 11/20 goal
电话0470-8217000，邮编021000。
现场咨询XX三位同志，补助XX万元。
  三位 count 3位
千方百计筹资百万元。
时间为9:30至11:30。
7×24小时服务，落实“1＋3＋N”机制。
节约12万元，签约3家，最近3年附近2个社区联动。
  12万元 amount 120000元
  3家 count 3家
  3年 amount 3年
  2个社区 count 2个社区
存在不足3条，已整改2条。
  3条 count 3条
  2条 count 2条
结余12万多元，12万余额待核。
  12万多元 amount 120000元 余
  12万 count 120000
在“到2025年护理型床位占比达到60%，覆盖所有旗市区”的部署下推进。
  2025年 year 2025年
  60% percent 3/5
"""


def told(quantity: Quantity) -> str:
    words = [quantity.text, quantity.kind.value, f"{quantity.value}{quantity.unit}{quantity.thing}"]
    words += [f"每{quantity.per.number}{quantity.per.unit}"] if quantity.per else []
    words += [quantity.hedge.value] if quantity.hedge is not Hedge.NONE else []
    words += [quantity.role.value] if quantity.role is not Role.LEVEL else []
    words += [word.value for word in (quantity.direction, quantity.against) if word]
    return " ".join([*words, "whole"] if quantity.whole else words)


def cases() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in SENTENCES.strip().splitlines():
        if line.startswith("  "):
            found[-1][1].append(line.strip())
        else:
            found.append((line, []))
    return found


@pytest.mark.parametrize(("sentence", "expected"), cases(), ids=[sentence[:16] for sentence, _ in cases()])
def test_every_quantity_of_a_sentence_and_nothing_else_is_read(sentence: str, expected: list[str]) -> None:
    quantities = read(sentence)
    assert [told(quantity) for quantity in quantities] == expected
    assert [sentence[quantity.start : quantity.end] for quantity in quantities] == [q.text for q in quantities]


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(cases()) >= 120
    assert sum(not expected for _, expected in cases()) >= 25
