"""A rollout as CSV: one row a wave, with all figures of both tables, without and with the hires that are missing."""

from collections.abc import Mapping
from fractions import Fraction

from spreadkit.formats import PLAIN, Screen
from spreadkit.formats.csv import as_csv
from spreadkit.rollout.coaching import Supply
from spreadkit.rollout.feasibility import PlannedRollout
from spreadkit.rollout.schedule import PlannedWave


def render_rollout(planned: PlannedRollout, _screen: Screen = PLAIN) -> str:
    """Write the waves in order. A table has no colour, and always holds the whole arithmetic."""
    rows = [_row(wave) for wave in planned.schedule.waves]
    return as_csv([list(rows[0]), *(list(row.values()) for row in rows)])


def _row(wave: PlannedWave) -> Mapping[str, object]:
    return {
        "wave": wave.number,
        "step": wave.step,
        "new_units": wave.new_units,
        "units": wave.units,
        "new_sites": wave.new_sites,
        "sites": wave.sites,
        "start_month": _number(wave.start),
        "end_month": _number(wave.end),
        "start": wave.first_day,
        "end": wave.last_day,
        "visits": _number(wave.demand.visits),
        "coach_days": _number(wave.demand.days),
        "coaches_needed": wave.demand.coaches,
        **_supply("", wave.supply),
        **_supply("mended_", wave.mended),
        "further_hires": wave.further_hires if wave.supply else None,
    }


def _supply(prefix: str, supply: Supply | None) -> dict[str, object]:
    names = ("stayed", "trained", "hired", "coaches", "short")
    return {f"{prefix}{name}": getattr(supply, name, None) for name in names}


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else round(float(value), 4)
