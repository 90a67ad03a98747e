"""Files that are there as a whole, or not at all."""
import os
import pathlib


def whole_or_not(out, write):
    """`write` fills a file beside `out`, which then takes its name; nothing stays if it fails."""
    partial = pathlib.Path(f"{out}.{os.getpid()}.partial")
    try:
        write(partial)
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
