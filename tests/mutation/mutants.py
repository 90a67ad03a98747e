"""Flips of signs, comparisons, operators, indices and constants in lines of C++, as clang-format lays them out."""
import dataclasses
import pathlib
import re

FLIPS = [                                      # kind, pattern, replacements
    ("sign", r"(?<=[\w)\]]) \+(?= [\w(-]|$)", (" -",)),
    ("sign", r"(?<=[\w)\]]) -(?= [\w(-]|$)", (" +",)),
    ("sign", r" \+= ", (" -= ",)),
    ("sign", r" -= ", (" += ",)),
    ("sign", r"(?<=[(,=] )-(?=[\w(])|(?<=[({])-(?=[\w(])|(?<=[?:] )-(?=[\w(])", ("",)),
    ("sign", r"(?<=return )(?=[\w(][^;<>=!&|?]*;)(?!true\b|false\b)", ("-",)),
    ("operator", r"(?<=[\w)\]]) \*(?= [\w(]|$)", (" /",)),
    ("operator", r" /(?= [\w(]|$)", (" *",)),
    ("operator", r" \*= ", (" /= ",)),
    ("operator", r" /= ", (" *= ",)),
    ("operator", r" &&(?= |$)", (" ||",)),
    ("operator", r" \|\|(?= |$)", (" &&",)),
    ("operator", r"(?<=std::)min\b(?=\()", ("max",)),
    ("operator", r"(?<=std::)max\b(?=\()", ("min",)),
    ("comparison", r" <(?= )", (" <=", " >")),
    ("comparison", r" >(?= )", (" >=", " <")),
    ("comparison", r" <=(?= )", (" <",)),
    ("comparison", r" >=(?= )", (" >",)),
    ("comparison", r" ==(?= )", (" !=",)),
    ("comparison", r" !=(?= )", (" ==",)),
    ("constant", r"\btrue\b", ("false",)),
    ("constant", r"\bfalse\b", ("true",)),
    ("constant", r"(?<![\w.\"])1\.0(?![\w.])", ("2.0",)),
    ("constant", r"(?<![\w.\"])0\.0(?![\w.])", ("1.0",)),
    ("constant", r"(constexpr double k\w+ = )(\d+\.\d+)(?=[;,])", (r"\g<1>2.0 * \g<2>",)),
    ("index", r"(?<=\[)(\w+)(?=\])", (r"\1 + 1",)),
    ("index", r"(?<= = )0(?=;)", ("1",)),
    ("index", r"(?<= = )1(?=;)", ("0",)),
]
# Declarations, bugs in the caller and texts of messages: no behaviour that a test of results could detect.
SKIPPED = re.compile(r"^\s*(//|#|template|using |namespace |static_assert|struct |class |})|expects\(|MESSAGE|throw |\boperator\b")
# Step lengths, tolerances and starting values of the interior point change how it converges, not to what.
TUNING = re.compile(r"^solver/lp/.*")


@dataclasses.dataclass(frozen=True)
class Mutant:
    file: str                                  # from the root of the tree
    line: int                                  # from 1
    kind: str
    before: str
    after: str

    def text(self):
        return f"{self.file}:{self.line}: {self.before.strip()}  ->  {self.after.strip()}"

    def key(self):
        """Says which change it is where lines above have moved."""
        return self.file, self.before.strip(), self.after.strip()

    def source(self, text):
        lines = text.split("\n")
        if lines[self.line - 1] != self.before:
            raise ValueError(f"{self.file}:{self.line}: found {lines[self.line - 1]!r}, expected {self.before!r}")
        lines[self.line - 1] = self.after
        return "\n".join(lines)


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


def negated(line):
    """The line with its condition negated, or None where it has none that ends on the line."""
    begin = line.find("if (") + len("if (")
    if begin < len("if ("):
        return None
    depth = 1
    for end in range(begin, len(line)):
        depth += {"(": 1, ")": -1}.get(line[end], 0)
        if depth == 0:
            return f"{line[:begin]}!({line[begin:end]}){line[end:]}" if ";" not in line[begin:end] else None
    return None


def mutants_of_line(file, number, line):
    if SKIPPED.search(line):
        return []
    made, is_code = [], code_of(line)
    if all(is_code[:line.find("if (") + 1]) and (after := negated(line)):
        made.append(Mutant(file, number, "comparison", line, after))
    for kind, pattern, replacements in FLIPS:
        if kind == "constant" and TUNING.match(file) and "constexpr" in line:
            continue
        for match in re.finditer(pattern, line):
            if all(is_code[match.start():max(match.end(), match.start() + 1)]):
                made += [Mutant(file, number, kind, line, line[:match.start()] + match.expand(to) + line[match.end():]) for to in replacements]
    return made


def mutants_of(root, file):
    lines = (pathlib.Path(root) / file).read_text(encoding="utf-8").split("\n")
    return [mutant for number, line in enumerate(lines, 1) for mutant in mutants_of_line(file, number, line)]
