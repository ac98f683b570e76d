"""A Crosswalk: which criteria of two frameworks ask the same thing, wholly or in part, as one small YAML file."""

from enum import StrEnum
from typing import Literal

from spreadkit.model.base import FileModel, Id, Text
from spreadkit.model.framework import Basis
from spreadkit.model.plan import FrameworkUse

CROSSWALK_SCHEMA = "spreadkit/crosswalk@1"


Letter = Literal["a", "b"]
"""Which of the two frameworks."""


class Strength(StrEnum):
    """How much one answer says of the other question: nearly all of it, a part, or only where to look."""

    STRONG = "strong"
    PARTIAL = "partial"
    WEAK = "weak"

    @property
    def rank(self) -> int:
        """Position from 0 (strong) to 2 (weak)."""
        return list(Strength).index(self)


class Direction(StrEnum):
    """Which of the two answers says something of the other."""

    BOTH = "both"
    A_TO_B = "a-to-b"
    B_TO_A = "b-to-a"


class Between(FileModel):
    """The two frameworks, each as `id@edition`, in alphabetical order."""

    a: Text
    b: Text

    @property
    def uses(self) -> dict[Letter, FrameworkUse]:
        """The two frameworks by the letter that pairs use for them."""
        return {"a": FrameworkUse(use=self.a), "b": FrameworkUse(use=self.b)}


class Pair(FileModel):
    """One criterion of each framework, and why an answer to one says something of the other."""

    a: Id
    b: Id
    strength: Strength
    because: Text
    direction: Direction = Direction.BOTH
    basis: Basis = Basis.JUDGEMENT

    @property
    def criteria(self) -> dict[Letter, str]:
        """The two criteria by the letter of their framework."""
        return {"a": self.a, "b": self.b}

    @property
    def ways(self) -> tuple[Direction, ...]:
        """The single directions that it holds for."""
        return (Direction.A_TO_B, Direction.B_TO_A) if self.direction is Direction.BOTH else (self.direction,)


class Crosswalk(FileModel):
    """The whole file."""

    schema_: Literal["spreadkit/crosswalk@1"]
    between: Between
    note: Text | None = None
    pairs: tuple[Pair, ...] = ()
