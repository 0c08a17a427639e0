"""What the text says of a target where no template has a line of its own: its name, its kind, its figures, its units.

Targets of one section that stand alike share a sentence. Wordings take turns within a section by the targets' numbers in
the plan, so that what changes of one target leaves the others as they are. What cannot be concluded stays in the annex.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from mzgz.publishing.report import achieved_sentences, level_sentences, ongoing_sentences, shortfall_sentences
from mzgz.publishing.report.passage_weight import weight
from mzgz.publishing.report.plan_views import SectionView
from mzgz.publishing.report.speech_length import item
from mzgz.publishing.report.target_groups import TargetSentence, Views
from mzgz.publishing.report.target_names import tidy

if TYPE_CHECKING:
    from mzgz.publishing.report.sentence_joining import Turns
    from mzgz.publishing.report.template_names import Names


def plainly(names: Names, section: SectionView) -> str:
    """Sentences for the targets of a section that no template has told of, each a passage with its weight."""
    views = [view for view in section.targets if view.id not in names.told and view.verdict != "na"]
    names.plain |= {view.id for view in views}
    names.told |= {view.id for view in views}
    names.turns.begin()
    sentences = [pair for sentences_of in _KINDS_OF_SENTENCE for pair in sentences_of(names, names.turns, views)]
    spoken = {view.id for rendered, _ in sentences for view in rendered}
    names.listed |= {view.id for view in views} - spoken
    return "".join(
        item(max(map(weight, rendered)), " ".join(view.id for view in rendered), f"{tidy(sentence)}。")
        for rendered, sentence in sentences
    )


_KINDS_OF_SENTENCE: tuple[Callable[[Names, Turns, Views], Iterator[TargetSentence]], ...] = (
    achieved_sentences.reached,
    level_sentences.levels,
    achieved_sentences.done,
    achieved_sentences.kept_up,
    shortfall_sentences.broken_off,
    ongoing_sentences.duties,
    achieved_sentences.no_event,
    shortfall_sentences.line_crossed,
    ongoing_sentences.ahead,
    ongoing_sentences.undecided,
    shortfall_sentences.short,
    shortfall_sentences.undone,
)
