"""For the sponsor: whether what the page says can be trusted, in one answer."""

from spreadkit.model.report import Prose, ProsePart, Section, TextRun
from spreadkit.model.verdict import VerdictQuestion
from spreadkit.sections._sponsor_answers import answers_in_room
from spreadkit.sections._view import View
from spreadkit.sections._wording import section

SPONSOR = 80


def build(view: View) -> Section:
    """Build the section."""
    answer = next(verdict for verdict in answers_in_room(view) if verdict.question == "trust")
    runs = (TextRun(text=f"{answer.sign} {answer.word}.", is_strong=True), TextRun(text=f" {answer.says}"))
    made = section("trust", VerdictQuestion.TRUST.asked, [Prose(parts=(ProsePart(kind="paragraph", runs=runs),))])
    return made.model_copy(update={"width": "third"})
