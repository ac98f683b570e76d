"""Where any measure of a plan stands: the last periods, the time before, and whether that is more than chance."""

from spreadkit.rollout.progress import first_start
from spreadkit.standing.standing import Standing
from spreadkit.verdicts.judge import language_of
from spreadkit.verdicts.of_measure import state_of_measure
from spreadkit.verdicts.of_plan import state_of_plan
from spreadkit.verdicts.state import MeasureState
from spreadkit.verdicts.working import standing_of


def levels(standing: Standing) -> dict[str, str]:
    """Return, by the id of each measure with figures, one sentence on where it stands; names stand in marks."""
    state = state_of_plan(standing)
    language, found = language_of(state), dict[str, str]()
    begun = first_start(standing.plan, standing.as_of)
    for name in standing.plan.measures:
        measure = state_of_measure(standing, name, begun)
        if measure.last is not None and measure.can_be_pooled:
            said = language.all_of(standing_of(state, measure)).removesuffix(".")
            found[name] = f"{said}: {_chance(measure)}."
    return found


def _chance(measure: MeasureState) -> str:
    """Say in words whether the rules find more than chance in the last values."""
    if measure.signal is not None:
        said = f"more than chance, and {measure.signal}"
    elif measure.is_unsure:
        said = "more than chance, be it better or worse"
    else:
        return "too few to say" if measure.points < measure.needed else "only chance"
    return f"{said}, but not of the same sites" if measure.same_set == "differs" else said
