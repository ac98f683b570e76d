"""Writing waves into a plan as they were worked out. Waves that are there are never touched."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spreadkit.errors import SpreadkitError, UnreadablePlanError
from spreadkit.loading.loaded import LoadedPlan
from spreadkit.model.base import known
from spreadkit.model.plan import Plan
from spreadkit.model.rollout import Wave
from spreadkit.rollout.schedule import PlannedWave, Schedule
from spreadkit.words import first_of
from spreadkit.writing.plan_draft import Draft


class AssignedWave(NamedTuple):
    """A wave, how many sites it takes, and how many of the plan's sites say that they are in it."""

    wave: str
    takes: int
    listed: int


class WrittenWaves(NamedTuple):
    """What was written: files, waves that are new, and those that were there already.

    `assigned` tells how many sites each wave still waits for; `waiting` are the target sites in no wave.
    """

    files: list[Path]
    new: list[str]
    kept: list[str]
    assigned: list[AssignedWave]
    waiting: list[str]


def write_waves(loaded: LoadedPlan, planned: Schedule) -> WrittenWaves:
    """Write the waves into the plan. Doing it again changes nothing.

    Raises SpreadkitError when no start is known, when the plan has other waves, or when it cannot be changed safely;
    then nothing is written.
    """
    plan = _sound(loaded)
    if planned.terms.start is None:
        raise SpreadkitError("waves need dates to be written: say when it starts, with --start or under rollout")
    waves = {_wave_id(wave): wave for wave in planned.waves}
    _refuse_others(plan, waves)
    new = [name for name in waves if name not in plan.waves]
    draft = Draft.of_plan(loaded)
    if new:
        draft.add(("waves",), "".join(_block(name, waves[name], planned) for name in new))
    sites = Counter(site.wave for site in plan.target_sites)
    return WrittenWaves(
        files=draft.save(),
        new=new,
        kept=[name for name in waves if name in plan.waves],
        assigned=[AssignedWave(name, wave.new_sites, sites[name]) for name, wave in waves.items()],
        waiting=[site.id for site in plan.target_sites if site.wave is None],
    )


def _wave_id(wave: PlannedWave) -> str:
    """Return the id that a wave has in a plan."""
    return f"wave-{wave.number}"


def _sound(loaded: LoadedPlan) -> Plan:
    """Return the plan, if nothing of its waves had to be left out while reading: what is not seen may be there."""
    lost = [route for route in loaded.lost if route[:1] == ("waves",)]
    if loaded.plan is None or lost:
        where = f" at {'.'.join(map(str, lost[0]))}" if lost else ""
        raise UnreadablePlanError(f'"{loaded.source.name}" has mistakes{where}; mend them first: spreadkit check')
    return loaded.plan


def _refuse_others(plan: Plan, waves: dict[str, PlannedWave]) -> None:
    others = [name for name in plan.waves if name not in waves]
    if others:
        raise SpreadkitError(
            f"the plan has waves of its own ({first_of(others)}), which are never changed, and more beside them would "
            "count sites twice; take them out first, or write the waves by hand"
        )
    differing = [name for name, wave in waves.items() if name in plan.waves and not _is_same(plan.waves[name], wave)]
    if differing:
        raise SpreadkitError(
            f"the plan has {first_of(differing)} already, with other days or another size than worked out; waves that "
            "are there are never changed: give the same figures as before, or take them out first"
        )


def _is_same(wave: Wave, planned: PlannedWave) -> bool:
    """Whether a wave has the days that were worked out, and the size where it states one."""
    sizes = ((known(wave.sites), planned.new_sites), (known(wave.units), planned.new_units))
    return (known(wave.start), known(wave.end)) == (planned.first_day, planned.last_day) and all(
        stated in {None, size} for stated, size in sizes
    )


def _block(name: str, wave: PlannedWave, planned: Schedule) -> str:
    return "".join(f"{line}\n" for line in _lines(name, wave, counts_units=planned.terms.pace.unit_size != 1))


def _lines(name: str, wave: PlannedWave, *, counts_units: bool) -> Iterator[str]:
    yield f"{name}:"
    yield f"  step: {wave.step}"
    yield f"  start: {wave.first_day}"
    yield f"  end: {wave.last_day}"
    if counts_units:
        yield f"  units: {wave.new_units}"
    yield f"  sites: {wave.new_sites} # how many; the table of sites says which"
