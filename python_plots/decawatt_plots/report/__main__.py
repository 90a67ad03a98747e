"""Command line of the report: `python3 -m decawatt_plots.report RESULT... --out report.html`."""
import argparse
import pathlib
import signal
import sys

import matplotlib

matplotlib.use("Agg")                          # files only: no display is needed

from .. import guard                           # noqa: E402  (the backend comes first)
from . import write                            # noqa: E402
from .loading import named_twice               # noqa: E402


BAD_INPUT, STOPPED = 2, 5                      # exit statuses, those of the program


def options_of(words):
    parser = argparse.ArgumentParser(
        prog="decawatt report",
        description="Writes one HTML file on results: what they build, cost and emit.")
    parser.add_argument(
        "results", nargs="+",
        help="result files of `decawatt run` or `dispatch`, side by side; files of `adequacy`, "
        "`finance` and `accounts` after their plan"
    )
    parser.add_argument("--out", required=True, help="the report, HTML")
    parser.add_argument("--xlsx", help="its tables as a spreadsheet, one sheet a table")
    parser.add_argument("--sources",
                        help="a text file on the sources of the inputs, shown with them")
    return parser.parse_args(words)


def refusal(options):
    """Why an output cannot be written, with the exit status, or None. A wrong request is bad input;
    so is an output over an input, which would destroy it. A folder that cannot be written is a
    failed resource, as in the program."""
    read = [
        pathlib.Path(path).resolve()
        for path in [*options.results, *([options.sources] if options.sources else [])]
    ]
    if named_twice(options.results) is not None:
        return f"{named_twice(options.results)}: is named twice", BAD_INPUT
    written = [pathlib.Path(path) for path in (options.out, options.xlsx) if path]
    if len({path.resolve() for path in written}) < len(written):
        return "--out and --xlsx: name two files", BAD_INPUT
    for path, endings in ((options.out, (".html", ".htm")), (options.xlsx, (".xlsx",))):
        if path and pathlib.Path(path).suffix.lower() not in endings:
            return f"{path}: expected a file that ends in {' or '.join(endings)}", BAD_INPUT
    for path in written:
        if path.resolve() in read:
            return f"{path}: is an input of this command, and is not overwritten", BAD_INPUT
        if path.is_dir():
            return f"{path}: is a folder; name a file in it", guard.FAILED
        if not path.parent.is_dir():
            return f"{path.parent}: no such folder", guard.FAILED
    return None


def main(words=None):
    options = options_of(words)
    reason = refusal(options)
    if reason:
        text, status = reason
        print(guard.plain(f"decawatt report: {text}"), file=sys.stderr)
        return status

    def work():
        count = write(options.results, options.out, options.xlsx, options.sources)
        print(f"report in {options.out}" +
              (f", {count} tables in {options.xlsx}" if options.xlsx else ""))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return guard.run_all(options.results, work)
    except KeyboardInterrupt:
        print("decawatt report: stopped; nothing was written", file=sys.stderr)
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
