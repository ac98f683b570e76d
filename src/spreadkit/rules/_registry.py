"""How the rules are found: by listing the folder. Nothing has to be registered."""

import importlib
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from spreadkit import rules as rules_package
from spreadkit.listing import module_names
from spreadkit.rules._rule import About, Rule


@lru_cache(maxsize=1)
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its slug, in the order of codes. Two rules with one code are refused."""
    rules = sorted((_load(name) for name in module_names(rules_package)), key=lambda rule: rule.code)
    for one, other in pairwise(rules):
        if one.code == other.code:
            raise ValueError(f"the rules {one.slug} and {other.slug} have the same code {one.code}")
    return {rule.slug: rule for rule in rules}


def rules_about(about: About) -> list[Rule]:
    """Return the rules that check plans, frameworks or files beside them, in the order of codes."""
    return [rule for rule in all_rules().values() if rule.about == about and rule.check is not None]


def find_rule(name: str) -> Rule | None:
    """Return the rule of a code (`SK601`) or slug (`unknown-site`)."""
    rules = all_rules()
    return rules.get(name.lower()) or next((rule for rule in rules.values() if rule.code == name.upper()), None)


def _load(name: str) -> Rule:
    rule = importlib.import_module(f"{rules_package.__name__}.{name}").check
    if not isinstance(rule, Rule):
        raise TypeError(f"rules/{name}.py has no rule named check")
    return rule
