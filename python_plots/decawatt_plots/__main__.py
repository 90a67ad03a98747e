"""Command line of the package."""
import argparse
import sys

import matplotlib

matplotlib.use("Agg")                          # files only: no display is needed

from . import draw_all, guard, registry   # noqa: E402  (the backend comes first)


def main():
    parser = argparse.ArgumentParser(
        prog="decawatt_plots", description="Draws the figures of a result file as PNG and SVG.")
    parser.add_argument(
        "file", help="a result file of `decawatt run`, an adequacy file, or a sample of one")
    parser.add_argument("--out", default="figures", help="folder for the figures (made if absent)")
    kinds = (registry.PLAN, registry.ADEQUACY, registry.FUTURE)
    names = [entry.name for kind in kinds for entry in registry.entries(kind)]
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME",
                        help=f"one or more of: {', '.join(names)}")
    parser.add_argument("--weather-year", type=int,
                        help="which weather year the hourly figures show (the first of the file)")
    parser.add_argument("--no-captions", action="store_true",
                        help="figures without their caption below")
    options = parser.parse_args()

    def draw():
        written = draw_all(options.file, options.out, options.only, options.weather_year,
                           captions=not options.no_captions)
        print(f"{len(written)} figures in {options.out}")
    return guard.run(options.file, draw)


if __name__ == "__main__":
    sys.exit(main())
