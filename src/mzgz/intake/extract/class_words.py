"""What each class of a stretch of a plan is called in Chinese: 目标, 已有的事实, 门槛."""

from __future__ import annotations

from typing import Final

CLASS_WORDS: Final = {
    "target": "目标", "milestone": "节点", "recurring": "经常性任务", "redline": "底线", "duty": "任务", "past": "已有的事实", "baseline": "基数", "date": "日期",
    "listno": "序号", "ordinal": "序数", "docno": "文号", "score": "得分", "age": "年龄", "duration": "时长", "enumeration": "只是分项", "threshold": "门槛",
    "in_name": "名称里的数", "slogan": "固定说法", "grade": "等级", "size": "描述", "money": "资金", "request": "请别人办的事", "existing": "已有的事物", "effect": "带来的效果", "hotline": "号码",
    "period": "时段", "road": "线路", "table_cell": "表中其他栏", "number": "不是数量", "figure": "其他的数", "heading": "标题", "table": "表格", "background": "没有要求",
    "blank": "空行",
}  # fmt: skip
