"""The few things that go wrong or stand out in the sample year, each in one plain table."""

from __future__ import annotations

MISSING = frozenset({("150727", 4)})
"""Returns that were never handed in."""

LATE: dict[tuple[str, int], str] = {
    ("150785", 2): "2022-03-09",
    ("150785", 3): "2022-04-11",
    ("150785", 5): "2022-06-08",
    ("150785", 8): "2022-09-13",
    ("150785", 9): "2022-10-12",
    ("150785", 11): "2022-12-09",
}
"""Returns received after the due day."""

PENDING: dict[tuple[str, int, str], str] = {("150727", 6, "visit-system"): "2022-08-05"}
"""Values promised for later."""

EVENTS: dict[tuple[str, int, str], tuple[int, str]] = {
    ("150782", 11, "no-safety-accidents"): (
        1,
        "11月9日博克图镇一家养老院配电箱线路老化引发局部火情，十分钟内扑灭，无人员伤亡；当日停用该楼层并转移老人，"
        "月底前更换线路46处，辖区养老机构电气线路全部排查一遍",
    ),
}
"""Red lines crossed: how many events, and what was done after."""

MISSED: dict[tuple[str, int, str], str] = {
    ("150722", 9, "two-subsidies"): "发放系统切换，重度残疾人护理补贴有一批未能在9月到账，10月8日已补发到位",
}
"""Recurring duties not held, and why."""

STAGES: dict[tuple[str, int, str], tuple[str, str]] = {
    ("150783", 12, "minors-centre-project"): (
        "受阻",
        "主体和外墙完工，室外消防管网招标两次流标，冬季不能开挖，复工要到2023年5月",
    ),
}
"""Duties whose stage the story fixes."""

OPEN: dict[tuple[str, str], dict[int, str]] = {
    ("150723", "emergency-call-system"): {
        6: "平台招标完成，大兴安岭林区3个镇通信线路未通，计划10月中旬投用",
        7: "服务器到货，林区3个镇仍在架设线路",
        8: "平台装好，正在调试，2个镇线路已通",
        9: "线路全部接通，试运行中，值守人员正在培训",
    },
    ("150785", "emergency-call-system"): {
        6: "首次招标流标，正在重新组织，计划10月底前投用",
        7: "二次招标公告期内，接入老人名单已核好",
        8: "已签合同，设备生产中",
        9: "设备安装过半，值守用房改造完成",
    },
    ("150723", "community-worker-pay"): {12: "薪酬方案已经会议通过，财政测算未完，文件改在2023年一季度印发"},
    ("150725", "unattended-children-standard-raise"): {12: "提标资金未列入当年预算，已列2023年预算，自2023年1月起执行"},
}
"""What is said of one-off tasks while they are overdue."""

REMARKS: dict[tuple[str, int, str], str] = {
    ("150702", 6, "embedded-care-homes"): "5处嵌入式机构消防验收排期到7月初，验收后即投用",
    ("150722", 6, "embedded-care-homes"): "1处机构装修延误，7月中旬投用",
    ("150723", 6, "embedded-care-homes"): "林区镇社区分散，5个社区没有合适用房",
    ("150727", 6, "embedded-care-homes"): "1处正在办理备案，7月投用",
    ("150782", 6, "embedded-care-homes"): "1处机构等消防验收，7月投用",
    ("150785", 6, "embedded-care-homes"): "2个社区运营方未选定",
    ("150785", 7, "embedded-care-homes"): "两家运营方报名，正在比选",
    ("150702", 7, "embedded-care-homes"): "5处已验收投用，本月新增的1个社区列入下半年计划",
    ("150723", 6, "day-care-centres"): "5个社区场地未落实，其中3个拟用闲置校舍",
    ("150781", 6, "day-care-centres"): "2个社区日间照料场地装修中，7月起陆续投用",
    ("150785", 6, "day-care-centres"): "2个社区入冬前难以改造完，转入下年",
    ("150723", 6, "community-care-stations"): "3个社区与邻近站点的签约服务还没有谈成",
    ("150785", 6, "community-care-stations"): "2个社区站点用房漏水返修",
    ("150722", 12, "nursing-bed-share"): "差1张床位，尼尔基镇一处改造房间12月底未通过认定",
    ("150723", 12, "nursing-bed-share"): "三处公办敬老院未完成护理型改造，改造资金列入2023年",
    ("150785", 12, "nursing-bed-share"): "11张改造床位设备未到货，2023年一季度认定",
    ("150722", 12, "dependent-extreme-poverty-care"): "部分老人不愿离开亲属，正在逐户做工作",
    ("150723", 12, "dependent-extreme-poverty-care"): "照护单元床位不足，新增床位2023年投用",
    ("150785", 12, "dependent-extreme-poverty-care"): "供养机构护理员缺4人，暂不能多收",
    ("150723", 12, "disabled-elderly-support"): "2名老人12月下旬才评估为失能，帮扶从2023年1月开始",
    ("150785", 9, "street-social-work-stations"): "专职社工两次招聘均无人报名",
    ("150785", 12, "street-social-work-stations"): "森工、好里堡两个街道的专职社工未招到，2023年3月底前挂牌",
    ("150723", 12, "embedded-care-homes"): "3个社区改为与镇敬老院签约，2023年落实",
    ("150785", 12, "embedded-care-homes"): "2个社区运营方2023年3月进场",
    ("150723", 12, "day-care-centres"): "3个社区闲置校舍改造列入2023年",
    ("150785", 12, "day-care-centres"): "2个社区改造转入2023年",
    ("150723", 12, "community-care-stations"): "2个社区服务半径过长，拟增设流动服务车",
    ("150723", 1, "visiting-rate"): "连降大雪，诺敏镇等地28位老人当月没有走访到，2月补访",
    ("150723", 2, "visiting-rate"): "9位老人随子女到外地过年，电话没有打通",
    ("150726", 8, "nursing-bed-share"): "综合福利院新楼启用，新增床位60张",
    ("150783", 5, "nursing-bed-share"): "蘑菇气镇敬老院扩建，新增床位20张",
    ("150702", 7, "community-care-stations"): "本月新增1个社区",
    ("150783", 10, "community-care-stations"): "新增1个社区，站点选址已定",
}
"""Remarks beside a figure: why it falls short, or why it moved."""

EXPLANATIONS: dict[tuple[str, int], tuple[tuple[str, str, tuple[str, ...], str], ...]] = {
    ("150726", 8): (
        (
            "jump",
            "nursing-bed-share",
            ("numerator", "denominator"),
            "综合福利院新楼8月投入使用，新增床位60张，其中护理型38张",
        ),
    ),
}
"""Explanations: rule, target, the values they excuse, and the reason."""
