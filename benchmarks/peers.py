#!/usr/bin/python3
"""Solves one linear program with Decawatt and with other solvers, one after the other, and prints a JSON line for each.

    peers.py STUDY --solve-study PROGRAM [--years 2035] [--hours 168] [--solvers decawatt,hipo,ipx] [--threads 1]
    peers.py --mps FILE --solvers ipx

The program is written by `solve_study` as an MPS file, which the others read. Solvers: decawatt; hipo and ipx, the interior-point methods
of an executable `highs` (crossover off); scipy, the HiGHS inside SciPy (its interior point, with crossover, which SciPy cannot turn off);
clp-barrier (crossover off) and clp-dual, of an executable `clp`. A missing solver has a line with the status "absent".

`solve_s` is what the solver calls its solving, reading the file left out (Clp counts processor time there); `processor_s` is processor time, of the
whole process with its reading, of solving alone for Decawatt: what to compare on a machine with other work. `time_ratio` and `processor_ratio` are over Decawatt's."""
import argparse
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

CLP_MOST_HOURS = 672                                # beyond it Clp takes hours instead of minutes
TOLERANCE = 1e-6                                    # relative gap, of every interior-point method here
GRACE_S = 120                                       # for reading and exit, in addition to the time limit of a solver


def timed(command, out, limit_s, threads):
    """Runs a command: (exit status, wall seconds, processor seconds, peak MB). Its output goes to the file `out`."""
    environment = dict(os.environ, OMP_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads), OMP_WAIT_POLICY="passive")
    start = time.monotonic()
    with open(out, "w", encoding="utf-8") as file, subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, env=environment) as process:
        killer = threading.Timer(limit_s, process.kill)
        killer.start()
        _, status, usage = os.wait4(process.pid, 0)
        killer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024.0


def last(pattern, text, kind=float):
    found = re.findall(pattern, text)
    return kind(found[-1]) if found else None


def read_highs(text):
    status = (last(r"Model status\s*: (.*)", text, str) or "unknown").strip().lower()
    return {"status": status,
            "version": last(r"Running HiGHS (\S+)", text, str),
            "iterations": last(r"(?:IPM|IPX|HiPO)\s+iterations: (\d+)", text, int),
            "objective": last(r"Objective value\s*:\s*(\S+)", text) if status == "optimal" else None,      # else it prints 0
            "gap": last(r"P-D objective error\s*:\s*(\S+)", text),
            "solve_s": last(r"HiGHS run time\s*:\s*(\S+)", text)}


def read_clp(text):
    done = re.findall(r"Optimal objective (\S+) - (\d+) iterations time ([\d.]+)", text)
    objective, iterations, seconds = done[-1] if done else (None, None, None)
    barrier = last(r"(?m)^(\d+) Primal .* Complementarity", text, int)      # there its last line counts the steps twice
    return {"status": "optimal" if done else "not solved", "version": last(r"Coin LP version (\S+?),", text, str),
            "iterations": barrier or (iterations and int(iterations)), "objective": objective and float(objective), "gap": None,
            "solve_s": seconds and float(seconds)}


def read_json_line(text):
    line = json.loads(text.strip().splitlines()[-1])
    return line | {"solve_s": line.get("solve_s", line.get("min_s"))}


class Bench:
    """The input of all solvers."""

    def __init__(self, arguments, folder):
        self.arguments, self.folder = arguments, pathlib.Path(folder)
        self.mps = pathlib.Path(arguments.mps) if arguments.mps else self.folder / "program.mps"
        self.size = arguments.hours                 # of all years; Decawatt's line tells the sum

    def decawatt(self):
        a = self.arguments
        if not a.solve_study:
            return None, None
        cut = [word for option, value in (("--years", a.years), ("--hours", a.hours)) if value for word in (option, str(value))]
        return [a.solve_study, a.study, *cut, "--threads", str(a.threads), "--tolerance", str(TOLERANCE), "--export-mps", str(self.mps)], read_json_line

    def highs(self, solver):
        program = shutil.which(self.arguments.highs)
        options = {"solver": solver, "run_crossover": "off", "threads": self.arguments.threads, "ipm_optimality_tolerance": TOLERANCE,
                   "parallel": "off" if self.arguments.threads == 1 else "on", "time_limit": self.arguments.time_limit}
        options |= dict(text.split("=", 1) for text in self.arguments.highs_option)
        file = self.folder / "highs.options"
        file.write_text("".join(f"{name} = {value}\n" for name, value in options.items()), encoding="utf-8")
        return program and [program, "--options_file", str(file), str(self.mps)], read_highs

    def hipo(self):
        return self.highs("hipo")

    def ipx(self):
        return self.highs("ipx")

    def scipy(self):
        if importlib.util.find_spec("scipy") is None:
            return None, None
        return [sys.executable, "-B", str(pathlib.Path(__file__).with_name("scipy_solve.py")), str(self.mps), str(self.arguments.time_limit)], read_json_line

    def clp(self, *how):
        program = shutil.which("clp")
        return program and [program, str(self.mps), "-seconds", str(self.arguments.time_limit), *how, "-quit"], read_clp

    def clp_barrier(self):
        return self.clp("-crossover", "off", "-barrier")

    def clp_dual(self):
        return self.clp("-dualSimplex")

    def run(self, solver):
        command, read = getattr(self, solver.replace("-", "_"))()
        line = {"name": "peers", "solver": solver, "size": self.size, "years": self.arguments.years, "threads": self.arguments.threads}
        if not command:
            return line | {"status": "absent"}
        if solver.startswith("clp") and self.size is not None and self.size > CLP_MOST_HOURS:
            return line | {"status": f"left out: more than {CLP_MOST_HOURS} hours"}
        out = self.folder / f"{solver}.log"
        code, wall_s, processor_s, peak_mb = timed(command, out, self.arguments.time_limit + GRACE_S, self.arguments.threads)
        text = out.read_text(encoding="utf-8", errors="replace")
        if self.arguments.logs:
            shutil.copy(out, pathlib.Path(self.arguments.logs) / f"{solver}.log")
        line |= {"wall_s": wall_s, "processor_s": processor_s, "peak_mb": peak_mb}
        if code < 0:
            return line | {"status": f"ended by signal {-code}"}
        try:
            found = read(text)
        except (ValueError, IndexError):
            return line | {"status": "unreadable output", "exit_status": code}
        self.size = found.get("size", self.size)
        return line | {key: value for key, value in found.items() if key not in line or key in ("size", "processor_s")}


def compare(line, ours):
    """Adds ratios of a solver to Decawatt."""
    if ours is None or line.get("objective") is None:
        return line
    seconds = line["solve_s"] if line["solve_s"] is not None else line["wall_s"]
    return line | {"time_ratio": seconds / ours["solve_s"], "processor_ratio": line["processor_s"] / ours["processor_s"],
                   "objective_difference": (line["objective"] - ours["objective"]) / abs(ours["objective"])}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("study", nargs="?", help="a folder with study.toml")
    parser.add_argument("--solve-study", help="the benchmark program of that name; needed with STUDY")
    parser.add_argument("--mps", help="a program that is written already, in place of STUDY")
    parser.add_argument("--years", help="only these years: 2035, or 2033:2035")
    parser.add_argument("--hours", type=int, help="only the first hours of each year")
    parser.add_argument("--solvers", default="decawatt,hipo,ipx,clp-barrier,clp-dual", help="in this order, separated by commas")
    parser.add_argument("--highs", default="highs", help="the executable of HiGHS")
    parser.add_argument("--highs-option", action="append", default=[], metavar="NAME=VALUE", help="an option for HiGHS; may be repeated")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=600, help="seconds for each of the others")
    parser.add_argument("--logs", help="a folder for what the solvers print")
    found = parser.parse_args()
    if bool(found.study) == bool(found.mps) or (found.study and not found.solve_study):
        parser.error("a STUDY with --solve-study, or --mps FILE")
    return found


def main():
    found = arguments()
    solvers = found.solvers.split(",")
    unknown = set(solvers) - {"decawatt", "hipo", "ipx", "scipy", "clp-barrier", "clp-dual"}
    if unknown:
        sys.exit(f"peers.py: no solver {', '.join(sorted(unknown))}")
    if found.study:
        solvers = ["decawatt"] + [solver for solver in solvers if solver != "decawatt"]     # it writes the program
    with tempfile.TemporaryDirectory(prefix="decawatt_peers_") as folder:
        bench, ours = Bench(found, folder), None
        for solver in solvers:
            line = compare(bench.run(solver), ours)
            print(json.dumps(line), flush=True)
            if solver == "decawatt":
                if line["status"] != "optimal":
                    sys.exit("peers.py: Decawatt did not solve the program; nothing to compare with")
                ours = line


if __name__ == "__main__":
    main()
