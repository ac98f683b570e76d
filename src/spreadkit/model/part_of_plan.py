"""A plan of which parts could not be read: what asks for one of those is stopped, so that unread is never absent."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from spreadkit.model.base import kebab
from spreadkit.model.framework import Framework
from spreadkit.model.plan import Plan

_FIELDS: Final = frozenset(Plan.model_fields)
SECTIONS: Final = frozenset(map(kebab, _FIELDS))
"""The keys at the top of a plan."""


class UnreadPartError(Exception):
    """Something asked for a part of a plan that could not be read; `part` is its key at the top of the plan."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class PartOfPlan(Plan):
    """A plan that raises UnreadPartError wherever one of its parts is asked for that could not be read."""

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__
        if name in _FIELDS and name in found("__dict__")[_LOST]:
            raise UnreadPartError(kebab(name))
        return found(name)


_LOST: Final = "lost parts"
"""Where an instance keeps the names of what it does not show: no name of a field."""


def plan_in_part(plan: Plan, lost: frozenset[str]) -> PartOfPlan:
    """Return a plan without those of its parts, by their keys, that could not be read."""
    part = PartOfPlan.__new__(PartOfPlan)
    fields = {name: value for name, value in vars(plan).items() if name in _FIELDS}
    hidden = frozenset(name for name in _FIELDS if kebab(name) in lost)
    object.__setattr__(part, "__dict__", {**fields, _LOST: hidden})
    for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
        object.__setattr__(part, name, getattr(plan, name))
    return part


class UnreadFrameworks(Mapping[str, Framework]):
    """Stands for the frameworks of a plan that could not be read."""

    def __getitem__(self, _: str) -> Framework:
        raise UnreadPartError("frameworks")

    def __iter__(self) -> Iterator[str]:
        raise UnreadPartError("frameworks")

    def __len__(self) -> int:
        raise UnreadPartError("frameworks")
