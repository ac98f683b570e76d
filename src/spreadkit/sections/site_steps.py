"""For a site: what its people are to do next, three steps at most."""

from spreadkit.model.page_blocks import StepsToTake, StepToTake
from spreadkit.model.report import Section
from spreadkit.sections._view import View
from spreadkit.sections._wording import section
from spreadkit.verdicts.sheet_steps import steps_of

SITE = 10


def build(view: View) -> Section | None:
    """Build the section, where there is anything to do."""
    steps = steps_of(view.sheet, view.language, view.plan.measures) if view.own else ()
    if not steps:
        return None
    items = tuple(
        StepToTake(title=step.deed, text=step.why, who=step.who, by=step.by, needs_you=step.needs_you) for step in steps
    )
    return section("next", "What to do next", [StepsToTake(items=items)])
