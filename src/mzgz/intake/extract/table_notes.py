"""The day a note gives for the tasks of a table: of all of them, of the places it names, of a column it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from mzgz.intake.extract.deadlines import DateMark, DateRole
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.plan_lines import PlanLine
from mzgz.intake.extract.promise import Promise
from mzgz.language.pattern_search import expression

_LABELLED: Final = expression(
    r"[\s\u3000（]*(?:[※*＊★☆]|[一-鿿]{0,4}(?:注意?|说明|要求)[0-9一二三四]?(?:[：:]|\s*\t|\s*$))|[\s\u3000]*（[^（）]{6,}）[\s\u3000]*$"
)
_LABEL_IN_FRONT: Final = expression(r"[\s\u3000（※*＊★☆]*[一-鿿]{0,4}(?:注意?|说明|备注|要求)[0-9一二三四]?[：:]")
_DAY_ROW: Final = expression(r"[\s\u3000]*(?:完成|办结|建成|竣工|完工)?(?:时间|时限|期限|日期)(?:要求)?[\s\u3000]*")
_NUMBERED: Final = expression(r"[\s\u3000]*(?:[0-9]{1,2}[.、．]|（[0-9]{1,2}）)")
_RESPECTIVELY: Final = expression(
    r"(?:建设|改造)?(?:完成|建成|竣工|完工)?(?:时间|时限|期限|日期)?分别(?:为|是|于|在)?$"
)
_CHAPTER: Final = expression(r"[\s\u3000]*[（第]?[一二三四五六七八九十]+[）、章节部]")
_ONE_DEED: Final = expression(r"(?:全部|所有|各项)?的?([一-鿿]{2})(?:任务|工作|工程)?(?:并.*)?")
_LIGHT: Final = expression(r"[\s\u3000]*(?:请|务必|必须|须|要|应|确保|力争|于|在|延期?至|推迟[至到]|并)*")
"""…，确保10月底前完成: who is told in the clause before."""
_SENTENCE: Final = expression(r"[^；。\n]+")
_CLAUSE: Final = expression(r"[^，；。\t\n]+")
_OF_ALL: Final = expression(
    r"(?:（[^（）0-9]{0,6}）|[\s\u3000（）※*＊★：:、]|[0-9]{1,2}[.、．]|[注说明备要求附]{1,2}[0-9]?(?=[：:]|$)|以上|上述|上列|所[列有]|[本上下附]?表[内中]?|附件|"
    r"各(?:项|[村镇乡县区旗市]{1,3}|社区|街道|苏木|嘎查|(?:责任|承办|承担|实施)?单位|地)(?:民政局|(?:人民)?政府|[村居]委会)?|其[余他](?:各?[村镇乡县区旗市]{1,3}|社区|街道|地方)?|全年|全部|全体|年度|任务|目标|指标|项目|工程|工作|内容|施工|要求|"
    r"(?:完成|办结|建成|竣工|完工)?(?:时间|时限|期限|日期)(?:要求|节点)?|请|务必|必须|须|需|应当?|要|将|于|在|均|都|统一|最迟|最晚|原则上|力争|确保|一律|限|延期?|至|到|以|为|是|截止?|不(?:得|能)?[迟晚]于|此前|即)+"
)
"""Words that speak of the table and of nothing in it."""
_LABEL: Final = expression(
    r"(?:时间|时限|期限|日期)(?:要求|节点)?(?:（[^（）0-9]{0,6}）)?(?:均|都|统一|一律)?(?:[为是：:]|不(?:得|能)?[迟晚]于|$)[\s\u3000]*$|(?:^|[\s：:，])限$|(?:延|延期|推迟|放宽|顺延)[至到]$|(?:时间|时限|期限|任务)以$"
)
"""完成时限为, 延至: what ends is said before the day."""
_DONE: Final = expression(
    r"[\s\u3000]*(?:[将把](?:上述|以上|所有|全部|各项|本表)?(?:任务|项目|工程|工作|指标))?(?:必须|务必|要|须|应|可|全部|全面|基本|按期|如期|按时|保质保量|高质量|高标准|不折不扣|均|都|一律)*"
    r"(?:完成|(?:完工|竣工)(?:验收)?|建成|建好|办结|办好|投用|投入(?:使用|运营|运行)|开业|交付|到位|落实|结束|达标|销号|清零)(?P<what>.*)"
)
_AND_THEN: Final = expression(
    r"并.*|[）)]?|[^、0-9]*(?:投入使用|投用|交付使用|对外开放)|(?:建设|施工|改造|安装|年度|全年|各项|全部|所有|以上|上述|的|及|和|与|、|任务|目标|工程|项目|工作|使用|到位|投用)+(?:并.*)?[）)]?"
)
"""完成任务并报验收: nothing that the table does not hold already."""
_SAYS_WHEN: Final = expression(r"[\s\u3000]*(?:为[限准止])?[）)]?[\s\u3000]*")
_BUT: Final = expression(r"除.*(?:外|以外)")
_IN_WORDS: Final = ("all", "zero", "none")
"""What promises without a number read as, 全部完成, 清零."""
_LINES_UNDER: Final = 4


class _NotedDay(NamedTuple):
    """A day by which something is done, the words before it in its clause, and those of the clause before."""

    mark: DateMark
    told: str
    done: str
    before: str

    @property
    def subject(self) -> str:
        return self.before if _LIGHT.fullmatch(self.told) else self.told


def give_noted_days(rows: list[PlanLine], under: list[PlanLine]) -> None:
    """Tasks of a table without a day of their own get that of its notes: lines below it, rows of it that hold no task.

    What names places or a column comes first, then what speaks of all.
    """
    _from_day_row(rows)
    notes = [row for row in rows if not row.promises and _is_note_row(row)]
    noted = [(line, day) for line in [*notes, *_notes_under(under)] for day in _days(line)]
    places = {place for row in rows for promise in row.promises for place in promise.scope}
    tasks = undated(rows)
    names = {task.name for task in tasks}
    for _, day in noted:
        _give_day([one for one in tasks if one.due_basis == "default" and _is_of(one, day, places, names)], day.mark)
    for line, day in noted:
        named = _named_places(day, places) or any(_names(day.subject, name) for name in names)
        if not named and _speaks_of_all(day.told):
            _give_day(_with_that_deed(undated(rows), day), day.mark)
            told = day.mark.due.isoformat() if day.mark.due else ""
            line.promises = [one for one in line.promises if one.op not in _IN_WORDS or one.due != told]
            line.duties = [one for one in line.duties if one.due != told]


def _from_day_row(rows: list[PlanLine]) -> None:
    """完成时限 | 9月底前 | 10月底前: the day of each column, in a row of its own."""
    for row in rows:
        cells = row.block.cells
        if row.promises or not cells or not _DAY_ROW.fullmatch(cells[0].text):
            continue
        for mark in row.dates:
            column = next((at for at, cell in enumerate(cells) if cell.start <= mark.start < cell.end), 0)
            _give_day([task for one in rows for task in undated([one]) if _column(one, task) == column], mark)
        row.duties = [one for one in row.duties if not _speaks_of_all(one.name)]


def _column(row: PlanLine, task: Promise) -> int:
    return next((at for at, cell in enumerate(row.block.cells) if cell.start <= task.start < cell.end), -1)


def undated(rows: list[PlanLine]) -> list[Promise]:
    """The tasks of rows that name no day themselves."""
    return [
        promise
        for row in rows
        for promise in row.promises
        if promise.due_basis == "default" and not promise.due.startswith("每")
    ]


def give_day(promises: list[Promise], mark: DateMark, where: str) -> None:
    """The day of a table for its tasks, with where it was read."""
    for promise in promises:
        if mark.due is not None:
            promise.due, promise.due_basis = mark.due.isoformat(), "inherited"
            promise.inherited.append(f"期限取自{where}“{mark.text}”")


def _give_day(promises: list[Promise], mark: DateMark) -> None:
    give_day(promises, mark, "表下说明")


def _is_note_row(row: PlanLine) -> bool:
    """备注 | 各村10月底前完成, or one cell over the whole width."""
    return len({cell.text for cell in row.block.cells if cell.text}) == 1 or bool(_LABELLED.match(row.block.folded))


def _notes_under(under: list[PlanLine]) -> Iterator[PlanLine]:
    """The lines that go on from the table: with a label, or of its tasks without one; a heading or a new task ends them."""
    for line in under[:_LINES_UNDER]:
        if not _LABELLED.match(line.block.folded):
            tasks = [one for one in line.promises if one.op not in _IN_WORDS]
            heads = line.whole_heading and (_CHAPTER.match(line.block.folded) or not any(_days(line)))
            heads = heads and not _NUMBERED.match(line.block.folded)
            if tasks or heads or line.block.level or line.block.cells:
                return
        yield line


def _days(line: PlanLine) -> Iterator[_NotedDay]:
    text = line.block.folded
    for sentence in _SENTENCE.finditer(text):
        before = ""
        for clause in _CLAUSE.finditer(text, sentence.start(), sentence.end()):
            marks = [mark for mark in line.dates if clause.start() <= mark.start < clause.end()]
            one_each = _one_each(text[clause.start() : marks[0].start]) if len(marks) > 1 else []
            for number, mark in enumerate(marks):
                told = _LABEL_IN_FRONT.sub("", text[clause.start() : mark.start], count=1)
                behind = text[mark.end : clause.end()]
                if len(one_each) == len(marks):
                    told, behind = one_each[number], ""
                done = _finished(told, behind)
                if mark.role is DateRole.DEADLINE and mark.due and done is not None:
                    yield _NotedDay(mark, told, done, before)
            before = "" if marks else clause[0]


def _one_each(told: str) -> list[str]:
    """公厕、户厕完成时间分别为9月底、10月底: what each of the days is of; nothing without 分别."""
    listed = _RESPECTIVELY.search(told)
    if listed is None:
        return []
    parts = expression(r"[、和及]").split(_LABEL_IN_FRONT.sub("", told[: listed.start()], count=1))
    return [f"{part}完成时间为" for part in parts]


def _finished(told: str, behind: str) -> str | None:
    """What is finished: 10月底前完成改造, 完成时限为10月底; None for 6月底前报方案, 11月底前完成验收."""
    done = _DONE.fullmatch(behind)
    if done is None:
        return "" if _SAYS_WHEN.fullmatch(behind) and _LABEL.search(told) else None
    return done["what"] if _AND_THEN.fullmatch(done["what"]) else None


def _with_that_deed(tasks: list[Promise], day: _NotedDay) -> list[Promise]:
    """完成改造: of 适老化改造 and not of 助餐点, where the table has both."""
    deed = _ONE_DEED.fullmatch(day.done)
    return [one for one in tasks if deed and deed[1] in one.name] or tasks


def _speaks_of_all(told: str) -> bool:
    """以上任务, 各村安装工作: a deed that every task of the table is names none of them."""
    actions, place, kept = lexicon("actions"), 0, ""
    while place < len(told):
        deed = actions.starting(told, place)
        kept += "" if len(deed) > 1 else told[place]
        place += len(deed) if len(deed) > 1 else 1
    return not kept or _OF_ALL.fullmatch(kept) is not None


def _named_places(day: _NotedDay, places: set[str]) -> set[str]:
    """The places a day is of: 东沟村9月底前; 西洼村因故，延至11月底; 除西洼村外，各村."""
    for words in (day.told, day.before):
        if named := {place for place in places if place in words}:
            return places - named if _BUT.search(words) else named
    return set()


def _is_of(task: Promise, day: _NotedDay, places: set[str], names: set[str]) -> bool:
    """Whether a day names the place of a task, or its measure; where both are named, both."""
    here = _named_places(day, places)
    if here and not here.intersection(task.scope):
        return False
    if any(_names(day.subject, name) for name in names):
        return _names(day.subject, task.name)
    return bool(here)


def _names(told: str, name: str) -> bool:
    """Whether words speak of a task: they share two characters that are no mere verb (公厕建设, 新建公厕)."""
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return any(pair in told for pair in pairs if not lexicon("actions").starting(pair, 0))
