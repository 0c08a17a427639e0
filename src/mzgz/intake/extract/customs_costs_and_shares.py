"""Clauses that tell what is so as a rule and not what one wants: the case of any one, what things cost, parts of what is there."""

from __future__ import annotations

from typing import Final

from mzgz.language.pattern_search import expression

BEFORE: Final = "说的是前一段"
"""The reason of a clause that opens with a time gone by: a bare 新增 behind it does not turn to the plan."""
_ONE: Final = r"(?:辆|名|家|张|户|座|套|亩|台|对|个|位|所|处|次|场|餐|顿|人|站|床)"
_ANY_ONE: Final = expression(
    rf"^(?:但|而|不过|如今|在?[牧农]区|在?城里|像)?(?:建|办|开|养|请|办好|新建|照护|服侍|培养)?[一每]{_ONE}(?!都|均)[一-鿿（）]{{0,14}}?"
    r"(?:约|平均|一般|最多|最少|顶多|少说|大约|大概|往往|常常|花费|成本|半径|[年月日]均|一天|一年|每天|一个月|折合|拿到|只|能)[一-鿿]{0,8}[0-9一二两三四五六七八九十]"
)
"""一名护理员年均行程约3600公里, 每名督导一般带8名社工: said of any one of them."""
_SUMMED_UP: Final = expression(
    r"总共|统共|一共|拢共|满打满算|加(?:起来|一块|在一起)|[算合摊折]下来|平均下来|依次[为是]|估算|预估|常常|时常|(?:以后|之后)$|少说也?[要得有]|[说算]起来|动辄|差不多|足足|整整|一路(?=[提升降涨])|连续[两三四五六七八九十0-9]+年|随之|普遍(?=[在为])|平均每(?=[人家户个站村])|(?:^|，)却"
)
_EARLIER: Final = expression(
    r"^(?:(?:今年|本年|全[市县区旗省])?[前头][0-9一二三四五六七八九十]+个?月|此前|先前|早先|过去(?=$|[，0-9两三几])|以前|以往|从前|往常|原先|历来|向来|当年|当时|前阵子?|前不久|不久前|日前|前[些几][天年]|(?:[一二三]|前三|上半|头两)(?:个?季度|年)，?全[市县区旗省]|上个?[周月]|那一?[年次回]|那时)"
    r"(?![^，。；]*(?:完成|达到|以上|不低于|不少于|实现|以内|不超过))"
)
_WHO_BEARS: Final = expression(
    r"由[^，。；]{1,18}(?:出资|承担|负担|分担|分摊|开支|列支|兜底|支付|全额|买单)|按[^，。；]{0,8}[0-9一二三四五六七八九十]{1,2}[∶:比]?[0-9一二三四五六七八九十]{1,2}(?:的比例)?(?:开|分|摊|承担|负担|配套)|(?:政府|财政|个人|家庭|省级|市级|县级)(?:补贴|补助|承担|负担|出|自付)[0-9]+(?:\.[0-9]+)?%"
)
_COMPARED: Final = expression(
    r"(?<!占)(?<!环)(?<!同)(?<!对)比(?!例|重|率|上年|去年)[^，；。0-9]{1,14}?(?<![提增减])(?:多|少|(?<!提)高|低|快|慢|长|短|贵|便宜|大|小)(?:出|了|上)?(?:近|约|将近)?[0-9一二两三四五六七八九十半]|(?:低|少|慢|晚|落后)于[^，；。]{0,10}(?:平均|水平|同期|周边)[^，；。]{0,4}[0-9]|[相只也才还]差(?:近|约)?[0-9一二两三四五六七八九十]|相差|差距|相当于|等于|(?<!达到)的[0-9.]+倍$|不及"
)
_PART_OF: Final = expression(
    r"(?:人|户|者|对象|家庭|机构|村|县|镇|街道|单位|儿童|孩子|居民|床位|项目|指标|[0-9][家个名所处座户])(?:里头?|当中|之中|中间?)(?:$|，|(?=[0-9有]))"
)
_CHAPTERS: Final = expression(
    r"(?:《[^》]{2,40}》|规划|办法|条例|通知|细则|全文|文本|章程|意见)[^，；。]{0,22}(?:共|分|计|有|含|一共|增加到|增至|扩充到|压缩到)[^，；。]{0,6}[0-9一二三四五六七八九十]+[章节编条]"
)
_PER_STEP: Final = expression(
    r"每(?:再)?(?:提高|增加|减少|上升|下降|延长|缩短|推迟|提前|扩大|新增|新建|掉|少|多|降|升|低|高|涨|落|缺|差|晚|早|漏|错)(?:了|出|报|建)?[0-9一半]"
)
"""老龄化率每提高1个百分点，支出约增加0.6个百分点: how one goes with the other."""
_COUNTED_HOW: Final = expression(
    r"样本|抽样|问卷|(?:组|专班|班子|小分队|评委|专家)[0-9]+[人名]|置信|倒扣|记为|记作|计为|判为|视作|一概不认|不作数|基准分|扣完为止|取.{0,12}快照"
)
_MEANS: Final = expression(
    r"靠的是|说明(?=[，我了这])|意味着|等于说|换句话|也就是说|好比|无异于|眼看|快要|将近(?=[0-9])"
)
_SOME: Final = expression(
    r"^(?:有的|有些|个别|少数|有[0-9一二两三四五几]个?)[^，；。]{0,14}[0-9一二两三四五六七八九十]|只有(?=[0-9])|只剩|光是|[一-鿿]{2}不到(?=[0-9一二三])|(?:标准|价格|工资|补贴|津贴|费用)现[为是]|现在(?:是|有|为|才|只)[^，；。]{0,10}[0-9]|集中[在于][0-9]|另外[0-9]|(?:半径|车程|路程|行程|间距)(?:约|为|在|有)*[0-9]"
)
_GENERIC: Final = expression(
    r"^(?:一个|一名|一位|每个|每名|单个)?[一-鿿]{0,6}(?:员|社工|干部|主任|医生|司机|老师|人)[一-鿿]{0,4}(?:要|得)(?:照看|照护|照顾|看护|看管|管|跑|走|盯|应付|面对|服务|伺候|负责)[一-鿿]{0,3}[0-9一二两三四五六七八九十]"
)
"""一个护理员夜里要照看26位老人: how it is for any one of them."""
_ONLY_THEN: Final = expression(
    r"，(?:才|方)(?:可|能|有资格|准|算|可以|会|得|给)?[^，；。]{0,6}(?:享受|申请|申报|参评|承接|登记|领取|评|获|进入|办理|通过|有效|拿|投入|开业|放)"
)
_OVER_THERE: Final = expression(
    r"^[一-鿿]{2,6}(?:那边|那里|那儿)|(?<![一-鿿])人家(?!庭)|隔壁|^[一-鿿]{0,3}某[省市县区旗]"
)
_SET_AGAINST: Final = expression(
    r"，(?:也|还|又|仍|均|都)?(?:低于|少于|不及|落后|居(?=全|第|前|末|中)|排(?:在|第|全)|列(?=全|第|前)|位居|位列|连续[两三四五六七八九十0-9]+年|[^，；。]{0,8}随之|(?<!占)比(?!上年|去年|重|例)[^，。；]{1,10}(?:多|少|高|低)[0-9出了])"
)
"""…7.8个，低于全省平均水平1.6个: what is set against others behind is how things stand."""
_DONE_IN_ALL: Final = expression(
    r"(?:^|全[年市县区旗省]|年度)(?:总)?共(?:举办|开展|接待|撤销|收到|处理|救助|办理|评出|查处|注销|清理|受理|印发|培训|发放|走访|组织)"
)
_CITED: Final = expression(
    r"^[^，。；“”]{0,6}(?:民政部|国家|国务院|中央|省委|省政府|省厅|省里|自治区|上级|部里|省级)[^，。；“”]{0,14}(?:提出|定下|下达|确定|明确|规定)的"
)
_SHORT_OF: Final = expression(
    r"^(?:没有?|未|尚未|还没)(?:达到|完成|做到|达标)[^，；。]{0,12}[0-9]|(?<![由从])不足[一-鿿]{0,8}的?[0-9.]+[%成](?!.*(?:提|增|扩|升)[一-鿿]?到)|(?:^|，)却(?:要|得|须)|平均每[人家户](?:要|得)|原(?:计划|定于?|拟)(?!的)[^，；。]{0,12}[0-9]|^一人(?:却|还)?(?:要|得)?(?:管|照看|照顾|顾|看)|(?:起码|少说|至少也?|大概|约摸|总|常常?|往往|来回|估算|一般|平均)[^，。；]{0,4}[要得][花走跑用]?[0-9.]+[万多余]*(?:元|天|个?小时|分钟|年|个?月)"
)
_GRADES: Final = expression(
    r"(?:优秀|良好|优良|合格|较差|[甲乙丙]等|[一二三]等)(?:档|等次|等级|单位|名额)?的?[^，。；率]{0,8}(?:不多于|不超过|约?占|控制在|限)[^，。；]{0,8}[0-9一二三四五六七八九]"
)
_WORKED_OUT: Final = expression(r"按(?:照)?[^，。；]{2,20}(?:计算|测算|折算|估算|推算|核算)(?=$|[，；。])")
_PARTIES: Final = expression(
    r"(?:^|[内后前，])(?:双方|当事人|申请人|监护人|亲属|家属|夫妻|买卖)[^，。；]{0,6}应当?(?!有|对|付|急)"
)
_LIMITED_TO: Final = expression(
    r"(?:^|，)名额(?:共|总共|合计|为|限)|^[^，。；]{0,12}(?:对象|范围|人群)限于|^凡(?!是?[^，；。]{0,20}(?:均|都|全部|一律)要)[^，；。]{2,30}的|^(?:参加|申请|享受|报名)[^，。；]{2,16}的[^，。；]{1,8}[须限应]"
)
_TOLD: Final = (
    (_ANY_ONE, "past", "说的是平常的情况"),
    (_SUMMED_UP, "past", "说的是情况"),
    (_EARLIER, "past", BEFORE),
    (_WHO_BEARS, "money", "钱由谁出"),
    (_COMPARED, "past", "比较的数"),
    (_PART_OF, "past", "说的是其中各有多少"),
    (_CHAPTERS, "enumeration", "只是说分几个方面"),
    (_COUNTED_HOW, "threshold", "说的是怎样计算"),
    (_MEANS, "past", "说的是看法"),
    (_SOME, "past", "说的是情况"),
    (_DONE_IN_ALL, "past", "说的是做过的事"),
)
_WHATEVER: Final = (
    (_PER_STEP, "threshold", "每变动多少便怎样"),
    (_OVER_THERE, "past", "别的地方的数"),
    (_CITED, "baseline", "上级定的数"),
    (_GENERIC, "past", "说的是平常的情况"),
    (_LIMITED_TO, "threshold", "说的是要什么条件、材料"),
    (_SHORT_OF, "past", "说的是情况"),
    (_GRADES, "threshold", "名额的限制"),
    (_WORKED_OUT, "threshold", "说的是怎样计算"),
    (_PARTIES, "threshold", "说的是要什么条件、材料"),
)
"""Whatever is asked for in them, we do not ask for it."""


def as_a_rule(words: str, rest: str, *, asks: bool) -> tuple[str, str] | None:
    """Class and reason of a clause that tells how things go; `asks` where it also says what is wanted, `rest` follows it."""
    for pattern, sort, why in _WHATEVER:
        if pattern.search(words):
            return sort, why
    if _ONLY_THEN.match(rest):
        return "threshold", "说的是要什么条件、材料"
    if asks:
        return None
    if _SET_AGAINST.match(rest):
        return "past", "比较的数"
    return next(((sort, why) for pattern, sort, why in _TOLD if pattern.search(words)), None)


REASONS: Final = frozenset(why for _, _, why in (*_TOLD, *_WHATEVER)) - {"别的地方的数"}
"""Those that go on over the clauses that follow, until one asks."""
