"""Numbers without a link: which figure each speaks of, where that is certain, and whether it agrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from mzgz.language import Against, Direction, Hedge, Kind, Quantity, Role, agrees, survey
from mzgz.language.pattern_search import expression
from mzgz.language.quantity import Interval
from mzgz.language.unread_numbers import unread
from mzgz.model.document import Figure, Inline
from mzgz.progress import Progress
from mzgz.publishing.figures import FigureId
from mzgz.publishing.verify.figure_lookup import Register
from mzgz.publishing.verify.number_advice import advice
from mzgz.publishing.verify.number_candidates import Offer, offers
from mzgz.publishing.verify.sentences import Sentence
from mzgz.publishing.verify.target_mentions import Mention, Naming
from mzgz.publishing.verify.verification import Guess, LooseResult, Verdict
from mzgz.publishing.verify.words_between_name_and_number import named_plainly, of_future, of_now, said_of

_CLOSE = Fraction(1, 200)
"""六成 said of 56.1% is rounded too far to be called right."""
_DEMANDS = ("不低于", "不少于", "不小于", "不高于", "不超过", "不多于", "不大于")
_BEGINS = expression(r"[由从](?:上年|去年)?(?:同期|底|末)?的?$")
_AWAY = expression(r"(?:距离?|离|离着|与|跟)$")
"""离55%只差一步: the number is what is wanted."""
_STATED = expression(r"(?:目标|要求)值?[（(]$")
"""达到目标（55%）: the number is the goal as it was set."""
_UP_TO = expression(r"(?:达到?|占到|超)了?$")
"""达七成 is no less than 70%, whereas 七成左右 may be 68%."""
_MOVES = expression(r"(?:提高|提升|上升|增加|增长|下降|降低|减少|回落)")
_PLANS = expression(r"任务|安排|打算|计划|部署|目标")
_OF_ALL = expression("全市|我市|本市")
_SAID_OF_ALL = expression("[，；](?:全市|我市|本市)(?:为|是|达到|只有|仅为)?$")
"""After a district's number: …，全市为56.1%; of 比全市的56.1%低… nothing is said."""
_BLANK = expression("【待[补写]：[^】]*】")
"""What an office has still to write, and how long it should be: nothing is told of the year there."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number can be said of: a name in the sentence, or a linked number that stands before it."""

    start: int
    end: int
    mention: Mention
    node: str


@dataclass(frozen=True)
class LooseReader:
    """Reads the loose numbers of sentences against one board."""

    register: Register
    naming: Naming

    def read(self, sentence: Sentence) -> Iterator[LooseResult]:
        """The numbers of a sentence that measure something and carry no link."""
        reading = survey(sentence.text)
        quantities = list(reading.quantities)
        linked = [(link.start - sentence.start, link.end - sentence.start) for link, _ in sentence.links]
        linked += [blank.span() for blank in _BLANK.finditer(sentence.text)]
        named = [(each.start, each.end) for each in self.naming.mentions(sentence.text)]
        subjects = self._subjects(sentence, quantities)
        for quantity in quantities:
            if not quantity.measured or any(quantity.start < end and start < quantity.end for start, end in linked):
                continue
            if any(start <= quantity.start and quantity.end <= end for start, end in named):
                continue  # 小额救助24小时内办结率: part of a name
            verdict, guess = self._judge(sentence, quantity, quantities, linked, subjects)
            start = sentence.start + quantity.start
            yield LooseResult(quantity.text, start, sentence.start + quantity.end, sentence.paragraph, verdict, guess)
        for odd in unread(sentence.text, reading):
            if not any(odd.start < end and start < odd.end for start, end in linked):
                place = (sentence.start + odd.start, sentence.start + odd.end)
                yield LooseResult(odd.text, *place, sentence.paragraph)

    def agreeing(self, sentence: Sentence, today: Iterable[Inline]) -> Iterator[LooseResult]:
        """The loose numbers of a sentence that would be written so today, with the figures it would be written with."""
        linked = [(link.start - sentence.start, link.end - sentence.start) for link, _ in sentence.links]
        figures = [inline for inline in today if isinstance(inline, Figure)]
        for quantity in survey(sentence.text).quantities:
            if not quantity.measured or any(quantity.start < end and start < quantity.end for start, end in linked):
                continue
            figure = next((one for one in figures if one.text in quantity.text or quantity.text in one.text), None)
            guess = Guess(figure.id, figure.alias, figure.text) if figure else None
            span = (sentence.start + quantity.start, sentence.start + quantity.end)
            yield LooseResult(quantity.text, *span, sentence.paragraph, "agrees", guess)

    def confirms(self, sentence: Sentence, span: tuple[int, int], name: FigureId) -> bool:
        """Whether a linked number, read as if it were typed, is certainly said of what it is of, and is right."""
        quantities = list(survey(sentence.text).quantities)
        reported = next((each for each in quantities if each.start < span[1] and span[0] < each.end), None)
        if reported is None or not reported.measured:
            return False
        linked = [(link.start - sentence.start, link.end - sentence.start) for link, _ in sentence.links]
        verdict, guess = self._judge(sentence, reported, quantities, linked, self._subjects(sentence, quantities))
        found = FigureId.parse(guess.id) if guess else None
        return verdict == "agrees" and found is not None and (found.target, found.node) == (name.target, name.node)

    def _subjects(self, sentence: Sentence, quantities: list[Quantity]) -> list[Subject]:
        text = sentence.text
        others = [(quantity.start, quantity.end) for quantity in quantities]
        units = self.naming.units(text)
        found = []
        for mention in self.naming.mentions(text):
            start, node = mention.start, "city"
            before = [unit for unit in units if unit[1] <= mention.start]
            if before:
                first, end, code = before[-1]
                close = len(before) == 1 and text[end : mention.start] in ("", "的", "，")
                start, node = (first, code) if close and code else (0, "")
            if node and named_plainly(text, start, others):
                found.append(Subject(mention.start, mention.end, mention, node))
        for link, figure_id in sentence.links:
            name = self.register.known(figure_id)
            if name and not name.of_all and name.aspect == "value":
                first, end = link.start - sentence.start, link.end - sentence.start
                found.append(Subject(first, end, Mention(first, end, name.target, ""), name.node))
        return sorted(found, key=lambda subject: subject.end)

    def _judge(
        self,
        sentence: Sentence,
        quantity: Quantity,
        quantities: list[Quantity],
        linked: list[tuple[int, int]],
        subjects: list[Subject],
    ) -> tuple[Verdict, Guess | None]:
        before = [subject for subject in subjects if subject.end <= quantity.start]
        demanded = quantity.text.startswith(_DEMANDS)
        if _BEGINS.search(sentence.text[: quantity.start]) and _MOVES.match(sentence.text, quantity.end):
            quantity = replace(quantity, role=Role.FROM)
        if not before or demanded or self._speaks_of_plans(sentence):
            return "unknown", None
        stated = _STATED.search(sentence.text[: quantity.start]) is not None
        if stated or _AWAY.search(sentence.text[: quantity.start]):
            quantity = replace(quantity, role=Role.GOAL)
        if quantity.text.endswith("成") and not quantity.hedge and _UP_TO.search(sentence.text[: quantity.start]):
            quantity = replace(quantity, range=Interval(quantity.value, None))
        subject = before[-1]
        if subject.node != "city" and _OF_ALL.search(sentence.text, subject.end, quantity.start):
            if not _SAID_OF_ALL.search(sentence.text, subject.end, quantity.start):
                return "unknown", None
            subject = replace(subject, node="city")
        others = sorted({*linked, *((q.start, q.end) for q in quantities if q is not quantity and q.measured)})
        if not said_of(sentence.text, subject.end, others, quantity):
            return "unknown", None
        progress = self._progress(subject)
        if progress is None or progress.period is None:
            return "unknown", None
        future = of_future(sentence.text, quantity.start)
        if not of_now(sentence.text, quantities, subject.end, progress.period) and quantity.role is not Role.GOAL:
            return "unknown", None
        verdict, guess = self._compare(quantity, subject, progress, future=future, stated=stated)
        if verdict == "contradicts" and subject.node == "city" and self._of_unit_before(sentence, quantity, subject):
            return "unknown", None
        return verdict, guess

    def _of_unit_before(self, sentence: Sentence, quantity: Quantity, subject: Subject) -> bool:
        """Whether the sentence before speaks of one unit and the number is what that unit has."""
        here = sentence.text[: quantity.start]
        codes = {code for _, _, code in self.naming.units(sentence.before)}
        if len(codes) != 1 or self.naming.units(here) or _OF_ALL.search(here) or not all(codes):
            return False
        of_unit = replace(subject, node=next(iter(codes)))
        progress = self._progress(of_unit)
        return progress is not None and self._compare(quantity, of_unit, progress, future=False)[0] == "agrees"

    def _compare(
        self, quantity: Quantity, subject: Subject, progress: Progress, *, future: bool, stated: bool = False
    ) -> tuple[Verdict, Guess | None]:
        fitting = []
        for offer in offers(progress, subject.mention):
            if future and offer.role is not Role.GOAL:
                continue
            same = _agreement(quantity, offer, progress)
            if same is not None:
                fitting.append((offer, same))
        if len(fitting) != 1:
            return "unknown", None
        offer, same = fitting[0]
        if not same and offer.role is Role.GOAL and not stated:
            return "unknown", None
        if same and quantity.hedge in (Hedge.ODD, Hedge.OVER) and offer.value == quantity.value:
            return "unknown", None
        hint = "" if same else advice(quantity, offer, progress)
        guess = self._guess(subject, progress, offer, hint)
        return ("agrees" if same else "contradicts", guess) if guess else ("unknown", None)

    def _guess(self, subject: Subject, progress: Progress, offer: Offer, hint: str) -> Guess | None:
        if progress.period is None:
            return None
        name = FigureId(subject.mention.target, subject.node, progress.period, offer.aspect)
        figure = self.register.current(str(name))
        return Guess(str(name), self.register.label(name), figure.text, hint) if figure else None

    def _progress(self, subject: Subject) -> Progress | None:
        board = self.register.board
        if subject.node == "city":
            return board.city(subject.mention.target)
        return board.part(subject.mention.target, subject.node) if subject.node in board.ledger.units.by_code else None

    def _speaks_of_plans(self, sentence: Sentence) -> bool:
        """Headings of the year to come: 三、2023年重点任务."""
        year = self.register.board.year
        return any(
            str(year + 1) in heading or (_PLANS.search(heading) and str(year) not in heading)
            for heading in sentence.paragraph.headings[:1]
        )


def _agreement(quantity: Quantity, offer: Offer, progress: Progress) -> bool | None:
    """As `agrees`; a difference must say against what, and a rounding must not turn the verdict."""
    if offer.role is Role.DIFFERENCE and quantity.against is not offer.against:
        return False if _level_as_change(quantity, offer, progress) else None
    if offer.against is Against.GOAL and quantity.direction is None:
        return None
    same = agrees(quantity, offer.value, offer.kind, offer.unit, role=offer.role, name=progress.target.name)
    goal = progress.goal
    rough = offer.kind is Kind.PERCENT and not quantity.hedge and abs(quantity.value - offer.value) > _CLOSE
    if same and rough:
        return None
    if same and offer.aspect == "value" and offer.kind is Kind.PERCENT and goal and goal.threshold is not None:
        reported, true = goal.met(quantity.value), goal.met(offer.value)
        return reported == true or (None if quantity.hedge else False)
    return same


def _level_as_change(quantity: Quantity, offer: Offer, progress: Progress) -> bool:
    """提高56.1个百分点, of a share that is 56.1% and was not nothing: whatever it is against, it is not the change."""
    value, points = progress.value, quantity.kind is offer.kind is Kind.POINTS
    if not points or quantity.against or offer.against is not Against.LAST_YEAR:
        return False
    if quantity.direction is not (Direction.DOWN if offer.value < 0 else Direction.UP):
        return False
    return value is not None and offer.value != value and abs(quantity.value - value) <= quantity.step / 2
