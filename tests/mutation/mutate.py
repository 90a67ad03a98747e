"""Flips signs, comparisons, operators, indices and constants of a folder of solver, one at a time, and lists the changes that no test detects.

    python3 tests/mutation/mutate.py --build build/audit --folder solver/finance --program unit_finance --program validation_finance --count 50

For each mutant its source file alone is compiled, from a copy outside the tree with checks of indices, and linked with the test programs, which must be built. The programs run
by source file, those first that killed mutants of the same file before, then those of a similar name, then the quickest; the first failure ends it.
`killed`: a test failed, crashed, or took ten times its processor time. `invalid`: the mutant does not compile, or compiles to the same object.
`equivalent`: tests/mutation/equivalents.csv states why no test can detect it. `survived`: otherwise. The sample depends on the seed and on the sources alone.
"""
import argparse
import collections
import csv
import dataclasses
import hashlib
import json
import os
import pathlib
import random
import re
import resource
import shlex
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

import mutants

ROOT = pathlib.Path(__file__).resolve().parents[2]
EQUIVALENTS = pathlib.Path(__file__).with_name("equivalents.csv")
SLOWER = 10                                    # a mutant whose tests take this many times the processor time is assumed not to terminate
LEAST_SECONDS = 5
WALL_FACTOR = 30                               # a busy machine, and tests that wait without taking processor time
MOST_BYTES = 6 << 30                           # a mutant may allocate any amount of memory
WORDS_OF_ALL = {"test", "solver"}


@dataclasses.dataclass
class TestFile:
    """The cases of one source file of a test program."""
    program: str
    path: str
    seconds: float = 0.0                       # of processor

    def words(self):
        return set(re.split(r"[^a-z0-9]+", self.path.lower())) - WORDS_OF_ALL


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run_tests(program, arguments, seconds):
    """Whether the tests pass within so much processor time, and how much they took."""
    def limit():
        limited()
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run([str(program), *arguments], capture_output=True, timeout=WALL_FACTOR * seconds, check=False, preexec_fn=limit,
                              env={**os.environ, "OMP_WAIT_POLICY": "passive"})
        passed = done.returncode == 0
    except subprocess.TimeoutExpired:
        passed = False
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return passed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Build:
    """Commands of a configured build folder (Ninja), carried out beside it."""

    def __init__(self, folder, scratch):
        self.folder, self.scratch = pathlib.Path(folder).resolve(), pathlib.Path(scratch)
        entries = json.loads((self.folder / "compile_commands.json").read_text(encoding="utf-8"))
        self.compile_of = {entry["file"]: entry["command"] for entry in entries}
        self.link_of = {}

    def object_of(self, file, text):
        """The object of a source file with this text, or None where it does not compile."""
        words = shlex.split(self.compile_of[str(ROOT / file)])
        out = words.index("-o")
        words = [word for word in words[:out] if word not in ("-Werror", "-g")]
        source, made = self.scratch / "mutant.cpp", self.scratch / "mutant.o"
        source.write_text(text, encoding="utf-8")
        made.unlink(missing_ok=True)
        command = [*words, "-w", "-D_GLIBCXX_ASSERTIONS", "-I", str((ROOT / file).parent), "-o", str(made), "-c", str(source)]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, check=False, env={**os.environ, "CCACHE_DISABLE": "1"})
        return made if done.returncode == 0 else None

    def program_with(self, name, made):
        """The test program, linked with this object before the library that has the original."""
        if name not in self.link_of:
            commands = subprocess.run(["ninja", "-C", str(self.folder), "-t", "commands", name], capture_output=True, text=True, check=True).stdout
            self.link_of[name] = [word for word in shlex.split(commands.strip().split("\n")[-1]) if word not in (":", "&&")]
        linked = self.scratch / name
        words = [str(linked) if before == "-o" else word for before, word in zip(["", *self.link_of[name]], self.link_of[name])]
        first = next(i for i, word in enumerate(words) if word.endswith(".o"))   # its inline functions come before all others
        words.insert(first, str(made))
        subprocess.run(words, cwd=self.folder, capture_output=True, check=True)
        return linked


def test_files(build, programs, only, excluded):
    """Source files of test cases, with the time they take; they must pass."""
    found = []
    for name in programs:
        program = build.folder / "tests" / name
        listing = subprocess.run([str(program), "-ltc", "-r=xml"], capture_output=True, text=True, check=True).stdout
        paths = sorted({case.get("filename") for case in xml.etree.ElementTree.fromstring(listing).iter("TestCase")})
        for path in filter(re.compile(only).search, paths):
            file = TestFile(name, path)
            passed, file.seconds = run_tests(program, arguments_of(file, excluded), 3600)
            if not passed:
                raise SystemExit(f"{name}: {path} fails before anything is flipped")
            found.append(file)
    return found


def arguments_of(file, excluded):
    arguments = [f"-sf={file.path}", "-aa=1"]
    return arguments + [f"-tce={','.join(excluded)}"] if excluded else arguments


class MutantRunner:
    def __init__(self, build, files, excluded):
        self.build, self.files, self.excluded = build, files, excluded
        self.kills = collections.Counter()     # by source and test file
        self.original = {}                     # digest of the object of each source
        with EQUIVALENTS.open(encoding="utf-8", newline="") as lines:
            self.reasons = {(row["file"], row["before"], row["after"]): row["reason"] for row in csv.DictReader(lines)}

    def ordered(self, source):
        words = set(re.split(r"[^a-z0-9]+", source.lower())) - WORDS_OF_ALL
        stems = {word.rstrip("s") for word in words}
        def rank(file):
            near = len(stems & {word.rstrip("s") for word in file.words()})
            return -self.kills[source, file.path], -near if file.seconds < 2 * LEAST_SECONDS else 0, file.seconds
        return sorted(self.files, key=rank)

    def digest(self, source, text):
        made = self.build.object_of(source, text)
        return hashlib.sha256(made.read_bytes()).hexdigest() if made else None

    def outcome(self, mutant):
        """`killed`, `survived`, `equivalent` or `invalid`; and the test file that killed it."""
        text = (ROOT / mutant.file).read_text(encoding="utf-8")
        if mutant.file not in self.original:
            self.original[mutant.file] = self.digest(mutant.file, text)
        digest = self.digest(mutant.file, mutant.source(text))
        if digest in (None, self.original[mutant.file]):
            return "invalid", ""
        programs = {}
        for file in self.ordered(mutant.file):
            if file.program not in programs:
                programs[file.program] = self.build.program_with(file.program, self.build.scratch / "mutant.o")
            passed, _ = run_tests(programs[file.program], arguments_of(file, self.excluded), SLOWER * file.seconds + LEAST_SECONDS)
            if not passed:
                self.kills[mutant.file, file.path] += 1
                return "killed", file.path
        return ("equivalent" if mutant.key() in self.reasons else "survived"), ""


def earlier(path):
    if not path or not pathlib.Path(path).exists():
        return []
    return [(mutants.Mutant(**row["mutant"]), row["outcome"], row["by"]) for row in json.loads(pathlib.Path(path).read_text(encoding="utf-8"))]


def write(path, outcomes):
    if path:
        rows = [{"outcome": outcome, "by": by, "mutant": dataclasses.asdict(mutant)} for mutant, outcome, by in outcomes]
        pathlib.Path(path).write_text(json.dumps(rows, indent=1), encoding="utf-8")


def sampled(options, build):
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / options.folder).glob("*.cpp" if options.flat else "**/*.cpp"))
    files = [file for file in files if str(ROOT / file) in build.compile_of]   # some belong to a build with MPI
    found = [mutant for file in files for mutant in mutants.mutants_of(ROOT, file)]
    random.Random(f"{options.seed} {options.folder}").shuffle(found)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="a configured build folder of this tree (Ninja)")
    parser.add_argument("--folder", required=True, help="of sources, such as solver/finance")
    parser.add_argument("--flat", action="store_true", help="without the folders in it")
    parser.add_argument("--program", required=True, action="append", help="a test program, built; may be repeated")
    parser.add_argument("--only", default="", help="a regular expression of paths: no other source files of tests")
    parser.add_argument("--exclude", action="append", default=[], help="a test case that takes too long; may be repeated")
    parser.add_argument("--count", type=int, default=40, help="mutants that compile")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", help="a JSON file of all outcomes; those already in it are kept, survivors are run again with --again")
    parser.add_argument("--again", action="store_true", help="only the survivors in the file of outcomes")
    options = parser.parse_args()
    outcomes = earlier(options.out)
    known = {mutant for mutant, _, _ in outcomes}
    with tempfile.TemporaryDirectory() as scratch:
        build = Build(options.build, scratch)
        runner = MutantRunner(build, test_files(build, options.program, options.only, options.exclude), options.exclude)
        if options.again:
            for i, (mutant, outcome, _) in enumerate(outcomes):
                if outcome in ("survived", "equivalent"):
                    outcomes[i] = (mutant, *runner.outcome(mutant))
                    print(f"{outcomes[i][1]:<10} {mutant.text()}", flush=True)
        for mutant in [] if options.again else sampled(options, build):
            if sum(outcome != "invalid" for _, outcome, _ in outcomes) >= options.count:
                break
            if mutant in known:
                continue
            begin = time.monotonic()
            outcomes.append((mutant, *runner.outcome(mutant)))
            print(f"{outcomes[-1][1]:<10} {time.monotonic() - begin:5.1f} s  {mutant.text()}  {outcomes[-1][2].rpartition('/')[2]}", flush=True)
            write(options.out, outcomes)
        write(options.out, outcomes)
    counts = {name: sum(outcome == name for _, outcome, _ in outcomes) for name in ("killed", "equivalent", "survived", "invalid")}
    print(f"{options.folder}, seed {options.seed}: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
