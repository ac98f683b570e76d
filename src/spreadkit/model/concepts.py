"""The shared vocabulary: concepts that let one view span frameworks, and situations that frameworks suit or not."""

from enum import StrEnum
from typing import Literal

from spreadkit.model.base import FileModel, Id, Text
from spreadkit.model.framework import Basis

CONCEPTS_SCHEMA = "spreadkit/concepts@1"


class Hold(StrEnum):
    """How strongly a framework holds a concept: as a part by that name, inside another part, or hardly at all."""

    NAMED = "named"
    COVERED = "covered"
    THIN = "thin"


class HeldBy(FileModel):
    """How strongly one framework holds a concept, and where in it."""

    how: Hold
    where: Text
    basis: Basis = Basis.JUDGEMENT


class Concept(FileModel):
    """Something that criteria of several frameworks are about. `held_by` are frameworks by id."""

    title: Text
    about: Text
    held_by: dict[Id, HeldBy] = {}


class Situation(FileModel):
    """Something that may be true of a team's task, asked so that the team can say yes or no."""

    ask: Text
    about: Text | None = None


class Vocabulary(FileModel):
    """The whole file. A team's own adds concepts and situations to those that come with spreadkit."""

    schema_: Literal["spreadkit/concepts@1"]
    note: Text | None = None
    concepts: dict[Id, Concept] = {}
    situations: dict[Id, Situation] = {}

    def extended_by(self, other: "Vocabulary") -> "Vocabulary":
        """Return this vocabulary with what another adds. What both define stays as it is here."""
        return self.model_copy(
            update={
                "concepts": self.concepts | other.concepts | self.concepts,
                "situations": self.situations | other.situations | self.situations,
            }
        )
