"""What is mutated: small plans with their files, from the folder `corpus`, the rules, the gallery and the examples."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from fuzz_case import REPOSITORY, Case, contents
from fuzz_tables import changed_table
from fuzz_texts import changed_lines, changed_picture, changed_workbook, changed_xml, page
from fuzz_trees import Donors, changed_tree
from fuzz_values import value
from rule_examples import write_example

Files = dict[str, bytes]
HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
_SMALL: Final = 20_000
"""Up to so many bytes in all a seed is small."""

_NAMES: Final = (
    *(
        "spread-plan.yaml",
        "a.spread.yaml",
        "spread-plan.yml",
        "sites.csv",
        "SITES.CSV",
        "frameworks/tiny@0.yaml",
        "x/spread-plan.yaml",
    ),
    *(
        "::error::.spread.yaml",
        "a\n::error::x.spread.yaml",
        "\x1b[31m.spread.yaml",
        "\u202ea.yaml",
        "frameworks/a b.yaml",
        "-.yaml",
    ),
    *(
        "returns/ash.csv",
        "returns/a.xlsx",
        "logo.png",
        "data/falls.csv",
        "frameworks/x--y.yaml",
        "frameworks/concepts.yaml",
        "frameworks/signposts.yaml",
        "con.csv",
    ),
    *(
        "n" * 250 + ".csv",
        "\udcff.spread.yaml",
        ".git/HEAD",
        ".git/config",
        ".spreadkit/x",
        ".gitignore",
        "frameworks/crosswalks/a--b.yaml",
    ),
)
_TARGETS: Final = (
    "../outside/secret.yaml",
    "../outside",
    "spread-plan.yaml",
    "no-such-file",
    ".",
    "sites.csv",
    "../inside/sites.csv",
)


class Seeds(NamedTuple):
    """Seeds by size, what they lend each other, and the YAML files of all."""

    small: list[Files]
    large: list[Files]
    donors: Donors

    def choose(self, random: Random, suits: Callable[[Files], bool]) -> Files:
        """Return a seed that suits, most of the time."""
        seeds = self.large if random.random() < 0.004 else self.small
        for _ in range(30):
            files = random.choice(seeds)
            if suits(files) or random.random() < 0.03:
                break
        return files


def all_seeds() -> Seeds:
    """Return all seeds. A rule that comes, or an example, is one from then on."""
    found = [*_corpus(), *_rules(), *_folders(ROOT / "examples" / "broken"), *_folders(ROOT / "examples")]
    small = [files for files in found if sum(map(len, files.values())) < _SMALL]
    large = [files for files in found if files not in small and "spread-plan.yaml" in files]
    texts = (text for files in found for name, text in files.items() if name.endswith(".yaml"))
    return Seeds(small, large, Donors(texts))


def _corpus() -> Iterator[Files]:
    """Return the folders of the corpus, many times over as they are the fullest; some with pictures and workbooks."""
    for files in _folders(HERE / "corpus"):
        for _ in range(12):
            yield files
        if "logo.svg" in files:
            plan = files["spread-plan.yaml"].replace(b"logo.svg", b"logo.png")
            for _ in range(3):
                yield {**files, "logo.png": _picture(), "spread-plan.yaml": plan}
        if "returns/ash.csv" in files:
            for _ in range(12):
                yield {**files, "returns/elm.xlsx": _workbook()}


def _folders(above: Path) -> Iterator[Files]:
    for folder in sorted(path for path in above.iterdir() if path.is_dir() and path.name != "broken"):
        yield {name: text for name, text in contents(folder).items() if isinstance(text, bytes) and _is_read(name)}


def _is_read(name: str) -> bool:
    return not name.startswith("report.") and name not in {"expected.txt", "README.md"}


def _rules() -> Iterator[Files]:
    """Return the two examples of every rule."""
    from spreadkit.rules._registry import all_rules

    with TemporaryDirectory() as above:
        for number, rule in enumerate(all_rules().values()):
            for part, text in (("passes", rule.passes), ("fails", rule.fails)):
                folder = Path(above, f"{number}-{part}")
                folder.mkdir()
                write_example(folder, text, about=rule.about)
                yield {name: kept for name, kept in contents(folder).items() if isinstance(kept, bytes)}


def _picture() -> bytes:
    """Return a PNG file of one pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00\x00\x30\x5f"))
        + chunk(b"IEND", b"")
    )


def _workbook() -> bytes:
    """Return what a ward sends back: dates as days, a merged cell, a share in per cent and a formula."""
    from datetime import date

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Falls"
    for row in (
        ["month", "falls", "bed_days", "Ward"],
        [date(2026, 6, 1), 2, 410, "Elm"],
        [date(2026, 7, 1), 0.5, "=A1", ""],
    ):
        sheet.append(row)
    sheet.merge_cells("D2:D3")
    sheet["B3"].number_format = "0%"
    other = book.create_sheet("Adoption")
    other.append(["date", "site", "change", "stage"])
    other.append([date(2026, 6, 1), "elm", "huddle", "testing"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def mutated(case: Case, seeds: Seeds, random: Random) -> Case:
    """Return a case with one or several of its files changed, in what they hold, in their names or in their kind."""
    files, links, pipes = dict(case.files), dict(case.links), case.pipes
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5))):
        names = sorted(files)
        if not names:
            break
        main = [name for name in names if name.endswith("spread-plan.yaml")]
        name = random.choice(main) if main and random.random() < 0.4 else random.choice(names)
        if random.random() < 0.93:
            files[name] = changed_file(name, files[name], seeds.donors, random)
            continue
        match random.randrange(7):
            case 0:
                files[random.choice(_NAMES)] = files.pop(name)
            case 1:
                other = random.choice(names)
                files[name], files[other] = files[other], files[name]
            case 2:
                del files[name]
            case 3:
                links[name] = random.choice(_TARGETS)
            case 4 if name not in case.words:
                pipes = (*pipes, name)
            case 5:
                files[random.choice(_NAMES)] = files[name]
            case _:
                files |= random.choice(seeds.small)
    if links or random.random() < 0.04:
        files |= {REPOSITORY: b"ref: refs/heads/main\n", ".git/objects/x": b"", ".git/refs/x": b""}
    return case._replace(files=files, links=tuple(links.items()), pipes=pipes)


def changed_file(name: str, text: bytes, donors: Donors, random: Random) -> bytes:
    """Return a file changed as its kind asks for; one time in six as plain lines."""
    kind = name.rpartition(".")[2].lower()
    if random.random() < 0.16 and kind not in {"xlsx", "png"}:
        return changed_lines(text, random)
    match kind:
        case "yaml" | "yml":
            return changed_tree(text, donors, random) or changed_lines(text, random)
        case "csv":
            return changed_table(text, random)
        case "xlsx":
            return changed_workbook(text, random)
        case "svg":
            return changed_xml(text, random)
        case "png":
            return changed_picture(text, random)
        case "md" if random.random() < 0.5:
            return page(random)
        case _ if random.random() < 0.05:
            return value(random).encode("utf-8", "surrogatepass")
        case _:
            return changed_lines(text, random)
