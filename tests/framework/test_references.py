"""Whatever a framework names is looked up: every reference of the model, in each built-in framework and a whole one."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Annotated, Any, Final, NamedTuple, get_args, get_origin

import pytest
import yaml

from spreadkit.checking.run import check_framework
from spreadkit.library.frameworks import is_framework_name
from spreadkit.loading.loader import load_framework
from spreadkit.model.base import FileModel, Route, TextRules, kebab
from spreadkit.model.finding import Severity
from spreadkit.model.framework import Framework
from spreadkit.reading.shipped import builtin_frameworks

from rule_examples import TINY

REFERS: Final = {
    ("AggregateIf", "sources"),
    ("Band", "sources"),
    ("Component", "sources"),
    ("Component", "stages"),
    ("Component", "weight-at"),
    ("Condition", "criterion"),
    ("Condition", "at-least"),
    ("Condition", "is"),
    ("Criterion", "at-least"),
    ("Criterion", "concept"),
    ("Criterion", "evidence-from"),
    ("Criterion", "gate"),
    ("Criterion", "levels"),
    ("Criterion", "points"),
    ("Criterion", "scale"),
    ("Criterion", "sources"),
    ("Criterion", "stages"),
    ("Criterion", "verified-by"),
    ("Criterion", "weight-at"),
    ("ExampleAnswer", "sites"),
    ("ExampleRater", "levels"),
    ("Expected", "band"),
    ("Expected", "components"),
    ("Expected", "figures"),
    ("Expected", "open"),
    ("Expected", "shut"),
    ("ExpectedFigure", "band"),
    ("Extends", "published"),
    ("Extends", "use"),
    ("Figure", "of"),
    ("Figure", "sources"),
    ("Figure", "weights"),
    ("Framework", "importance"),
    ("Framework", "leaves-out"),
    ("Framework", "suits"),
    ("Gate", "before"),
    ("Gate", "needs"),
    ("Gate", "requires"),
    ("Loosening", "at"),
    ("RatingRules", "of"),
    ("Row", "is"),
    ("Row", "when"),
    ("Rung", "needs"),
    ("Norm", "of"),
    ("Strategy", "for"),
    ("Strategy", "sources"),
    ("Norm", "sources"),
    ("Scoring", "of"),
    ("Scoring", "weights"),
    ("Suits", "sources"),
    ("WorkedExample", "answers"),
}
"""The fields that name something defined elsewhere: in the framework, its vocabulary, the library or the rules."""

DEFINES: Final = {
    ("Band", "id"),
    ("Component", "aliases"),
    ("Component", "criteria"),
    ("Criterion", "aliases"),
    ("Figure", "words"),
    ("Framework", "components"),
    ("Framework", "figures"),
    ("Framework", "gates"),
    ("Framework", "id"),
    ("Framework", "norms"),
    ("Framework", "strategies"),
    ("Framework", "not-answered"),
    ("Framework", "scales"),
    ("Framework", "sources"),
    ("Level", "aliases"),
    ("Phase", "id"),
    ("Rung", "id"),
    ("Scoring", "words"),
    ("WorkedExample", "sites"),
}
"""The fields with an id that stands for the thing itself."""

FREE: Final = {
    ("ExampleAnswer", "evidence"),  # any names: they say that there is evidence
    ("Framework", "labels"),  # a team's own words for parts
    ("RatingRules", "include"),  # roles of raters, which only a plan names
}
"""The fields with an id that nothing defines."""

WHOLE: Final = """
importance: presence
suits: {many-owners: {fits: well, because: It is small, sources: [none]}}
ratings: {of: [leadership], aggregate-if: {r-wg: 0.7, sources: [none]}}
gates:
  launch: {title: Ready, before: execute, stage: launch, needs: {both: 20}, requires: [ihi-spread/launch]}
  expand: {title: Ready for more, before: execute, stage: expand}
more:
  title: More
  sources: [none]
  stages: [launch, expand]
  weight-at: {embed: 2}
  criteria:
    more.own:
      ask: Is it there?
      points: {absent: {value: 0}, partial: {value: 4}, good: {value: 9}}
      levels: {absent: No, partial: Partly, good: Yes}
      scale: presence
      at-least: partial
      evidence-from: partial
      concept: leadership
      sources: [none]
      stages: [launch, expand]
      weight-at: {expand: 2}
      aliases: [more.old]
    more.then:
      ask: And how far?
      scale: help
      only-if: {criterion: more.own, at-least: partial}
    more.else: {ask: "And otherwise?", only-if: {criterion: more.own, is: [absent]}}
strategies:
  ask-first: {do: Ask first, for: [more.own], sources: [none]}
norms:
  others: {of: both, value: 60, cases: 12, who: sites, year: 2020, sources: [none]}
figures:
  both: {title: Both, method: min, of: [leadership, communication], sources: [none], bands: [
    {id: low, title: Low, below: 50, sources: [none]}, {id: high, title: High, from: 50}]}
  weighed: {title: Weighed, method: mean, of: [leadership, communication], weights: {leadership: 2}}
  class: {title: Class, method: table, of: [communication.channels], words: {so: {label: So}}, rows: [
    {when: [absent], is: so}, {when: [partial], is: so}, {when: [good], is: so}]}
  steps: {title: Steps, method: ladder, rungs: [{id: one, title: One, value: 1, needs: {communication.channels: good}}]}
scoring: {method: mean, of: [leadership, communication, more], weights: {leadership: 2}, bands: [
  {id: little, title: Little, below: 50}, {id: much, title: Much, from: 50}]}
examples:
  - {name: All, answers: {all: good, communication.channels: good}, expect: {
      value: 100, components: {leadership: 100}, figures: {both: 100}, band: much, open: [launch, expand]}}
  - {name: Some, sites: [ash, elm], answers: {all: absent, communication.channels: {sites: {ash: good}}},
      ratings: [{levels: {leadership.sponsor: good}}], expect: {
        figures: {both: {band: low, settled-by: [leadership, communication]}}}}
  - {name: None, answers: {all: absent}, expect: {value: 0, shut: [launch, expand]}}
"""
"""What no built-in framework has, or not all. It is laid over the tiny one of the rules' examples."""


class Place(NamedTuple):
    """Where a reference stands: the route of a list, a mapping or a text, and the field that it is a value of."""

    field: tuple[str, str]
    route: Route


def models_in(annotation: Any) -> list[type[FileModel]]:
    if isinstance(annotation, type) and issubclass(annotation, FileModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in models_in(part)]


def fields_with_ids() -> set[tuple[str, str]]:
    """Walk the model from the top, and return its fields whose type is an id, a list of ids, or a mapping by ids."""
    found, seen, waiting = set(), set(), [Framework]
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, info in model.model_fields.items():
            waiting += models_in(info.annotation)
            if is_of_ids(info.annotation, info.metadata):
                found.add((model.__name__, kebab(name)))
    return found


def is_of_ids(annotation: Any, rules: Sequence[Any] = ()) -> bool:
    """Whether a type is an id, a list of ids or a mapping by ids: texts that must be like an id."""
    if get_origin(annotation) is Annotated:
        inner, *rules = get_args(annotation)
        return is_of_ids(inner, rules)
    if annotation is str:
        return any(isinstance(rule, TextRules) and rule.schema.get("pattern") for rule in rules)
    parts = get_args(annotation)
    return any(map(is_of_ids, parts[:1] if get_origin(annotation) is dict else parts))


def places_in(value: FileModel, route: Route = ()) -> Iterator[Place]:
    """Go through the places in a loaded framework where a field that refers has a value."""
    for name in type(value).model_fields:
        part, field, here = getattr(value, name), (type(value).__name__, kebab(name)), (*route, kebab(name))
        if field in REFERS and part not in (None, (), {}):
            yield Place(field, here)
        for below, item in items_of(part):
            yield from places_in(item, (*here, *below))


def items_of(part: Any) -> Iterator[tuple[Route, FileModel]]:
    """Go through the parts of a value that are models, each with its route below the value."""
    below = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, tuple) else ()
    if isinstance(part, FileModel):
        yield (), part
    for key, item in below:
        yield from (((key, *route), model) for route, model in items_of(item))


def at(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


def with_unknown(value: Any) -> Any:
    """Put an id that stands for nothing in the place of the first."""
    if isinstance(value, dict):
        first = next(iter(value))
        return {("no-such-thing" if key == first else key): item for key, item in value.items()}
    return "no-such-thing" if isinstance(value, str) else ["no-such-thing", *value[1:]]


def with_repeated(value: Any) -> Any:
    return [*value, value[0]]


def read(text: str) -> Any:
    """Read YAML as spreadkit does: every scalar is text."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the safest loader there is: nothing but text


def whole() -> Any:
    """Return the data of the tiny framework with all that a framework can have."""
    data, more = read(TINY.read_text(encoding="utf-8")), read(WHOLE)
    data["components"]["more"] = more.pop("more")
    data["scales"]["help"] = read("{answer: number, from: 1, to: 5}")
    return data | more


FRAMEWORKS: Final = {
    "tiny": whole(),
    **{
        path.stem: read(path.read_text(encoding="utf-8"))
        for path in sorted(builtin_frameworks().glob("*.yaml"))
        if is_framework_name(path.name)
    },
}
"""By id: the data of each built-in framework, and of the whole one."""


def first_places(data: Any) -> list[Place]:
    """Return, for each kind of reference, the first place where a framework has it."""
    first: dict[tuple[str, str], Place] = {}
    for place in places_in(Framework.model_validate(data)):
        first.setdefault(place.field, place)
    return list(first.values())


def missed_in(folder: Path, name: str, places: Sequence[Place], change: Callable[[Any], Any]) -> list[Place]:
    """Change what stands at some places of a framework, check it, and return the places where nothing was found."""
    data = deepcopy(FRAMEWORKS[name])
    for place in sorted(places, key=lambda place: -len(place.route)):  # keys above keep their names until last
        holder = at(data, place.route[:-1])
        holder[place.route[-1]] = change(holder[place.route[-1]])
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    found = [finding.route for finding in check_framework(load_framework(path))]
    return [place for place in places if not any(route[: len(place.route)] == place.route for route in found)]


def never_found(folder: Path, name: str, places: Sequence[Place], change: Callable[[Any], Any]) -> list[Place]:
    """Return the places where nothing is found, though each is changed alone; all at once first, as that is quick."""
    missed = missed_in(folder, name, places, change)
    return [place for place in missed if missed_in(folder, name, [place], change)]


def test_the_whole_framework_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text(yaml.safe_dump(whole(), sort_keys=False), encoding="utf-8")

    found = check_framework(load_framework(path))

    assert [(finding.slug, finding.message) for finding in found if finding.severity is Severity.ERROR] == []


def test_every_field_with_ids_is_said_to_refer_to_define_or_to_be_free() -> None:
    assert fields_with_ids() - (REFERS | DEFINES | FREE) == set()
    assert set() == REFERS & (DEFINES | FREE)


def test_the_whole_framework_has_every_kind_of_reference_but_those_of_extensions() -> None:
    tried = {place.field for place in first_places(whole())}

    assert REFERS - tried == {
        *(("Extends", "published"), ("Extends", "use"), ("Framework", "leaves-out"), ("Loosening", "at")),
    }


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_an_unknown_name_is_found_where_it_stands(name: str, tmp_path: Path) -> None:
    places = first_places(FRAMEWORKS[name])

    assert never_found(tmp_path, name, places, with_unknown) == []


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_name_that_stands_twice_in_a_list_is_found_where_it_stands(name: str, tmp_path: Path) -> None:
    data = FRAMEWORKS[name]
    lists = [place for place in first_places(data) if isinstance(at(data, place.route), list)]

    assert len(lists) > 3
    assert never_found(tmp_path, name, lists, with_repeated) == []


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_criterion_that_carries_the_name_of_another_component_is_noted(name: str, tmp_path: Path) -> None:
    data = deepcopy(FRAMEWORKS[name])
    one, other = list(data["components"])[:2]
    data["components"][one]["criteria"][f"{other}.stranger"] = {"ask": "Is it there?"}
    path = tmp_path / f"{name}.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")

    found = check_framework(load_framework(path), only=["id-of-other-component"])

    assert [finding.route for finding in found] == [("components", one, "criteria", f"{other}.stranger")]
