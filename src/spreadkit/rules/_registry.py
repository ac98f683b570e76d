"""How the rules are found: by listing the folders of the families. Nothing has to be registered."""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise
from types import ModuleType

from spreadkit import rules as rules_package
from spreadkit.listing import module_names, package_names
from spreadkit.model.schedule import CheckId
from spreadkit.record import record
from spreadkit.rules._rule import Rule, RuleScope
from spreadkit.words import in_words


@record
class Family:
    """Rules about one thing: the name of their folder, what it is about, the numbers of its codes, and the rules."""

    name: str
    title: str
    about: str
    codes: tuple[range, ...]
    rules: tuple[Rule, ...]

    @property
    def spans(self) -> str:
        """The family's codes as people read them: `SK650 to SK655 and SK880 to SK889`."""
        return in_words([f"SK{span.start:03} to SK{span.stop - 1:03}" for span in self.codes])

    @property
    def next_code(self) -> str | None:
        """The first code behind the last that is used, or None where the family has no more. Codes are never reused."""
        last = max((int(rule.code[2:]) for rule in self.rules), default=0)
        return next((f"SK{number:03}" for span in self.codes for number in span if number > last), None)


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """Return the families in the order of their codes.

    Raises ValueError where the codes of two families overlap, a rule's code is not one of its family's, or two rules
    have one code or one slug.
    """
    found = tuple(sorted(map(_load_family, package_names(rules_package)), key=lambda family: family.codes[0].start))
    owner: dict[int, str] = {}
    for family in found:
        for number in chain.from_iterable(family.codes):
            if owner.setdefault(number, family.name) != family.name:
                raise ValueError(f"the families {owner[number]} and {family.name} share the code SK{number:03}")
    rules = sorted((rule for family in found for rule in family.rules), key=lambda rule: rule.code)
    for one_rule, other_rule in pairwise(rules):
        if one_rule.code == other_rule.code:
            raise ValueError(f"the rules {one_rule.slug} and {other_rule.slug} have the same code {one_rule.code}")
    if len({rule.slug for rule in rules}) < len(rules):
        slugs = sorted(rule.slug for rule in rules)
        raise ValueError(
            f"two rules have the slug {next(slug for slug, next_slug in pairwise(slugs) if slug == next_slug)}"
        )
    return found


@lru_cache(maxsize=1)
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its slug, in the order of codes."""
    rules = sorted((rule for family in families() for rule in family.rules), key=lambda rule: rule.code)
    return {rule.slug: rule for rule in rules}


def rules_about(about: RuleScope) -> list[Rule]:
    """Return the rules that check plans, frameworks or files beside them, in the order of codes."""
    return [rule for rule in all_rules().values() if rule.about == about and rule.check is not None]


def rollout_checks() -> dict[str, CheckId]:
    """Return the check of a rollout that a rule is a part of, by the rule's slug, for those that are."""
    return {rule.slug: rule.holds for rule in all_rules().values() if rule.holds is not None}


def find_rule(name: str) -> Rule | None:
    """Return the rule of a code (`SK601`) or slug (`unknown-site`)."""
    rules = all_rules()
    return rules.get(name.lower()) or next((rule for rule in rules.values() if rule.code == name.upper()), None)


def _load_family(name: str) -> Family:
    package = importlib.import_module(f"{rules_package.__name__}.{name}")
    about = (package.__doc__ or "").partition(": ")[2].removesuffix(".")
    rules = tuple(sorted(_load_rules(package), key=lambda rule: rule.code))
    return Family(name, package.TITLE, about, package.CODES, rules)


def _load_rules(package: ModuleType) -> Iterator[Rule]:
    for name in module_names(package):
        rule = getattr(importlib.import_module(f"{package.__name__}.{name}"), "check", None)
        if not isinstance(rule, Rule):
            raise TypeError(f"{package.__name__}.{name} has no rule named check")
        if not any(int(rule.code[2:]) in span for span in package.CODES):
            raise ValueError(f"{rule.code} of {rule.slug} is none of the codes of {package.__name__}")
        yield rule if rule.cause else replace(rule, cause=getattr(package, "CAUSE", ""))
