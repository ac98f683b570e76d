"""A Framework over the one that it extends, as plain data: groups of keys merge, lists and texts replace."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Final

from spreadkit.model.base import Route

_FrameworkData = dict[str, Any]

_OWN: Final = frozenset({"schema", "id", "edition", "title", "extends", "leaves-out", "examples", "norms"})
"""What is never taken over: it says something of one file alone.

Worked examples and published values hold for the framework as it was; where they still hold, the file states them.
"""

_GROUPS: Final = frozenset({"components", "criteria", "gates", "figures", "scales"})
_PARTS: Final = ("gates", "figures", "components")


def merged(base: Mapping[str, Any], own: _FrameworkData) -> _FrameworkData:
    """Return what a framework's file comes to over the data of its base, without the parts that it leaves out.

    The entries of `loosens` come first as the file has them, then those of its base, which hold here as well.
    """
    inherited = {key: deepcopy(value) for key, value in base.items() if key not in _OWN}
    data: _FrameworkData = _over(inherited, {key: value for key, value in own.items() if key != "loosens"})
    entries = [*_listed(own.get("loosens")), *_listed(base.get("loosens"))]
    if entries or "loosens" in own:
        data["loosens"] = entries if isinstance(own.get("loosens", []), list) else own["loosens"]
    for name in _names(own.get("leaves-out")):
        _leave_out(data, name)
    return data


def restored(data: _FrameworkData, base: Mapping[str, Any], routes: Iterable[Route]) -> _FrameworkData:
    """Return data in which what stands at these routes is again as in the base."""
    data = deepcopy(data)
    for route in routes:
        here: Any = data
        there: Any = base
        for step in route[:-1]:
            there = there.get(step, {})
            here = here.setdefault(step, _bare(step, there))
        if route[-1] in there:
            here[route[-1]] = deepcopy(there[route[-1]])
        else:
            here.pop(route[-1], None)
    return data


def _bare(step: str | int, there: _FrameworkData) -> _FrameworkData:
    """Return a group that is put back for the sake of one thing in it: a component, so far without criteria."""
    return {} if step in _GROUPS else {key: deepcopy(value) for key, value in there.items() if key not in _GROUPS}


def _over(base: Any, own: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(own, dict):
        return own
    return {**base, **{key: _over(base.get(key), value) for key, value in own.items()}}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _names(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [entry for entry in _listed(value) if isinstance(entry, str)]


def _leave_out(data: _FrameworkData, name: str) -> None:
    """Take out a criterion, or else a gate, a figure or a component of that name."""
    components = _group(data, "components")
    for component_id, component in list(components.items()):
        if _group(component, "criteria").pop(name, None) is not None:
            if not component["criteria"]:
                del components[component_id]
            _leave_to_no_strategy(data, name)
            return
    part = next((part for part in _PARTS if name in _group(data, part)), None)
    if part is not None:
        del data[part][name]
    if part == "gates":
        _ask_before_no_gate(components, name)


def _ask_before_no_gate(components: _FrameworkData, gate: str) -> None:
    for component in components.values():
        for criterion in _group(component, "criteria").values():
            if isinstance(criterion, dict) and criterion.get("gate") == gate:
                del criterion["gate"]


def _leave_to_no_strategy(data: _FrameworkData, criterion: str) -> None:
    """Take a criterion out of the strategies for it; one that is for nothing else goes with it."""
    strategies = _group(data, "strategies")
    for name, strategy in list(strategies.items()):
        named = _names(strategy.get("for")) if isinstance(strategy, dict) else []
        if criterion in named:
            strategy["for"] = [other for other in named if other != criterion]
            if not strategy["for"]:
                del strategies[name]


def _group(data: Any, key: str) -> _FrameworkData:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}
