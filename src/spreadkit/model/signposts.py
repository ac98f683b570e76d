"""Signposts: what else there is for a situation, made by others and not shipped, with where to find it."""

from enum import StrEnum
from typing import Literal

from spreadkit.model.base import FileModel, Id, Many, Text
from spreadkit.model.framework import Basis, Citation

SIGNPOSTS_SCHEMA = "spreadkit/signposts@1"


class Pairing(StrEnum):
    """How something of others goes with the frameworks here: in their place, or beside them."""

    INSTEAD = "instead"
    BESIDE = "beside"


class LicenceState(StrEnum):
    """What is known of the leave to use a text. Only `stated` is a licence; none of the others means free."""

    STATED = "stated"
    NOT_STATED = "not-stated"
    NOT_SEEN = "not-seen"


class SignpostLicence(FileModel):
    """On what terms its words can be had. `says` names the licence, and of what it was read."""

    state: LicenceState
    says: Text | None = None
    basis: Basis = Basis.JUDGEMENT
    sources: tuple[Id, ...] = ()


class AsFile(FileModel):
    """Whether a framework file can be written of it.

    `official`: with its own words, as its licence allows. `own-words`: of its structure, in the team's words.
    `no`: it asks nothing that can be answered and counted.
    """

    can: Literal["official", "own-words", "no"]
    because: Text


class SignpostUse(FileModel):
    """When to use it in a situation: in place of frameworks, or beside them. `of` names these (none: any)."""

    how: Pairing
    of: Many[Id] = ()
    because: Text
    basis: Basis = Basis.JUDGEMENT
    sources: tuple[Id, ...] = ()


class Signpost(FileModel):
    """Something of others: what it is for, on what terms it can be had, where it is, and when to turn to it."""

    title: Text
    made_by: Text | None = None
    about: Text
    link: Text
    basis: Basis = Basis.JUDGEMENT
    sources: tuple[Id, ...] = ()
    licence: SignpostLicence
    as_file: AsFile
    suits: dict[Id, SignpostUse] = {}


class Signposts(FileModel):
    """The whole file. A team's own adds to those that come with spreadkit; `sources` belong to the file."""

    schema_: Literal["spreadkit/signposts@1"]
    note: Text | None = None
    sources: dict[Id, Citation] = {}
    signposts: dict[Id, Signpost] = {}

    def extended_by(self, other: "Signposts") -> "Signposts":
        """Return these signposts with what another file adds. What both define stays as it is here."""
        return self.model_copy(
            update={
                "sources": self.sources | other.sources | self.sources,
                "signposts": self.signposts | other.signposts | self.signposts,
            }
        )
