#!/usr/bin/python3
"""Times `decawatt.run` against the command on the same study, in pairs, and prints a JSON line.

    PYTHONPATH=build/audit/python benchmarks/python_call.py STUDY --program build/audit/cli/decawatt [--years 2029] [--pairs 7]

Processor times of one thread, which other work on the machine disturbs little. `call_ratio`: the median over pairs of the call's time over
that of the whole command; `import_s`: importing the package; `peak_mb`: of the Python process after the run; `series_mb`: what reading all
hourly series into memory adds (`plan.to_xarray().load()`)."""
import argparse
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

CALL = """
import json, resource, sys
def used(): return resource.getrusage(resource.RUSAGE_SELF)
def cpu(): return used().ru_utime + used().ru_stime
a = cpu()
import decawatt
b = cpu()
plan = decawatt.run(sys.argv[1], years=json.loads(sys.argv[2]), threads=1, out=sys.argv[3])
c, peak = cpu(), used().ru_maxrss
series = plan.to_xarray()
print(json.dumps([b - a, c - b, peak / 1024, series.load().nbytes / 1e6]))
"""


def processor_s(words):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("study")
    parser.add_argument("--program", required=True)
    parser.add_argument("--years", type=int)
    parser.add_argument("--pairs", type=int, default=7)
    options = parser.parse_args()
    years = [] if options.years is None else ["--years", str(options.years)]
    commands, calls = [], []
    with tempfile.TemporaryDirectory() as folder:
        file = str(pathlib.Path(folder) / "plan.h5")
        for _ in range(options.pairs):
            commands.append(processor_s([options.program, "run", options.study, "--threads", "1", "--out", file, "--quiet", *years])[0])
            calls.append(json.loads(processor_s([sys.executable, "-c", CALL, options.study, json.dumps(options.years), file])[1]))
    imports, runs, peaks, series = zip(*calls)
    print(json.dumps({"name": "python_call", "study": options.study, "threads": 1, "pairs": options.pairs,
                      "command_s": statistics.median(commands), "call_s": statistics.median(runs),
                      "call_ratio": statistics.median(run / command for run, command in zip(runs, commands)),
                      "import_s": statistics.median(imports), "peak_mb": max(peaks), "series_mb": max(series)}))


if __name__ == "__main__":
    main()
