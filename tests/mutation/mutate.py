"""Flips signs, comparisons, operators and constants of C++ sources, one at a time, and tells which flips no test notices.

    python3 tests/mutation/mutate.py --build build/audit --sources 'solver/adequacy/hour/*.cpp' --target unit_adequacy --count 40

For each mutant the target is built and run: `killed` by a failed, crashed or endless test; `invalid` where it does not compile, or compiles to the
same program; `survived` otherwise. The sample depends on the seed and on the sources alone. The sources are restored at the end, also when the run is
interrupted; run it in a work tree of its own all the same.
"""
import argparse
import dataclasses
import glob
import hashlib
import json
import pathlib
import random
import re
import subprocess
import sys

SLOWER = 10                                    # a mutant whose tests take this many times as long is taken for endless
FLIPS = [                                      # pattern, replacements; operators stand between blanks (clang-format)
    (r"(?<=[\w)\]]) \+ (?=[\w(-])", (" - ",)),
    (r"(?<=[\w)\]]) - (?=[\w(-])", (" + ",)),
    (r" \* (?=[\w(])", (" / ",)),
    (r" / (?=[\w(])", (" * ",)),
    (r" \+= ", (" -= ",)),
    (r" -= ", (" += ",)),
    (r" < (?!<)", (" <= ", " > ")),
    (r" > (?!>)", (" >= ", " < ")),
    (r" <= ", (" < ",)),
    (r" >= ", (" > ",)),
    (r" == ", (" != ",)),
    (r" != ", (" == ",)),
    (r" && ", (" || ",)),
    (r" \|\| ", (" && ",)),
    (r"(?<=std::)min\b(?=\()", ("max",)),
    (r"(?<=std::)max\b(?=\()", ("min",)),
    (r"\btrue\b", ("false",)),
    (r"\bfalse\b", ("true",)),
    (r"(?<![\w.\"])1\.0(?![\w.])", ("2.0",)),
    (r"(?<![\w.\"])0\.0(?![\w.])", ("1.0",)),
    (r"(?<=\[)(\w+)(?=\])", (r"\1 + 1",)),
    (r"(?<=return )(?=-?[\w(])(?=[^;]*;)", ("-",)),
    (r"(?<=if \()(?=[^;]*\) )", ("!",)),
]
SKIPPED = re.compile(r"^\s*(//|#|template|using |namespace |static_assert|struct |class |})|expects\(|MESSAGE|throw |\boperator\b")


@dataclasses.dataclass(frozen=True)
class Mutant:
    file: str
    line: int                                  # from 1
    before: str
    after: str

    def text(self):
        return f"{self.file}:{self.line}: {self.before.strip()}  ->  {self.after.strip()}"


def code_of(line):
    """Whether each character is code: neither comment nor text."""
    is_code, quote = [True] * len(line), None
    for i, c in enumerate(line):
        if quote is None and line.startswith("//", i):
            return is_code[:i] + [False] * (len(line) - i)
        if quote is None and c in "\"'":
            quote = c
        elif quote == c and line[i - 1] != "\\":
            quote = None
            is_code[i] = False
        if quote is not None:
            is_code[i] = False
    return is_code


def mutants_of(path):
    made = []
    for number, line in enumerate(pathlib.Path(path).read_text(encoding="utf-8").split("\n"), 1):
        if SKIPPED.search(line):
            continue
        is_code = code_of(line)
        for pattern, replacements in FLIPS:
            for match in re.finditer(pattern, line):
                if not all(is_code[match.start():max(match.end(), match.start() + 1)]):
                    continue
                made += [Mutant(str(path), number, line, line[:match.start()] + match.expand(to) + line[match.end():]) for to in replacements]
    return made


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


class Bench:
    """Builds and runs the target on the tree as it stands."""

    def __init__(self, build, target, arguments):
        self.build, self.target, self.arguments = pathlib.Path(build), target, arguments

    def make(self):
        command = ["ninja", "-C", str(self.build), self.target]
        return subprocess.run(command, capture_output=True, text=True, check=False).returncode == 0

    def program(self):
        found = [path for path in self.build.rglob(self.target) if path.is_file()]
        if len(found) != 1:
            raise SystemExit(f"{self.build}: {len(found)} files are named {self.target}; build it first")
        return found[0]

    def passes(self, seconds):
        try:
            done = subprocess.run([str(self.program()), *self.arguments], capture_output=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0


def judge(mutant, bench, seconds, original):
    """`killed`, `survived`, or `invalid` of one mutant; the source is as before afterwards."""
    path = pathlib.Path(mutant.file)
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    lines[mutant.line - 1] = mutant.after
    try:
        path.write_text("\n".join(lines), encoding="utf-8")
        if not bench.make() or digest(bench.program()) == original:
            return "invalid"
        return "survived" if bench.passes(seconds) else "killed"
    finally:
        path.write_text(text, encoding="utf-8")


def measured_seconds(bench):
    import time
    begin = time.monotonic()
    if not bench.passes(3600):
        raise SystemExit(f"{bench.target} fails before anything is flipped")
    return SLOWER * (time.monotonic() - begin) + 10


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="a configured build folder of this tree (Ninja)")
    parser.add_argument("--sources", required=True, nargs="+", help="files or patterns of files")
    parser.add_argument("--target", required=True, help="the test program")
    parser.add_argument("--arguments", nargs="*", default=[], help="of the test program")
    parser.add_argument("--count", type=int, default=40, help="mutants that compile")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", help="a JSON file of all outcomes")
    options = parser.parse_args()
    files = sorted({name for pattern in options.sources for name in glob.glob(pattern, recursive=True)})
    mutants = [mutant for name in files for mutant in mutants_of(name)]
    random.Random(options.seed).shuffle(mutants)
    bench = Bench(options.build, options.target, options.arguments)
    if not bench.make():
        raise SystemExit(f"{options.target} does not build")
    seconds, original = measured_seconds(bench), digest(bench.program())
    outcomes = []
    try:
        for mutant in mutants:
            if sum(outcome != "invalid" for _, outcome in outcomes) >= options.count:
                break
            outcomes.append((mutant, judge(mutant, bench, seconds, original)))
            print(f"{outcomes[-1][1]:<9} {mutant.text()}", flush=True)
    finally:
        bench.make()                           # of the sources as they were
    counts = {name: sum(outcome == name for _, outcome in outcomes) for name in ("killed", "survived", "invalid")}
    print(f"{options.target}: of {len(mutants)} possible, {counts}")
    if options.out:
        pathlib.Path(options.out).write_text(json.dumps([{"outcome": outcome, **dataclasses.asdict(mutant)} for mutant, outcome in outcomes], indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
