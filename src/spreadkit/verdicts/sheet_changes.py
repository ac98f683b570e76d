"""How far a site is with each change, as people say it: a sign and a few words; and how many of its peers have it."""

from typing import Final

from spreadkit.adoption.state import IN_PLACE
from spreadkit.adoption.tracking import TrackedSite
from spreadkit.model.adoption import AdoptionStage
from spreadkit.model.rollout import Site
from spreadkit.model.verdict import Sign
from spreadkit.record import record
from spreadkit.standing.standing import Standing

_WORDS: Final = {
    None: (Sign.NOTHING, "unknown"),
    AdoptionStage.NOT_STARTED: (Sign.NOT_BEGUN, "not begun"),
    AdoptionStage.AWARE: (Sign.NOT_BEGUN, "not begun"),
    AdoptionStage.COMMITTED: (Sign.NOT_BEGUN, "agreed"),
    AdoptionStage.TESTING: (Sign.BEGUN, "begun"),
    AdoptionStage.IMPLEMENTING: (Sign.BEGUN, "begun"),
    AdoptionStage.IMPLEMENTED: (Sign.THERE, "in place"),
    AdoptionStage.SUSTAINED: (Sign.LASTING, "kept"),
    AdoptionStage.PAUSED: (Sign.RESTING, "paused"),
    AdoptionStage.DECLINED: (Sign.CLOSED, "declined"),
    AdoptionStage.DISCONTINUED: (Sign.WORSE, "stopped"),
    AdoptionStage.NOT_APPLICABLE: (Sign.NOTHING, "not applicable"),
}
"""By stage: its sign, and its message."""


def sign_and_message(stage: AdoptionStage | None, *, is_stale: bool) -> tuple[Sign, str]:
    """Return the sign of a stage, and the message that says it; of a site without recent news, as it was last seen."""
    sign, word = _WORDS[stage]
    if is_stale and stage in IN_PLACE:
        return Sign.LAST_SEEN, "Q.last seen"
    if is_stale and sign is Sign.BEGUN:
        return sign, "Q.begun.seen"
    return sign, f"Q.{word}"


@record(slots=False)
class SitePeers:
    """The sites that a site stands beside: those of its wave, or of its group where it is in none."""

    sites: tuple[TrackedSite, ...]
    group: str | None = None

    def count(self, change: str) -> tuple[int, int]:
        """Count those that have a change in place, and those that it applies to."""
        stages = [cell.stage for site in self.sites for cell in site.cells if cell.change == change]
        applies = [stage for stage in stages if stage is not AdoptionStage.NOT_APPLICABLE]
        return sum(stage in IN_PLACE for stage in applies), len(applies)


def peers_of(standing: Standing, site: Site) -> SitePeers:
    """Return the other target sites of a site's wave; of its group where it is in no wave."""
    others = [one for one in standing.tracker.sites if one.site.id != site.id]
    if site.wave in standing.plan.waves:
        return SitePeers(tuple(one for one in others if one.site.wave == site.wave))
    same = tuple(one for one in others if site.group and one.site.group == site.group)
    return SitePeers(same, site.group)
