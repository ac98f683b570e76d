"""The driver diagram in words: what the aim rests on, line by line from the primary drivers to the change ideas."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from spreadkit.model.drivers import Drivers, Idea, Link, PrimaryDriver, SecondaryDriver
from spreadkit.model.report import Arrow, Block, Diagram, Layer, Node, Paragraph, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.sections._view import View
from spreadkit.sections._wording import WordedRow, beginning_of, folded, label, section, table
from spreadkit.words import count_of, in_words

ORDER = 72
SHOWS: Final = ("drivers",)

_INTRO: Final = (
    "Each line leads from a primary driver, one of the few things that the aim depends on most, over a secondary "
    "driver to an idea that works on it. What serves several drivers stands in several lines."
)
_SAYS: Final = (
    "What serves what, from the aim over the drivers to the ideas. The table after it says the same line by line."
)
_MOST: Final = 40
"""With more boxes than this there is no diagram, only the table. The figure is ours."""

_STATES: Final = {
    "idea": "not tested yet",
    "testing": "being tested",
    "kept": "kept",
    "adapted": "adapted",
    "dropped": "dropped",
    "in-package": "in the package",
}

_Line = tuple[Phrase, Phrase, Idea | None, Link | None]
"""A primary driver, a secondary one, and an idea with its link; no idea where none works on the drivers."""


def build(view: View) -> Section | None:
    """Build the section."""
    if view.plan.drivers == Drivers():
        return None
    return section("drivers", "What the aim rests on", _blocks(view), intro=_INTRO)


def _blocks(view: View) -> Iterator[Block]:
    drivers = view.plan.drivers
    yield Paragraph(text=_counts(drivers))
    yield from _diagram(view)
    headers = ["Primary driver", "Secondary driver", "Change idea", "State", "Change of the package?"]
    lines = [*_linked(view), *_loose(view)]
    if lines:
        yield table("Drivers and change ideas", headers, [_row(view, line) for line in lines])
    dropped = [idea for idea in drivers.ideas.values() if idea.state == "dropped"]
    if dropped:
        rows: list[WordedRow] = [[idea.title, idea.because] for idea in dropped]
        yield folded(f"Ideas that were dropped ({len(dropped)})", table("Dropped ideas", ["Idea", "Because"], rows))


def _diagram(view: View) -> Iterator[Diagram]:
    """Draw the drivers as layers, where they are few enough to be seen at once."""
    drivers = view.plan.drivers
    ideas = {name: idea for name, idea in drivers.ideas.items() if idea.state != "dropped"}
    layers = (
        Layer(title="Aim", nodes=(Node(id="aim", text=_aim(view)),)),
        _layer("Primary drivers", "primary", {name: driver.title for name, driver in drivers.primary.items()}),
        _layer("Secondary drivers", "secondary", {name: driver.title for name, driver in drivers.secondary.items()}),
        _layer("Change ideas", "idea", {name: idea.title for name, idea in ideas.items()}),
    )
    served = {f"secondary.{name}": driver.serves for name, driver in drivers.secondary.items()}
    served |= {f"idea.{name}": idea.serves for name, idea in ideas.items()}
    arrows = [Arrow(from_=f"primary.{name}", to="aim") for name in drivers.primary]
    for name, links in served.items():
        arrows += [_arrow(drivers, name, link) for link in links]
    if sum(len(layer.nodes) for layer in layers) <= _MOST:
        kept = tuple(layer for layer in layers if layer.nodes)
        yield Diagram(title="Driver diagram", says=_SAYS, layers=kept, arrows=tuple(arrows))


def _layer(title: str, kind: str, titles: Mapping[str, str]) -> Layer:
    return Layer(title=title, nodes=tuple(Node(id=f"{kind}.{name}", text=text) for name, text in titles.items()))


def _arrow(drivers: Drivers, name: str, link: Link) -> Arrow:
    to = f"primary.{link.to}" if link.to in drivers.primary else f"secondary.{link.to}"
    return Arrow(from_=name, to=to, is_weak=link.strength == "weak")


def _aim(view: View) -> str:
    aim = view.plan.aim
    return beginning_of(aim.statement or (view.measure(aim.measure) if aim.measure else None), 120)


def _counts(drivers: Drivers) -> str:
    states: Counter[str] = Counter(idea.state for idea in drivers.ideas.values())
    layers = [
        count_of(len(drivers.primary), "primary driver"),
        count_of(len(drivers.secondary), "secondary driver"),
        count_of(len(drivers.ideas), "change idea"),
    ]
    told = [f"{states[state]} {words}" for state, words in _STATES.items() if state in states]
    return f"{in_words(layers)}{f': {in_words(told)}' if told else ''}."


def _linked(view: View) -> Iterator[_Line]:
    """Go through what leads to the aim, driver by driver."""
    for name, primary in view.plan.drivers.primary.items():
        yield from _below(view, name, _driver(view, primary), Phrase(text="directly"), ())


def _below(view: View, name: str, primary: Phrase, secondary: Phrase, above: tuple[str, ...]) -> Iterator[_Line]:
    """Go through what serves a driver: its ideas, then its secondary drivers with theirs; `above` ends circles."""
    drivers = view.plan.drivers
    ideas = [(idea, link) for _, idea, link in drivers.ideas_of(name) if idea.state != "dropped"]
    parts = [part for part in drivers.secondary_of(name) if part[0] not in (*above, name)]
    yield from ((primary, secondary, idea, link) for idea, link in ideas)
    if not ideas and not parts:
        yield primary, secondary if above else Phrase(text="none"), None, None
    for part, driver, link in parts:
        through = f"through: {secondary.text}" if above else ""
        yield from _below(view, part, primary, _driver(view, driver, link, through), (*above, name))


def _loose(view: View) -> Iterator[_Line]:
    """Go through what does not lead to the aim, so that it is not lost."""
    drivers, nowhere = view.plan.drivers, Phrase(text="not linked to the aim")
    for driver in drivers.secondary.values():
        if not drivers.reaches_aim(driver.serves):
            yield nowhere, _driver(view, driver), None, None
    for idea in drivers.ideas.values():
        if idea.state != "dropped" and not drivers.reaches_aim(idea.serves):
            yield nowhere, Phrase(text="none"), idea, None


def _driver(view: View, driver: PrimaryDriver | SecondaryDriver, link: Link | None = None, through: str = "") -> Phrase:
    weak = "weak link" if link and link.strength == "weak" else ""
    measure = f"measured by: {view.measure(driver.measure)}" if driver.measure else "no measure"
    return Phrase(text=driver.title, note="; ".join(filter(None, [weak, through, measure])))


def _row(view: View, line: _Line) -> WordedRow:
    primary, secondary, idea, link = line
    if idea is None:
        return [primary, secondary, "none yet", "none yet", None]
    weak = "weak link" if link and link.strength == "weak" else ""
    change = view.change(idea.change) if idea.change else None
    state = Phrase(text=label(idea.state), note=idea.because or "")
    return [primary, secondary, Phrase(text=idea.title, note=weak), state, change]
