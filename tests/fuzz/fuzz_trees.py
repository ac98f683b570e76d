"""Changes to YAML files as trees: keys, entries and values, with what other files have in the same place.

The trees are those of PyYAML before they become values, so keys may stand twice, tags may be wrong, and one branch that
hangs in two places is written as an anchor with its alias.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import islice
from random import Random
from typing import Any, Final, NamedTuple

import yaml

from fuzz_values import spoilt, value

_MOST_NODES: Final = 60
"""So many nodes a branch has at most that is taken into another tree."""

_TAGS: Final = (
    "!x",
    "!!binary",
    "!!python/object:os.system",
    "!!set",
    "!!timestamp",
    "!!float",
    "!!int",
    "!!merge",
    "!!omap",
)
_STR: Final = "tag:yaml.org,2002:str"
_DEPTHS: Final = (5, 30, 120, 600)


class Slot(NamedTuple):
    """Where a branch hangs: a key with its value in a mapping, or an entry of a list."""

    parent: Any
    index: int

    @property
    def node(self) -> Any:
        entry = self.parent.value[self.index]
        return entry[1] if isinstance(entry, tuple) else entry

    @property
    def key(self) -> str:
        entry = self.parent.value[self.index]
        return str(entry[0].value) if isinstance(entry, tuple) else ""

    def put(self, node: Any) -> None:
        entry = self.parent.value[self.index]
        self.parent.value[self.index] = (entry[0], node) if isinstance(entry, tuple) else node


class Donors:
    """Branches of all files by the key that they hang from, and all ids."""

    def __init__(self, texts: Iterable[bytes]) -> None:
        self.branches: dict[str, list[Any]] = defaultdict(list)
        for text in texts:
            tree = tree_of(text)
            for slot in slots(tree) if tree is not None else ():
                if slot.key and sum(1 for _ in islice(slots(slot.node), _MOST_NODES)) < _MOST_NODES:
                    self.branches[slot.key].append(slot.node)
        self.keys = sorted(self.branches)

    def branch(self, key: str, random: Random) -> Any:
        return deepcopy(random.choice(self.branches.get(key) or self.branches[random.choice(self.keys)]))


def tree_of(text: bytes) -> Any:
    """Return the tree of a YAML file; None where it is none, or has no branches."""
    if text.count(b"[[[[[["):
        return None  # a tree as deep as that takes the parser down
    try:
        tree = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return tree if isinstance(tree, yaml.CollectionNode) else None


def slots(tree: Any) -> Iterator[Slot]:
    """Go through all places of a tree, each once, however its branches hang together."""
    todo, seen = [tree], set[int]()
    while todo:
        node = todo.pop()
        if id(node) in seen or not isinstance(node, yaml.CollectionNode):
            continue
        seen.add(id(node))
        for index in range(len(node.value)):
            slot = Slot(node, index)
            yield slot
            todo.append(slot.node)


def changed_tree(text: bytes, donors: Donors, random: Random) -> bytes | None:
    """Return a YAML file with one to four changes; None where its tree cannot be changed."""
    tree = tree_of(text)
    if tree is None:
        return None
    for _ in range(random.choice((1, 1, 1, 2, 3, 4))):
        places = list(slots(tree))
        if not places:
            break
        random.choice(_CHANGES)(random.choice(places), places, donors, random)
    try:
        written = yaml.serialize(tree, Dumper=yaml.CSafeDumper, allow_unicode=random.random() < 0.8)
        return str(written).encode("utf-8", "surrogatepass")
    except (yaml.YAMLError, UnicodeError, ValueError, TypeError, RecursionError):
        return None


def _replace(slot: Slot, _places: list[Slot], _donors: Donors, random: Random) -> None:
    slot.put(_plain(value(random), random))


def _plain(text: str, random: Random) -> Any:
    style = random.choice((None, None, None, '"', "|", ">"))
    return yaml.ScalarNode(_implied(text) if style is None else _STR, text, style=style)


def _implied(text: str) -> str:
    """Return the tag that a text gets where it is not quoted, so that it is written without quotes."""
    return str(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)))


_RESOLVER: Final = yaml.resolver.Resolver()


def _spoil(slot: Slot, _places: list[Slot], _donors: Donors, random: Random) -> None:
    if isinstance(slot.node, yaml.ScalarNode):
        slot.put(_plain(spoilt(str(slot.node.value), random), random))


def _delete(slot: Slot, _places: list[Slot], _donors: Donors, _random: Random) -> None:
    del slot.parent.value[slot.index]


def _double(slot: Slot, _places: list[Slot], _donors: Donors, random: Random) -> None:
    entry = slot.parent.value[slot.index]
    for _ in range(random.choice((1, 1, 2, 30))):
        slot.parent.value.insert(random.randrange(len(slot.parent.value) + 1), entry)


def _swap(slot: Slot, places: list[Slot], _donors: Donors, random: Random) -> None:
    other = random.choice(places)
    mine, theirs = slot.node, other.node
    slot.put(theirs)
    other.put(mine)


def _share(slot: Slot, places: list[Slot], _donors: Donors, random: Random) -> None:
    slot.put(random.choice(places).node)


def _other_id(slot: Slot, places: list[Slot], _donors: Donors, random: Random) -> None:
    """Name something else of the same file: an id of another kind, or the right kind but another one."""
    scalars = [place for place in places if isinstance(place.node, yaml.ScalarNode)]
    keys = [place.key for place in places if place.key]
    target = random.choice(scalars or [slot])
    target.put(yaml.ScalarNode(_STR, random.choice(keys or ["a"])))


def _rename(slot: Slot, places: list[Slot], donors: Donors, random: Random) -> None:
    entry = slot.parent.value[slot.index]
    if not isinstance(entry, tuple):
        return
    keys = [place.key for place in places if place.key]
    name = random.choice((random.choice(keys), random.choice(donors.keys), spoilt(slot.key, random), value(random)))
    slot.parent.value[slot.index] = (
        _plain(name, random) if random.random() < 0.2 else yaml.ScalarNode(_STR, name),
        entry[1],
    )


def _wrap(slot: Slot, _places: list[Slot], _donors: Donors, random: Random) -> None:
    node = slot.node
    for _ in range(random.choice(_DEPTHS) if random.random() < 0.02 else 1):
        if random.random() < 0.6:
            node = yaml.SequenceNode("tag:yaml.org,2002:seq", [node], flow_style=True)
        else:
            node = yaml.MappingNode(
                "tag:yaml.org,2002:map", [(yaml.ScalarNode(_STR, slot.key or "a"), node)], flow_style=True
            )
    slot.put(node)


def _unwrap(slot: Slot, _places: list[Slot], _donors: Donors, random: Random) -> None:
    if isinstance(slot.node, yaml.CollectionNode) and slot.node.value:
        slot.put(Slot(slot.node, random.randrange(len(slot.node.value))).node)


def _tag(slot: Slot, _places: list[Slot], _donors: Donors, random: Random) -> None:
    slot.node.tag = random.choice(_TAGS)


def _donate(slot: Slot, _places: list[Slot], donors: Donors, random: Random) -> None:
    """Hang what other files have under this key in its place."""
    slot.put(donors.branch(slot.key, random))


def _add(slot: Slot, _places: list[Slot], donors: Donors, random: Random) -> None:
    """Add a key of other files, with what hangs from it there."""
    key = random.choice(donors.keys)
    target = slot.parent if random.random() < 0.6 else slot.node
    if isinstance(target, yaml.MappingNode):
        target.value.append((yaml.ScalarNode(_STR, key), donors.branch(key, random)))
    elif isinstance(target, yaml.SequenceNode):
        target.value.append(donors.branch(key, random))


def _empty(slot: Slot, _places: list[Slot], _donors: Donors, random: Random) -> None:
    slot.put(
        random.choice((yaml.SequenceNode("tag:yaml.org,2002:seq", []), yaml.MappingNode("tag:yaml.org,2002:map", [])))
    )


def _cycle(slot: Slot, _places: list[Slot], _donors: Donors, random: Random) -> None:
    if random.random() < 0.05:
        slot.put(slot.parent)


_CHANGES: Final = (
    *(_replace, _replace, _spoil, _delete, _double, _swap, _share, _other_id, _other_id, _rename),
    *(_wrap, _unwrap, _tag, _donate, _donate, _add, _add, _empty, _cycle),
)
