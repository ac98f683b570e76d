"""The driver diagram: what the aim rests on, in layers. Change ideas serve secondary drivers, which serve primary ones.

It is a graph and no tree: an idea may serve several drivers. All primary drivers serve the plan's aim.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic_core import core_schema

from spreadkit.model.base import FileModel, Id, Many, Text


class Link(FileModel):
    """What a driver or an idea serves, and how strongly."""

    to: Id
    strength: Literal["strong", "weak"] = "strong"


class _OrItsId:
    """Tells pydantic to take a plain id for a strong link to it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_as_link, handler(source))

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(core)]}


def _as_link(value: object) -> object:
    return {"to": value} if isinstance(value, str) else value


Links = Many[Annotated[Link, _OrItsId()]]
"""One id, or a list of ids and links: `serves: triage` and `serves: [{to: triage, strength: weak}]`."""


class PrimaryDriver(FileModel):
    """One of the few things that the aim depends on most."""

    title: Text
    measure: Id | None = None


class SecondaryDriver(FileModel):
    """A part of one or more primary drivers, or what influences them."""

    title: Text
    serves: Links = ()
    measure: Id | None = None


class Idea(FileModel):
    """A change idea, from a thought to a change of the package; `because` says why it was dropped or adapted."""

    title: Text
    serves: Links = ()
    state: Literal["idea", "testing", "kept", "adapted", "dropped", "in-package"] = "idea"
    change: Id | None = None
    because: Text | None = None

    @property
    def was_tested(self) -> bool:
        """Whether it is known how it did in a test."""
        return self.state not in {"idea", "testing"}


class Drivers(FileModel):
    """The driver diagram. Its aim is the plan's aim."""

    primary: dict[Id, PrimaryDriver] = {}
    secondary: dict[Id, SecondaryDriver] = {}
    ideas: dict[Id, Idea] = {}

    @property
    def links(self) -> Mapping[str, tuple[Link, ...]]:
        """What each secondary driver serves."""
        return {name: driver.serves for name, driver in self.secondary.items()}

    def secondary_of(self, driver: str) -> Iterator[tuple[str, SecondaryDriver, Link]]:
        """Go through the secondary drivers that serve a driver, with their links."""
        for name, secondary in self.secondary.items():
            yield from ((name, secondary, link) for link in secondary.serves if link.to == driver)

    def ideas_of(self, driver: str) -> Iterator[tuple[str, Idea, Link]]:
        """Go through the ideas that serve a driver, with their links."""
        for name, idea in self.ideas.items():
            yield from ((name, idea, link) for link in idea.serves if link.to == driver)

    def reaches_aim(self, links: tuple[Link, ...]) -> bool:
        """Whether links lead to a primary driver, over however many secondary ones. Cycles lead nowhere."""
        ahead, seen = [link.to for link in links], set[str]()
        while ahead:
            name = ahead.pop()
            if name in self.primary:
                return True
            if name not in seen:
                seen.add(name)
                ahead += [link.to for link in self.links.get(name, ())]
        return False
