"""Clauses that tell how things are, weighed against what asks: who speaks, in which mood, of what.

A clause of a plan asks (要, 确保, 新建, 不低于, 6月底前) or it tells: what somebody says, what a rule allows, what a word
means, why it came so, what as a rule happens, what there is. Words of the first kind outweigh those that merely tell of
a state; a rule, a saying or a reason is none of ours whatever it asks, unless we take it up ourselves (我们要).
"""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.customs_costs_and_shares import BEFORE, REASONS, as_a_rule
from mzgz.language.pattern_search import expression

_WANT: Final = r"(?<![需主重必首])要(?![求素点闻件害不想]|面对|[多再另]?(?:支出|付出|花|掏|付|垫)|[管跑等养](?:近|约)?[0-9]|[0-9.]+[万多余]*(?:元|个?小时|分钟))|必须|务必|力争|争取|确保|保证(?!金)|坚决|年内|[底末月日]之?前|年底(?!的)|会议(?:要求|强调|明确|决定)"
_WANTS: Final = expression(
    rf"(?=[要必务力争确保坚年底末月日会须应将拟计预今本我])(?:{_WANT}|(?<![必无])须(?!知)|应(?![急用对收届有到参选]|[一-鿿]{{1,3}}尽)|将(?![军近])|拟|(?<!原)计划(?![生单的])|预期(?!寿命|性)|今年(?!以来|上半年|前)|本年度|我们(?=[^，；]{0, 6}要))"
)
"""What we ask of ourselves."""
_ASKS: Final = expression(
    rf"{_WANTS.pattern}|预计|全年|不得|不低于|不少于|不超过|不高于|不大于|不小于|至少|最少|控制在|[到至]位|(?:提高|提升|提标|降|降低|压[缩减]?|扩大|增加|增|拓展|缩短|缩减|稳定|保持|恢复)[到至在为]|达到(?!了)|"
    r"(?<!岁)(?<!龄)以[上内]|左右|上下|每[月季周年][0-9一两二]|[0-9]次|[一两二三四]次|全覆盖|应[一-鿿]尽|全部|力求|力促|继续|再|新[建增设招添开评培]|加快|推[进动行广]|开展(?!后|以来|情况)|实施(?!后|以来|情况)|完成(?!了|情况)|建成(?!了)|培育|打造|(?<!社会)(?<!慈善)(?<!党)(?<!志愿)(?<!服务)组织(?!机构|[，、由])|举办|落实|改造|创建|实现(?!了)|"
    r"建设(?!用地|标准)|建立|配备|安排|提供|争创|招[聘录]|引进|选[派聘]|增[加设派配]|压[缩减]|办结|办好|办完|上报|清零|消除|杜绝|不发生"
)
"""What asks at all: somebody does something, or something reaches a bound."""

_SAID: Final = expression(
    r"据(?:不完全)?[^，。；]{0,12}(?:统计|测算|了解|估算|普查|调查|监测)|(?:数据|资料|结果|统计|调查|普查|监测|报告)(?:表明|显示|反映)|(?:同志|群众|居民|老人|老年人|家属|家长|代表|委员|专家|学者|企业|机构|负责人|网友|市民|村民|有人|大家|不少人|他们|院长|对象|书记|主任|站长|社工|护理员|会长|大爷|大妈|师傅|老乡)[^，。；：]{0,4}(?:认为|觉得|反映(?!强烈|突出|集中|较多|普遍|最)|表示|呼吁|坦言|建议(?![、提办答])|提出|希望|抱怨|说|称|算过|担心)(?!要)|有的认为"
)
_RULED: Final = expression(
    r"(?:条例|办法|规范|标准|法律|法规|国标|省标|行标|规程|细则|规划条件|合同|协议|章程|公约|规约|《[^》]{2,30}》)[^，。；：]{0,12}(?:规定|写死|写明|明确|载明|要求)|现行|(?:起|开始)施行|有效期|(?:一般|原则上)(?:为|不得?|控制|每|按|应|在|设)|免于|不予(?!以)|视为|"
    r"(?<![认许不])可(?:在[^，；]{2,16}(?:内|中)|以)?(?:申请|享受|领取|报销|购买|选择|减免|延长|纳入|调剂|免|容纳|按|不|认定|适当|由|向|到|凭|获得|获)|最高不(?:得)?超过|单次(?:不|最)|按(?:照)?[^，。；]{0,14}比例(?:分|承担|负担|配套)|^(?:根据|按照|依照|依据)(?:协议|合同|约定|章程)|"
    r"按(?:照)?(?:国家|省|行业|省定|国定|有关|规定)[^，。；]{0,6}(?:标准|规定|要求)[^，。；]{0,8}(?:不少于|不低于|不超过|不小于|每)|按(?:照)?[^，。；]{0,16}的[0-9.]+[%倍][^，。；]{0,14}(?:确定|执行|计算|核定|计发|补助|发放|收取)|标准(?:分[0-9一二三四]档|为[^，。；]{2,16}的[0-9.]+倍)"
)
_NEEDED: Final = expression(
    r"^[^，。；]{0,12}(?:需|须|应|应当)(?:提供|提交|持有|携带|具有|具备)(?![^，；]{0,8}(?:服务|保障))|^(?:申请人|当事人|受助人员?|监护人|家属|本人|住户)[^，；。]{0,4}(?:应|须|应当|需)|"
    r"^(?:凡)?(?:申报|申请|报名|参加|参评|入住|办理|领取|享受|登记|从事|评为|认定为)[^。；]{0,30}，(?:[^，。；]{0,10}的，)?[^，。；]{0,8}?(?:必须|须|需|应当?|要|得)(?:满足|具备|具有|提供|提交|持|符合|从事|年满|有|是|达到|参加|完成|取得)"
)
_SUPPOSED: Final = expression(r"^(?:但|而)?(?:假如|假设|假定|倘若|设想|若按|如按|如果|要是|照此|按此|依此)")
_PEOPLED: Final = expression(
    r"(?:(?:老年|常住|户籍|总|流动|城镇|农村|户均)人口|老龄化率?|人口老龄化)(?:总数|数量|总量|程度|占比)?(?:约|已|将|达到?|为|是|有|突破|超过?|占|近|不足)*[0-9]"
)
_MEANT: Final = expression(r"(?:是|系|特)指(?![导定引向挥标数示南])|指的是|所谓|[“”]是说")
_BECAUSE: Final = expression(
    r"(?:^|[，；：])(?:因(?![地材人势病公村户此灾残学])|由于|受[^，；]{1,12}影响)|之所以|(?:，|^)是因为|原(?:计划|定于?|拟|本)(?!的)"
)
_JUDGED: Final = expression(
    r"值得|要不得|可想而知|发人深省|(?:教训|代价)[^，。；]{0,6}[深惨沉要]|不能说不|可见一斑|才算|就算|便是明证"
)
_USUAL: Final = expression(
    r"通常|往往|每逢|逢年过节|一般(?:得|在|都|需|有|可)|经过[一二两三四五几多][年个]|按(?:照)?(?:去年|往年|上年|过去|以往|历年|目前|现在)[^，。；]{0,8}(?:情况|规律|经验|做法|进度|速度|水平|口径)|照这[样个]|(?:实施|出台|调整|提标|执行|落地)后(?=，)"
)
_ELSEWHERE: Final = expression(
    r"^全国(?:人均|平均|每|[老6])|^(?:周边|邻近|相邻|兄弟|毗邻|外地|外省|先进地区|发达地区|全国(?:已|共|现)?有|从全[国省][看来])|(?:^|[，；：、])[一-鿿]{0,4}(?:外[省市县区地]|(?<![与同和跟])邻[省市县区旗]|兄弟[省市县区单]|先进地区|[一-鿿]{2,4}(?:市|省|区|县)某)"
)
_BEYOND: Final = expression(
    r"(?:^|[，；])(?:这|此|该|也|均|都)?(?:项|一|条|个)?(?:规定|标准|要求|比例|数)?(?:都|均|也)?(?:是|有)(?:国家|国标|全国|中央|省里?|省级|上级|部里|自治区|条例|法律|法规|政策|文件|规范|国标|行业|老规矩|历年|多年)[^，。；]{0,14}(?:的|要求|规定|标准|底线)|(?:^|[，；])(?:这|此)(?:是|一|也|正|就|说明|意味|样的)(?!项(?:工作|任务))(?![^，。；]*(?:目标|任务|底线|红线|硬|承诺|军令状|要|没有?(?:商量|余地|退路)|不[能可得容打含许]))[^，；]*$|(?:^|[，；])是(?:这|此|那)类"
)
"""…不得超过0.5平方米，这是条例写死的: said behind of what stands before."""

_VALID: Final = expression(r"(?:方|才|始)(?:为|可|能|算)[一-鿿]{0,6}$")
"""须有三分之二以上会员到会，表决通过方为有效."""

_REQUEST: Final = expression(
    r"(?:恳请|提请|商请|请求|建请|敬请|(?<![申邀聘宴])请(?!示|假|柬|大家|同志|务必|认真|各|相关|有关))[^，。；各]{1,14}?"
    r"(?:安排|增加|支持|协调|帮助|给予|解决|倾斜|追加|核增|调剂|拨付|批准|批复|研究)"
)
"""请区财政安排800万元, 征地27亩问题请国土部门支持."""
_HIGHER: Final = expression(
    r"[\s　]*(?:国家|中央|党中央|国务院|省委|省政府|省里|上级|省厅|自治区党委|自治区政府|自治区|民政部|部里|市里|文件|政策|国标|省定标准)[、一-鿿]{0,8}"
    r"(?:明确(?!了?我)|要求(?!我)|提出|规定|确定的|印发)"
)
"""省政府明确到2027年占比达到70%; 按照省里的要求… is how we do it."""
_NORM: Final = expression(
    r"[\s　]*(?:根据|依据|按照?|依照)《[^》]{2,30}(?:规范|标准|条例|规定|办法|法|指南|细则)》[^，。；]{0,6}，?|"
    r"[\s　]*(?:根据|依据|按照?|依照)[^，。；]{2,24}(?:文件|通知|规范|标准)(?:的?要求|精神)?，[^，。；]{0,12}(?:应|须|应当|不得)(?![急用对收届])"
)
_TARIFF: Final = expression(
    r"[\s　]*(?:[（(]?[一二三四五六七八九十0-9]+[）)、.是])?对[^，。；]{2,40}的[^，。；]{0,16}，[^；。]{0,60}?(?:给予|发放|予以|享受)[^，；。]{0,20}(?:补贴|补助|奖励|奖补|资助|津贴)"
)
"""对满10张床位的机构，按每床1200元给予补贴，评为四星的再上浮10%."""
_PAID_OUT: Final = expression(
    r"(?![^，。；]*(?:提高|增加|上调|提标|达到|调整))[^，。；]{0,14}(?:补贴|补助|奖补|奖励|津贴)(?:资金|标准)?(?:按照?(?![季月时期年规周])|由|分|实行)[^，。；]{0,24}(?:执行|发放|拨付|计算|计发|，)"
)
"""床位补贴按入住人数发放，自理老人每月100元."""
_MADE_OF: Final = expression(
    r"(?![^，。；]*(?:每|各|要|须|应|力争|确保))[^，。；0-9]{0,20}(?:下设|内设|分设|设有)[^，。；]{0,4}(?=[0-9一二两三四五六七八九十])|"
    r"[^，。；0-9]{2,16}由[0-9一二两三四五六七八九十]+[个名家人位][^，。；]{0,12}(?:组成|构成)"
)
"""专班由8个部门组成，下设4个工作组."""
_SPENT_ON: Final = expression(r"[\s　]*(?:主要|专项|全部|重点)?用于(?![^，。；]*(?:不低于|不少于|不超过|比例|占比))")
"""安排公益金280万元，用于支持12个食堂."""
_DIGIT: Final = expression("[0-9]|(?:^|五”?的?)前[两三四]年|近[两三四五几]年")
_SETTING: Final = "说的是背景"
"""“十四五”期间，…: a clause without a number, after which anything that asks is ours."""
_OF_OTHERS: Final = "别的地方的数"
_STRONG: Final = (
    (_SAID, "background", "别人的话"),
    (_RULED, "threshold", "规定、标准里的数"),
    (_MEANT, "threshold", "说的是含义、范围"),
    (_NEEDED, "threshold", "说的是要什么条件、材料"),
    (_SUPPOSED, "past", "假设的情况"),
    (_PEOPLED, "past", "说的是人口"),
    (_BECAUSE, "past", "说的是原因"),
    (_JUDGED, "past", "说的是看法"),
    (_USUAL, "past", "说的是平常的情况"),
    (_ELSEWHERE, "past", _OF_OTHERS),
)
_IF_SO: Final = "说的是符合什么条件便怎样"
_ALL_OF_THEM: Final = expression(r"率|比例|占比|全部|全覆盖|应[一-鿿]尽|一律|不发生|零")
"""材料齐全的，5日内受理: what follows from a condition, unless it is asked for of all."""
_SEEN: Final = expression(r"从[^，；。]{2,24}(?:情况|结果|实践|数据|经验)(?:来)?看")
"""从6个试点街道的情况看."""
_IN_CASE: Final = expression(
    r"如遇|遇有|遇到|一旦|若遇|如(?=[^，。；]{0,12}(?:低于|超过|高于|连续|出现|发生))|[^，。；]{0,10}[0-9一二三][^，。；]{0,8}以上(?:时|的情况下)"
)
_AT_HEAD: Final = (
    (_SEEN, "past", "从情况看到的"),
    (_IN_CASE, "threshold", "说的是出现什么情况"),
    (_HIGHER, "baseline", "上级定的数"),
    (_NORM, "threshold", "规范、标准里的数"),
    (_TARIFF, "money", "补助、奖励的标准"),
    (_PAID_OUT, "money", "补助、奖励的标准"),
    (_MADE_OF, "existing", "说的是怎样组成"),
    (_SPENT_ON, "money", "钱用在哪里"),
)
"""Told by how a clause begins, and it goes on until one begins with us."""
_STATE: Final = expression(
    r"(?:共|设|存|尚|还|仍|确)有|现有[^，。；]{0,12}[0-9]|(?<![每都均没惟唯所具享富要应须将含拥建配只仅才])有(?:近|约)?[0-9]|接近[0-9一二三四五六七八九]|高峰[时期日]|占(?:户籍|常住|总人|全[市县区省国])(?![^，；0-9]*(?:比例|比重|比)(?:要|应|须)?达)|前[两三四]年|自20[0-9]{2}年起|超出原|距[^，。；]{1,8}[0-9]|地处|海拔|(?<!管)辖[0-9]|标准时点|平均(?:覆盖|每|照)|(?:费用|价格|工资|月薪|成本|租金)(?:约|为|是|在|仅)*[0-9]|批[^，。；]{0,14}共[0-9]|一度|曾|多数|大多|不少(?!于)|"
    r"缺口|偏[贵低高少大小慢弱]|当前|眼下|(?<!项)目前|现阶段|如今|时下|以来|期间|(?:同去年|与去年|与上年)相比|[一-鿿]了[0-9一二两三四五六七八九十]|已(?![成婚故知])|仍|尚未|迄今|至今|近[两二三四五几]年|"
    r"[高低多少]出[全省市周平]|房龄|可容纳|成员[0-9]|结转|迟迟|推迟|滞后|突破不了|涉及(?!面)"
)


_DID: Final = expression(
    r"[一-鿿]了(?:约|近)?[0-9一二两三四五六七八九十]|(?<!而)(?<!自)已经?(?:(?!的)[一-鿿]){1,4}(?:约|近)?[0-9]"
)
"""上半年只增加了210张: a deed that is done, whatever verb it is."""
_WHATEVER: Final = (_SAID, _ELSEWHERE, _NEEDED, _SUPPOSED)
"""Whatever is asked for in them, we do not ask for it."""
_THEN: Final = expression(r"，(?:均|都|一律)?(?:可|需|须|应当|按|不|由|给予|予以|视|免|优先|享受|实行)")
_SPEECH: Final = expression(
    r"(?<![一二三四五六七八九十]|但)是|被|[这那谁哪我他她它您]|不(?![低少超高大小足得断留漏间动])|没|就(?![业近诊学餐地医读])|[也却但]|(?<!因)而(?!且)|背后|多半|其余|逾|"
    r"从[^，]{1,3}看|可(?![支再持靠能行及见])|[一-鿿]了|过(?=[，。])|刚|连续|根据|会期|参会|(?<=[一-鿿])(?<![均都])为(?=[0-9])|分[上下成为]|好(?=[，。])(?<![办抓建管用]好)|令|(?:^|[，。；])[^，。；]{0,6}(?:里|中|间|前后|以来|上|下)，|占(?!比)(?![^，；0-9]*(?:比例|比重)(?:要|应)?达)"
)
"""Words of a whole sentence that speaks; 发放贷款180亿元, 巩固率96% have none of them."""
_MUST: Final = expression(_WANT)
_FOR_EACH: Final = expression(r"每[个所家站县乡镇村]|各[^，。；]{0,6}[有建配]")
_EACH: Final = expression(r"每|各")
_OURS: Final = expression(r"我[们市县区省旗局盟州]|全[市县区旗盟州]")
_BY_US: Final = expression(
    r"[\s　]*(?:但|而|我[们市县区省旗局盟州]|今年|年内|全[市县区省旗](?:要|将|力争|确保|新|再)|各[县旗市区乡地][^，。；]{0,6}要|确保|力争|要(?![求素点闻件])|新[建增]|再|继续|保持(?=在?[0-9])|稳定在|巩固在|到?20[0-9]{2}年)"
)
_MORE_MONEY: Final = expression(r"[0-9]万?元|[上下]浮|拨付|自负|自付")
_HEADED: Final = frozenset(why for _, _, why in _AT_HEAD)
_GO_ON: Final = frozenset(why for _, _, why in _STRONG) | REASONS
_BOUNDED: Final = expression(r"不低于|不少于|不超过|不高于|至少|(?<!岁)(?<!龄)以[上内]|控制在|全覆盖|达到(?!了)")
"""Bounds by which what is told as a rule is asked for after all."""


def told_behind(sentence: str) -> bool:
    """Whether a sentence says at its end that it is a rule of others or worth a thought: 这是条例写死的."""
    said = sentence.rstrip("。！ ")
    return bool(_BEYOND.search(said) or _JUDGED.search(said) or _VALID.search(said)) and not _MUST.search(said)


def only_tells(sentence: str) -> bool:
    """Whether a sentence with nothing in it that asks is a sentence that speaks, and not the bare name of a thing to do."""
    return not (_ASKS.search(sentence) or _FOR_EACH.search(sentence)) and _SPEECH.search(sentence) is not None


def told_clause(words: str, rest: str, before: tuple[str, str] | None) -> tuple[str, str] | None:
    """Class and reason of a clause that tells; `before` is that of the clause before it, which goes on until one asks.

    `rest` is what follows it in its item.
    """
    wants = _WANTS.search(words)
    if before and before[1] == _IF_SO:
        return None if wants or _BY_US.match(words) or _ALL_OF_THEM.search(words) else before
    if _REQUEST.search(words):
        return "request", "请别的单位办的事"
    for pattern, sort, why in _AT_HEAD:
        if pattern.match(words + rest if pattern in (_TARIFF, _NORM) else words):
            return sort, why
    for pattern, sort, why in _STRONG:
        if pattern.search(words if pattern is not _NEEDED else words + rest):
            return None if wants and pattern not in _WHATEVER else (sort, why)
    if not wants and "基础上" not in words and _DID.search(words):
        return "past", "说的是做过的事"
    bounded = wants is not None or _BOUNDED.search(words) is not None
    if told := as_a_rule(words, rest, asks=bounded):
        return told
    if words.endswith("的") and not wants and _THEN.match(rest):
        return "threshold", "说的是出现什么情况"
    if before and before[0] == "request":
        return before
    if words.endswith("的") and rest.startswith("，") and not (wants or _DIGIT.search(words)):
        return "threshold", _IF_SO
    if before and before[1] in _HEADED:
        on = before[0] != "money" or _MORE_MONEY.search(words)
        return before if on and not _BY_US.match(words) else None
    if before and before[1] in _GO_ON:
        ours = _OURS.search(words) if before[1] == _OF_OTHERS else _BY_US.match(words) or _MUST.search(words)
        ours = wants if before[1] == BEFORE else ours
        return None if ours else before
    if before and before[1] != _SETTING and not (wants or _BY_US.match(words)):
        return before
    if _ASKS.search(words):
        return None
    if not _EACH.search(words) and _STATE.search(words):
        return "past", "说的是现状" if _DIGIT.search(words) else _SETTING
    return before
