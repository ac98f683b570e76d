"""Compare spreadkit's speed and memory with bare Python and with two validators: `python benchmarks/run.py`.

Every figure is of whole processes, run in turn (one of each, then again), and every ratio is the median over the
rounds. No seconds are promised: they differ between machines, ratios much less.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from make_plans import AS_OF, write_follower, write_part, write_plans
from spreadkit.library.frameworks import Library

_HERE: Final = Path(__file__).parent
_OF_FIVE: Final = _HERE.parent / "examples" / "westmoor-early-mobilisation"
_SCRIPTS: Final = Path(sysconfig.get_path("scripts"))
_CORES: Final = 2
_FEW: Final = 200
_MODEL: Final = "import typer; from pydantic import BaseModel"
_SLOW_PIP: Final = "import re\n"

Command = Sequence[str | Path]
Rounds = dict[str, list[float]]

_LAUNCHER: Final = """#!{python}
import sys
from spreadkit.__main__ import main
if __name__ == "__main__":
    sys.exit(main())
"""
"""What uv writes to start a command. Older pip writes one that imports re first, which takes half as long as Python."""


class Target(NamedTuple):
    """A ratio, and what it should be."""

    name: str
    ratio: float
    bound: float
    at_most: bool

    @property
    def is_met(self) -> bool:
        """Whether the ratio is on the right side of its bound."""
        return self.ratio < self.bound if self.at_most else self.ratio >= self.bound

    def line(self) -> str:
        """Return the target as a line of text."""
        verdict = "met" if self.is_met else "NOT MET"
        wanted = f"{'below' if self.at_most else 'at least'} {self.bound:g}"
        return f"  {verdict:<8} {self.name}: {self.ratio:.2f} (target: {wanted})"


class Bench:
    """The commands, the files that they work on, and how often each is run."""

    def __init__(self, folder: Path, *, plans: int, rounds: int, full: bool) -> None:
        self.folder, self.count, self.rounds = folder, plans, rounds
        self.sample = plans if full else min(plans, _FEW)
        self.plans, self.few = folder / "plans", folder / "few"
        self.schema = folder / "plan.schema.json"
        # As after an installation: modules are compiled once, here by the run that is not counted.
        self.env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        self.env["PYTHONPYCACHEPREFIX"] = str(folder / "pycache")
        self.env["SPREADKIT_CACHE_DIR"] = str(folder / "kept")
        self.targets: list[Target] = []

    def prepare(self) -> None:
        """Write the plans and schemas, and see that all three tools take the plans and refuse a broken one."""
        write_plans(self.count, self.plans)
        write_plans(self.sample, self.few)
        self.run([_SCRIPTS / "spreadkit", "schema", "plan", "--output", self.schema])
        one = self.one_plan()
        broken = self.folder / "broken.spread.yaml"
        broken.write_text(one.read_text(encoding="utf-8").replace("stage: prepare", "stage: perpare"), encoding="utf-8")
        for command in (self.spreadkit, self.check_jsonschema, self.yamale):
            self.run(command([one]))
            if self.run(command([broken]), ok=(1,)) != 1:
                sys.exit(f"{command([broken])[0]} takes a broken plan; nothing can be compared")

    def one_plan(self) -> Path:
        """Return one plan."""
        return min(self.plans.rglob("*.yaml"))

    def spreadkit(self, paths: Sequence[Path]) -> Command:
        """Return the command that checks these plans with spreadkit."""
        return [*self.kept(paths), "--no-cache"]

    def kept(self, paths: Sequence[Path]) -> Command:
        """Return the command that checks these plans with spreadkit, unless nothing was changed since."""
        return [_SCRIPTS / "spreadkit", "check", *paths, "--as-of", AS_OF.isoformat(), "--jobs", str(_CORES)]

    def check_jsonschema(self, paths: Sequence[Path]) -> Command:
        """Return the command that checks these plans with check-jsonschema; it knows files only, and one core."""
        files = [file for path in paths for file in (sorted(path.rglob("*.yaml")) if path.is_dir() else [path])]
        return [_SCRIPTS / "check-jsonschema", "--schemafile", self.schema, *files]

    def yamale(self, paths: Sequence[Path]) -> Command:
        """Return the command that checks these plans with yamale, which shares a folder out to processes."""
        return [_SCRIPTS / "yamale", "--schema", _HERE / "schema_yamale.yaml", "--cpu-num", str(_CORES), *paths]

    def run(self, command: Command, ok: tuple[int, ...] = (0,)) -> int:
        """Run a command to its end; stop everything when it fails."""
        result = subprocess.run(command, env=self.env, check=False, capture_output=True, text=True)
        if result.returncode not in ok:
            shown = " ".join(map(str, command[:6]))
            sys.exit(f"{shown} … gave {result.returncode}:\n{result.stdout[-2000:]}{result.stderr[-2000:]}")
        return result.returncode

    def take_turns(
        self, commands: Mapping[str, Command], rounds: int, time_of: Callable[[Command], float] | None = None
    ) -> Rounds:
        """Time whole processes in turn, after one run of each that is not counted."""
        seconds: Rounds = {name: [] for name in commands}
        for counted in range(-1, rounds):
            for name, command in commands.items():
                spent = (time_of or self.wall_time)(command)
                if counted >= 0:
                    seconds[name].append(spent)
        return seconds

    def wall_time(self, command: Command) -> float:
        """Return how long a command takes, in seconds."""
        start = time.perf_counter()
        self.run(command)
        return time.perf_counter() - start

    def processor_time(self, command: Command) -> float:
        """Return the time of the processor that a command and its children use, in seconds."""
        usage = self.usage(command)
        return usage.ru_utime + usage.ru_stime

    def start_up(self) -> None:
        """Compare how long a start takes: the version against bare Python, a check against what it imports."""
        python = [sys.executable, "-c"]
        launcher = self.folder / "launcher"
        launcher.write_text(_LAUNCHER.format(python=sys.executable), encoding="utf-8")
        launcher.chmod(0o755)
        installed = _SCRIPTS / "spreadkit"
        commands: dict[str, Command] = {
            "python -c pass": [*python, "pass"],
            "spreadkit --version": [launcher, "--version"],
            "spreadkit --version, as installed here": [installed, "--version"],
            'python -c "import typer, pydantic"': [*python, "import typer, pydantic"],
            f'python -c "{_MODEL}"': [*python, _MODEL],
            "spreadkit check, one plan": self.spreadkit([self.one_plan()]),
        }
        seconds = self.take_turns(commands, self.rounds * 5)
        _show(seconds)
        if _SLOW_PIP in installed.read_text(encoding="utf-8"):
            print("  (the command as installed here begins with `import re`, as older pip writes it; uv does not)")
        bare, version, _, light, model, check = commands
        self.targets += [
            Target("(a) spreadkit --version : bare python", _ratio(seconds, version, bare), 1.5, at_most=True),
            Target("(b) check of one plan : import typer, pydantic", _ratio(seconds, check, light), 2, at_most=True),
            Target("(b) check of one plan : the same with BaseModel", _ratio(seconds, check, model), 2, at_most=True),
        ]

    def many(self) -> None:
        """Compare the check of many plans on two cores."""
        one = self.one_plan()
        commands: dict[str, Command] = {
            "spreadkit": self.spreadkit([self.plans]),
            "yamale": self.yamale([self.plans]),
            "check-jsonschema, one plan": self.check_jsonschema([one]),
            "check-jsonschema, sample": self.check_jsonschema([self.few]),
        }
        seconds = self.take_turns(commands, self.rounds)
        single, sample = seconds.pop("check-jsonschema, one plan"), seconds.pop("check-jsonschema, sample")
        grows = (self.count - 1) / max(1, self.sample - 1)
        name = "check-jsonschema"
        if self.sample < self.count:
            name = f"check-jsonschema, reckoned from {self.sample} plans"
        seconds[name] = [first + (some - first) * grows for first, some in zip(single, sample, strict=True)]
        _show(seconds)
        self.targets += [
            Target(
                "(c) spreadkit is so many times as fast as check-jsonschema",
                _ratio(seconds, name, "spreadkit"),
                25,
                at_most=False,
            ),
            Target(
                "(c) spreadkit is so many times as fast as yamale",
                _ratio(seconds, "yamale", "spreadkit"),
                1,
                at_most=False,
            ),
        ]

    def frameworks(self) -> None:
        """Compare the check of a plan that follows every built-in framework with that of one of them."""
        every = Library().ids()
        one, all_ = self.folder / "one" / "spread-plan.yaml", self.folder / "all" / "spread-plan.yaml"
        write_follower(every[:1], one)
        write_follower(every, all_)
        part = self.folder / "part"
        write_part(_OF_FIVE, "ihi-spread", part)
        name = f"{len(every)} frameworks"
        self.compare(f"plan of {name} : of one", {"one framework": one, name: all_})
        self.compare(
            f"example of {name} : of its part for one", {"the example, one framework": part, "the example": _OF_FIVE}
        )

    def compare(self, name: str, plans: Mapping[str, Path]) -> None:
        """Compare the processor time of the check of two plans, the second with the first."""
        commands = {key: [*self.spreadkit([path]), "--fail-on", "never"] for key, path in plans.items()}
        seconds = self.take_turns(commands, self.rounds * 5, self.processor_time)
        _show(seconds)
        one, all_ = plans
        self.targets.append(Target(f"(e) check of {name}", _ratio(seconds, all_, one), 2, at_most=True))

    def unchanged(self) -> None:
        """Compare the processor time of a second check of unchanged plans with that of imports."""
        model, one, all_ = _MODEL, "one plan, unchanged", f"{self.count} plans, unchanged"
        commands: dict[str, Command] = {
            f'python -c "{model}"': [sys.executable, "-c", model],
            one: self.kept([self.one_plan()]),
            all_: self.kept([self.plans]),
        }
        seconds = self.take_turns(commands, self.rounds * 5, self.processor_time)
        _show(seconds)
        imports = next(iter(commands))
        self.targets += [
            Target(
                "(f) check of one unchanged plan : import of BaseModel",
                _ratio(seconds, one, imports),
                0.8,
                at_most=True,
            ),
            Target(f"(f) check of {all_} : the same", _ratio(seconds, all_, imports), 4, at_most=True),
        ]

    def memory(self) -> None:
        """Compare the peak memory of the largest process for few and for many plans."""
        peaks = {}
        for name, folder in ((f"{self.sample} plans", self.few), (f"{self.count} plans", self.plans)):
            peaks[name] = statistics.median(self.peak(self.spreadkit([folder])) for _ in range(self.rounds))
            print(f"  {peaks[name]:8.1f} MiB  spreadkit check, {name}")
        few, all_plans = peaks.values()
        self.targets.append(Target("(d) peak memory, all plans : few", all_plans / few, 1.25, at_most=True))

    def peak(self, command: Command) -> float:
        """Return the most memory that one process of a command had, in MiB."""
        return self.usage(command).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)

    def usage(self, command: Command) -> resource.struct_rusage:
        """Run a command to its end, and return what it used; stop everything when it fails."""
        process = subprocess.Popen(command, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(map(str, command[:6]))} … gave {process.returncode}")
        return usage


def _ratio(seconds: Rounds, one: str, other: str) -> float:
    return statistics.median(a / b for a, b in zip(seconds[one], seconds[other], strict=True))


def _show(seconds: Rounds) -> None:
    first = next(iter(seconds))
    for name, values in seconds.items():
        middle = statistics.median(values)
        print(f"  {middle * 1000:8.0f} ms  {_ratio(seconds, name, first):7.2f} x  {name}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--plans", type=int, default=2000, help="how many plans (default 2000)")
    parser.add_argument(
        "--rounds", type=int, default=3, help="how many rounds (default 3; start-up takes five times as many)"
    )
    parser.add_argument("--full", action="store_true", help=f"give check-jsonschema all plans, not {_FEW}")
    return parser.parse_args()


def main() -> None:
    """Run every comparison, and say which targets are met."""
    options = _options()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:_CORES])
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), plans=options.plans, rounds=options.rounds, full=options.full)
        bench.prepare()
        size = sum(path.stat().st_size for path in bench.few.rglob("*.yaml")) / bench.sample / 1000
        print(
            f"Python {sys.version.split()[0]}, {_CORES} cores, plans of {size:.1f} KB, {options.rounds} rounds in turn"
        )
        steps: dict[str, Callable[[], None]] = {
            "Start-up (median of whole processes, and how many times the first)": bench.start_up,
            f"Check of {options.plans} plans": bench.many,
            "A plan of all frameworks": bench.frameworks,
            "Plans that were not changed (processor time)": bench.unchanged,
            "Peak memory of the largest process": bench.memory,
        }
        for title, step in steps.items():
            print(f"\n{title}", flush=True)
            step()
    print("\nTargets")
    for target in bench.targets:
        print(target.line())


if __name__ == "__main__":
    main()
