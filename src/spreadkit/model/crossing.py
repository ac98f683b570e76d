"""What the answers to some frameworks say of another one: criterion by criterion, as proposals and nothing more."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spreadkit.model.crosswalk import Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An answer of the plan that says something of a criterion of another framework.

    `level` and `says` are the answer as it stands there; `proposed` is the level that it comes to here, None where it
    comes to none. `translated` says how, or why not, where the two scales are not the same.
    """

    framework: str
    criterion: str
    level: str | None
    says: str
    strength: Strength
    by: Literal["pair", "concept"]
    because: str
    proposed: str | None = None
    translated: str = ""

    @property
    def source(self) -> str:
        """Where the answer stands, as `framework/criterion`."""
        return f"{self.framework}/{self.criterion}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """One criterion of the other framework, with what is known of it already; the best match comes first."""

    component: str
    component_title: str
    id: str
    ask: str
    answered: bool
    matches: tuple[Match, ...] = ()

    @property
    def best(self) -> Match | None:
        """The match that is proposed."""
        return self.matches[0] if self.matches else None

    @property
    def state(self) -> Literal["answered", "paired", "related", "unmatched"]:
        """How the criterion stands: answered in the plan, met by a pair, related by its concept only, or neither."""
        if self.answered:
            return "answered"
        if self.best is None:
            return "unmatched"
        return "paired" if self.best.by == "pair" else "related"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A framework seen from what a plan answers to others. `taken_from` are those others."""

    plan: str
    framework: str
    edition: str
    title: str
    taken_from: tuple[str, ...]
    criteria: tuple[Crossed, ...]

    def standing(self, state: Literal["answered", "paired", "related", "unmatched"]) -> tuple[Crossed, ...]:
        """Return the criteria that stand so, in the framework's order."""
        return tuple(each for each in self.criteria if each.state == state)

    def matched(self) -> Iterator[tuple[str, Match]]:
        """Go through the criteria that have a match, with the best of each."""
        for each in self.criteria:
            if each.best is not None:
                yield each.id, each.best
