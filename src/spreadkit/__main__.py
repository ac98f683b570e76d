"""The way in: `spreadkit …` and `python -m spreadkit …`."""

import sys


def main() -> None:
    """Run the command line. The version is answered before anything else is imported."""
    if sys.argv[1:] in (["--version"], ["-V"]) and sys.stdout is not None:
        _print_version()
        return
    from spreadkit.errors import sentence_of

    try:
        from spreadkit.cli.again import begin_or_end

        kept = begin_or_end()
        from spreadkit.cli.app import run
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:  # such as too many files that are open: the program itself cannot be read
        sys.stderr.write(f"spreadkit: {sentence_of(error, done='used')}\n")
        sys.exit(2)
    run(kept)


def _print_version() -> None:
    from spreadkit.version import __version__

    try:
        sys.stdout.write(f"spreadkit {__version__}\n")
        sys.stdout.flush()
    except OSError as error:
        from spreadkit.cli.streams import print_to_stderr, silence
        from spreadkit.errors import sentence_of

        silence(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            print_to_stderr(f"spreadkit: {sentence_of(error, 'stdout')}")
            sys.exit(2)


if __name__ == "__main__":
    main()
