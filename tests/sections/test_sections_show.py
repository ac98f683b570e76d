"""What sections show: every part of a plan has its place in the appendix, or is named as not shown.

That a section really shows what it says is tried out: each part of a full plan is given another value, and the section
is built with it. A text, a day and a number must be read there; each of a few words must make another section.
"""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import cycle
from types import ModuleType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import pytest

from spreadkit.model.base import FileModel, Unknown, kebab
from spreadkit.model.plan import Plan
from spreadkit.model.report import Recipient
from spreadkit.model.score import PlanScore
from spreadkit.reporting import build
from spreadkit.reporting.build import all_sections, assemble_report, sections_for
from spreadkit.reporting.parts import HEAD, NOT_SHOWN, claim_on, claims_of, parts_of_plan
from spreadkit.sections._view import View
from spreadkit.standing.standing import Standing
from test_sections import AS_OF, full_plan, view_of

from rule_examples import TINY

SHOWN: Final = [(section.name, section.shows) for section in sections_for(Recipient.APPENDIX)]

WORD: Final = "zebra-crossing"
DAY: Final = date(2026, 5, 17)
NUMBER: Final = 7391
READ_AS: Final = {WORD: "zebra crossing", DAY: "17 may 2026", NUMBER: "7391"}
"""What stands nowhere in the full plan, and how it is read in a section (without hyphens, in small letters)."""

CITED: Final = ((), ("charter",))
LEVELS: Final = ("absent", "good")

SEEN_BY_WHAT_FOLLOWS: Final[Mapping[str, tuple[Any, ...]]] = {
    "frameworks.use": ("tiny@1", "other@1"),
    "frameworks.phase": ("plan", "execute"),
    "aim.where": (("all",), ("ash",)),
    "package.changes.order": (None,),
    "measures.changes": ((), ("huddle",), ("board",)),
    "measures.data.times": (Decimal(1), Decimal(1000)),
    "measures.data.points.site": (cycle(("ash", "birch")),),
    "measures.data.points.value": (Decimal(1),),
    "adoption.date": (date(2026, 1, 1), DAY),
    "adoption.site": ("ash", "birch"),
    "adoption.change": ("huddle", "board"),
    "decisions.sites": (("ash",), ("birch",)),
    "answers.level": LEVELS,
    "answers.sites": ({"ash": "good"}, {"ash": "absent"}),
    "answers.importance": LEVELS,
    "ratings.framework": ("tiny@1", "other@1"),
    "ratings.rows.criterion": ("leadership.sponsor", "leadership.local-leads"),
    "ratings.rows.level": LEVELS,
    "recommendations.framework": ("tiny", "other"),
    "recommendations.band": ("weak", "strong"),
    "brand.colour": ("#004488", "#880044"),
    "brand.colour-dark": ("#004488", "#880044"),
    "brand.logo": (None, "logo.svg"),
    "aim.evidence": CITED,
    "successful-sites.evidence": CITED,
    "resources.evidence": CITED,
    "measures.evidence": CITED,
    "decisions.evidence": CITED,
    "risks.evidence": CITED,
    "ratings.evidence": CITED,
}
"""Parts that are not read as they are written, but as a count, a title, an order or a curve: values that tell apart.

Where there is one value, it tells apart from what stands in the full plan. A cycle gives every entry the next value.
"""

BANDS: Final = "bands: [{id: weak, title: Weak, below: 50}, {id: strong, title: Strong, from: 50}]"
FRAMEWORK: Final = (
    TINY.read_text(encoding="utf-8")
    .replace("scoring: {", f"scoring: {{{BANDS}, ")
    .replace("ask: Does every site have a named lead?", "ask: Is it led?\n        per-site: {roll-up: lowest}")
)
"""The small framework with what the parts above need: bands, and a criterion that is answered at each site."""

LOGO: Final = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'


def with_section(monkeypatch: pytest.MonkeyPatch, **says: object) -> None:
    """Let a section of its own be the only one, with what its file says."""
    module = ModuleType("ours")
    vars(module).update(says, build=lambda _: None)
    monkeypatch.setattr(build, "module_names", lambda _: ["ours"])
    monkeypatch.setattr(build.importlib, "import_module", lambda _: module)


def test_every_part_of_a_plan_has_its_place_or_is_named_as_not_shown() -> None:
    claims = claims_of(SHOWN)

    nowhere = [part for part in parts_of_plan() if claim_on(part, claims) is None]

    assert nowhere == []
    assert len(parts_of_plan()) > 400


def test_parts_are_found_through_lists_groups_tables_and_ids() -> None:
    assert {
        "title",
        "communication.interactive",
        "people.name",
        "package.changes.title",
        "answers.proposed.from",
        "drivers.ideas.serves.strength",
        "adoption.stage",
        "measures.data.points.value",
        "answers.sites",
    } <= {*parts_of_plan()}


def test_what_is_claimed_is_the_place_of_something() -> None:
    claims = claims_of(SHOWN)

    used = {claim_on(part, claims) for part in parts_of_plan()}

    assert {*claims} == used


def test_the_longer_name_wins() -> None:
    claims = claims_of([("waves", ["sites"]), ("roles", ["sites.owner"])])

    assert (claim_on("sites.owner", claims), claim_on("sites.lead", claims)) == ("sites.owner", "sites")


def test_a_name_ends_where_a_part_does() -> None:
    assert claim_on("sites.name", claims_of([("ours", ["aim"])])) is None
    with pytest.raises(ValueError, match="ours shows sit, and a plan has no such part"):
        claims_of([("ours", ["sit"])])


def test_a_part_has_one_place() -> None:
    with pytest.raises(ValueError, match="theirs and ours both show risks"):
        claims_of([("ours", ["risks"]), ("theirs", ["risks"])])
    with pytest.raises(ValueError, match="nobody and ours both show rollout"):
        claims_of([("ours", ["rollout"])])


def test_the_reason_why_a_part_is_not_shown_is_a_sentence() -> None:
    assert [reason for reason in NOT_SHOWN.values() if len(reason) < 25 or not reason.endswith(".")] == []


def test_a_section_of_the_pack_must_say_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    with_section(monkeypatch, ORDER=1)

    with pytest.raises(ValueError, match="ours is in the appendix: say with SHOWS"):
        all_sections.__wrapped__()


def test_only_a_section_of_the_pack_says_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    with_section(monkeypatch, SPONSOR=1, SHOWS=("risks",))

    with pytest.raises(ValueError, match="ours is not in the appendix"):
        all_sections.__wrapped__()


def test_a_section_that_shows_what_no_plan_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with_section(monkeypatch, ORDER=1, SHOWS=("riks",))

    with pytest.raises(ValueError, match="ours shows riks"):
        all_sections.__wrapped__()


# What is claimed is really there


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> View:
    """A plan that fills every part, as the sections of its pack see it."""
    files = f"{full_plan()}\n--- frameworks/tiny.yaml\n{FRAMEWORK}"
    view = view_of(tmp_path_factory.mktemp("full"), files)
    return dataclasses.replace(view, own=None, attached={"logo.svg": LOGO})


@pytest.mark.parametrize("name", [name for name, shows in SHOWN if shows])
def test_a_section_shows_what_it_says(name: str, full: View) -> None:
    claims = claims_of(SHOWN)
    parts = [part for part in parts_of_plan() if claims[claim_on(part, claims) or ""] == name]

    unseen = [part for part in parts if not is_seen(full, part, name)]

    assert unseen == []


def test_the_head_shows_what_is_said_of_it(full: View) -> None:
    claims = claims_of(SHOWN)
    parts = [part for part in parts_of_plan() if claims[claim_on(part, claims) or ""] == HEAD]

    unseen = [part for part in parts if not is_seen(full, part, HEAD)]

    assert unseen == []


def test_what_is_named_as_not_shown_is_in_no_section(full: View) -> None:
    claims = claims_of(SHOWN)
    view = full
    for part in parts_of_plan():
        if claim_on(part, claims) in NOT_SHOWN and not any(choices(annotation_of(part))):
            view = with_value(view, part, written_for(annotation_of(part)))

    seen = {name: text for name, _ in SHOWN for text in READ_AS.values() if text in text_of(view, name)}

    assert view.plan.rollout is not None
    assert view.plan.rollout.sites == NUMBER
    assert seen == {}


def test_what_is_not_in_a_section_is_not_seen_there(full: View) -> None:
    assert is_seen(full, "risks.what", "risks")
    assert not is_seen(full, "risks.what", "actions")
    assert not is_seen(full, "risks.state", "actions")
    assert not is_seen(full, "aim.where", "actions")


def is_seen(full: View, part: str, name: str) -> bool:
    """Whether a section (or the head) shows a part: it is read there, or each of its values makes another section."""
    values = SEEN_BY_WHAT_FOLLOWS.get(part) or tuple(choices(annotation_of(part)))
    if not values:
        return is_read(full, part, name)
    views = [with_value(full, part, value) for value in values]
    texts = [text_of(view, name) for view in (views if len(views) > 1 else [full, *views])]
    return len({*texts}) == len(texts)


def is_read(full: View, part: str, name: str) -> bool:
    """Whether a section (or the head) says a text, a day or a number that is put into a part."""
    annotation = annotation_of(part)
    text = READ_AS[DAY if date in types_in(annotation) else NUMBER if number_for(annotation) else WORD]
    view = with_value(full, part, written_for(annotation))
    return text in text_of(view, name) and text not in text_of(full, name)


def text_of(view: View, name: str) -> str:
    """Return all that a section (or the head) says, the words of its pictures included, in small letters."""
    if name == HEAD:
        report = assemble_report(view)
        said = report.model_dump(mode="json", exclude={"sections", "headline"})
    else:
        built = next(section.build(view) for section in all_sections() if section.name == name)
        said = without_specs(built.model_dump(mode="json")) if built else {}
    return json.dumps(said, ensure_ascii=False).replace("-", " ").casefold()


def without_specs(dumped: Any) -> Any:
    if isinstance(dumped, dict):
        return {key: without_specs(below) for key, below in dumped.items() if key != "spec"}
    return [without_specs(below) for below in dumped] if isinstance(dumped, list) else dumped


def with_value(full: View, part: str, value: object) -> View:
    """Return the view of the plan in which a part has this value wherever it can stand; scored anew."""
    made = replaced(full.plan, tuple(part.split(".")), value)
    plan = made.with_adoption(made.adoption)  # without what was worked out of the events before
    standing = Standing(plan, full.frameworks, AS_OF)
    score = PlanScore(as_of=AS_OF, plan=full.score.plan, frameworks=standing.scores)
    return dataclasses.replace(full, standing=standing, score=score)


def replaced(model: Any, route: tuple[str, ...], value: object) -> Any:
    if isinstance(model, dict):
        return {key: replaced(below, route, value) for key, below in model.items()}
    if isinstance(model, tuple):
        return tuple(replaced(below, route, value) for below in model)
    if model is None:
        return None
    name = field_of(type(model), route[0])
    if len(route) > 1:
        put = replaced(getattr(model, name), route[1:], value)
    else:
        put = next(value) if isinstance(value, cycle) else value
    if dataclasses.is_dataclass(model):
        return dataclasses.replace(model, **{name: put})  # type: ignore[type-var]
    return model.model_copy(update={name: put})


def annotation_of(part: str) -> Any:
    model: Any = Plan
    for key in part.split("."):
        annotation = get_type_hints(model, include_extras=True)[field_of(model, key)]
        model = next((each for each in types_in(annotation) if is_model(each)), None)
    return annotation


def field_of(model: type[Any], key: str) -> str:
    return next(name for name in get_type_hints(model) if kebab(name) == key)


def is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and (issubclass(annotation, FileModel) or dataclasses.is_dataclass(annotation))


def types_in(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in get_args(annotation):
        yield from types_in(argument)


def choices(annotation: Any) -> Iterator[object]:
    """Go through the values of a part that has only a few; a list of them for one that can have several."""
    kinds = list(types_in(annotation))
    several = any(get_origin(each) is tuple for each in kinds)
    for each in kinds:
        found: tuple[object, ...] = ()
        if get_origin(each) is Literal:
            found = get_args(each)
        elif each is bool:
            found = (True, False)
        elif isinstance(each, type) and issubclass(each, Enum) and each is not Unknown:
            found = tuple(each)
        yield from ((value,) if several else value for value in found)


def written_for(annotation: Any) -> object:
    """Return a value that stands nowhere else in the plan; a list of it, where a part is one."""
    kinds = list(types_in(annotation))
    value = DAY if date in kinds else number_for(annotation) or WORD
    return (value,) if any(get_origin(each) is tuple for each in kinds) else value


def number_for(annotation: Any) -> int | Decimal | Fraction | None:
    kinds = list(types_in(annotation))
    numbers = {Decimal: Decimal(NUMBER), Fraction: Fraction(NUMBER), int: NUMBER}
    return next((number for kind, number in numbers.items() if kind in kinds), None)
