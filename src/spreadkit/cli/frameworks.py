"""`spreadkit frameworks`: which there are, which may fit, what one asks, and how to begin one's own."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from spreadkit.cli.common import Output, format_of, format_option, screen_of
from spreadkit.cli.saying import print_message, put

NAME: Final = "frameworks"

_YES: Final = frozenset({"y", "yes"})
_NO: Final = frozenset({"n", "no"})
_NOT_KNOWN: Final = frozenset({"?", "d", "dont know", "don't know", "unknown"})

app = typer.Typer(name=NAME, help="List, suggest or show frameworks, or begin one of your own.", no_args_is_help=True)

_Folder = Annotated[
    Path,
    typer.Option("--plan", metavar="DIR", help="The plan's folder, whose own frameworks/ count too. Default: here."),
]


@app.command("list", epilog="Example: spreadkit frameworks list")
def list_(folder: _Folder = Path()) -> None:
    """List the frameworks that can be used: the built-in ones, and those in the plan's frameworks/ folder."""
    from spreadkit import list_frameworks

    put(list_frameworks(folder), None)


@app.command("show", epilog="Example: spreadkit frameworks show ihi-spread --output ihi-spread.html")
def show(
    framework: Annotated[str, typer.Argument(metavar="ID|FILE", help="The framework's id, or the path of its file.")],
    *,
    folder: _Folder = Path(),
    format_: Annotated[str | None, format_option("report")] = None,
    output: Output = None,
) -> None:
    """Show a framework as a worksheet: what it asks, what good looks like, how it counts. Made to be printed, too."""
    from spreadkit import build_worksheet, get_format

    writer = get_format(format_of(format_, output, "report"), "report")
    put(writer.render_report(build_worksheet(framework, folder)), output)
    if output is not None:
        print_message(f'wrote "{output}"')


@app.command("new", epilog='Example: spreadkit frameworks new ward-check --title "Is our ward ready?"')
def new(
    framework: Annotated[str, typer.Argument(metavar="ID", help="Its id, in lower-case words joined by dashes.")],
    *,
    folder: _Folder = Path(),
    title: Annotated[str | None, typer.Option("--title", help="What the framework is called.")] = None,
) -> None:
    """Begin a framework of your own: a small file that works, with every key explained. Overwrites nothing."""
    from spreadkit import begin_framework

    path = begin_framework(framework, folder, title=title)
    put(f"{path}\n", None)
    here = "" if folder == Path() else f" --plan {folder}"
    print_message("")
    print_message("Next:")
    print_message(f"  1. Open {path} in an editor, and write your own questions over the four that stand there.")
    print_message(f"  2. See what is wrong with it: spreadkit check {path}")
    print_message(f"  3. Read it as others will: spreadkit frameworks show {framework}{here}")
    print_message(f"  4. Follow it in a plan: spreadkit init {folder} --framework {framework}")


@app.command("suggest", epilog="Example: spreadkit frameworks suggest --situation will-it-last")
def suggest(
    *,
    situation: Annotated[
        list[str] | None,
        typer.Option("--situation", metavar="ID", help="A situation that you are in; may be given several times."),
    ] = None,
    folder: _Folder = Path(),
    format_: Annotated[str | None, format_option("suggestion")] = None,
    output: Output = None,
) -> None:
    """Suggest frameworks for your situation, with what speaks for and against each, and what others have made for it.

    On a terminal it asks about one situation after the other, unless --situation is given.
    """
    from spreadkit import SpreadkitError, get_format, situations, suggest_frameworks

    writer = get_format(format_of(format_, output, "suggestion"), "suggestion")
    questions = situations(folder)
    if situation:
        said: dict[str, bool | None] = dict.fromkeys(situation, True)
    elif sys.stdin.isatty():
        said = {name: _ask(question) for name, question in questions.items()}
    else:
        raise SpreadkitError(f"say which situations you are in with --situation; there are: {', '.join(questions)}")
    put(writer.render_suggestion(suggest_frameworks(said, folder), screen_of(output)), output)


def _ask(question: str) -> bool | None:
    """Ask until the answer is yes, no, or that nobody knows."""
    try:
        answer: bool | None = typer.prompt(f"{question} (yes, no, ?)", default="?", value_proc=_as_answer, err=True)
    except typer.Abort:
        raise typer.Exit(130) from None
    return answer


def _as_answer(text: str) -> bool | None:
    word = text.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    if word in _NOT_KNOWN:
        return None
    raise typer.BadParameter(f'"{text}" is none of the answers; write yes, no, or ? for not known')
