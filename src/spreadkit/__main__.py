"""The way in: `spreadkit …` and `python -m spreadkit …`."""

import sys


def main() -> None:
    """Run the command line. The version is answered before anything else is imported."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from spreadkit.version import __version__

        sys.stdout.write(f"spreadkit {__version__}\n")
        return
    try:
        from spreadkit.cli.app import run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
