"""The gallery: figures that the programs draw from the studies of the repository, with caption and commands.

Every study is cut to a year and every run to few samples, so that the page takes seconds."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

INTRODUCTION = """# Gallery

Every figure is drawn by the commands above it, from studies of the repository cut to one year. `decawatt` stands for the
program, and `PYTHONPATH` holds `python_plots` ([figures](commands.md#figures)). The caption below a figure is that of the
file; click a figure to open it in full size. The [report](report.md) has interactive figures of its own.

"""
ISLAND = "scenarios/texas_campus --variant islanded --years 2036"
LONG = 90                                        # characters of a line that a page can show
PLOTS = "/usr/bin/python3 -m decawatt_plots"
# (heading, commands, figures as paths after the commands)
RUNS = (
    ("A campus", (
        f"decawatt run {ISLAND} --set \"contract_targets.campus supply/2027.hourly_frac=0.7\" --out campus.h5",
        f"{PLOTS} campus.h5 --out campus --only week_contracts monthly_energy clean_score contract_cost store_content "
        "data_center_draw",
    ), ("campus/week_contract_campus_supply", "campus/monthly_energy", "campus/clean_score_campus_supply",
        "campus/contract_campus_supply", "campus/store_content", "campus/data_center_draw")),
    ("A grid with a data-centre hub", (
        "decawatt run scenarios/minimal --years 2028 --out grid.h5",
        f"{PLOTS} grid.h5 --out grid --only week_regions capacity durations line_loading map",
    ), ("grid/week_south", "grid/capacity", "grid/durations", "grid/line_loading", "grid/map")),
    ("Resource adequacy", (
        "decawatt adequacy scenarios/minimal --years 2028 --plan grid.h5 --samples 400 --batch 50 "
        "--set adequacy.weather_years=10 --out adequacy",
        f"{PLOTS} adequacy/adequacy.h5 --out adequacy --only loss_by_month_and_hour unserved_distribution convergence "
        "events",
    ), ("adequacy/loss_by_month_and_hour", "adequacy/unserved_distribution", "adequacy/convergence",
        "adequacy/events")),
    ("A sweep", (
        "decawatt sweep scenarios/texas_campus/sweeps/gas_and_target.toml --out cases",
        "decawatt compare cases",
        f"{PLOTS}.compare cases --out sweep.png",
        f"{PLOTS}.frontier cases --out frontier.png",
    ), ("sweep", "frontier")),
    ("Weather and headroom", (
        "decawatt weather generate scenarios/texas_campus --years 1 --out year.nc",
        f"{PLOTS}.weather year.nc --out weather",
        "decawatt headroom scenarios/minimal --out headroom.csv",
        f"{PLOTS}.headroom headroom.csv --out headroom.png",
    ), ("weather/weather_abilene", "headroom")),
)


def description(path):
    """The caption that a PNG file holds: a text chunk of its own, in Latin-1 or UTF-8."""
    data, at = path.read_bytes(), 8
    while at < len(data):
        length, kind = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
        body = data[at + 8:at + 8 + length]
        if kind == b"tEXt" and body.startswith(b"Description\0"):
            return body.partition(b"\0")[2].decode("latin-1")
        if kind == b"iTXt" and body.startswith(b"Description\0"):
            return body.split(b"\0", 5)[5].decode("utf-8")
        at += 12 + length
    return ""


def run(commands, folder, program, root):
    """Runs the commands as they stand on the page."""
    script = f'set -euo pipefail\ndecawatt() {{ "{program}" "$@"; }}\n' + "\n".join(commands)
    environment = os.environ | {"PYTHONPATH": str(root / "python_plots"), "MPLBACKEND": "Agg"}
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, env=environment,
                          check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{script}\n{done.stdout}{done.stderr}")


def figure(stem, folder, out):
    """A figure that opens in full size when clicked."""
    name = re.sub(r"\W+", "_", stem) + ".png"
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / f"{stem}.png", out / name)
    caption = description(folder / f"{stem}.png")
    words = caption or "See the commands above."
    return f"[![{words}](gallery/{name})](gallery/{name})\n\n*{words}*\n"


def page(program, root, out):
    parts = [INTRODUCTION]
    with tempfile.TemporaryDirectory(prefix="decawatt_gallery_") as name:
        folder = pathlib.Path(name)
        for shared in ("scenarios",):
            (folder / shared).symlink_to(root / shared)
        for heading, commands, figures in RUNS:
            run(commands, folder, program, root)
            shown = "\n".join(re.sub(r" (--(?:set|only|out) )", r" \\\n    \1", line) if len(line) > LONG else line
                              for line in commands)
            parts.append(f"## {heading}\n\n```sh\n{shown}\n```\n")
            parts += [figure(stem, folder, out) for stem in figures]
    return "\n".join(parts)
