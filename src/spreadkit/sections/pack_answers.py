"""For the steering group: the five answers, each a sign, a word and a sentence."""

from typing import Final

from spreadkit.model.page_blocks import VerdictStrip
from spreadkit.model.people import Role
from spreadkit.model.report import Section
from spreadkit.sections._pack import Part, page_part, who_has
from spreadkit.sections._view import View

PACK: Final = 10


def build(view: View) -> Section | None:
    """Build the section."""
    verdicts = view.answers.verdicts
    if not verdicts:
        return None
    strip = VerdictStrip(items=tuple(verdict.model_copy(update={"inputs": ()}) for verdict in verdicts))
    ask = who_has(view, Role.SPREAD_AGENT, Role.DIFFUSION_MANAGER, Role.EXECUTIVE_SPONSOR)
    return page_part(
        view, Part("answers", "How it stands", "Five questions, answered from the record", [strip], ask=ask)
    )
