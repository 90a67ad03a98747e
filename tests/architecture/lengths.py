"""How long a file, a function and a line may be."""
import ast
import re

import cpp_functions

FOLDERS = ("solver", "io", "app", "cli", "python", "tests", "benchmarks", "python_plots", "scenarios")
MOST_LINES = 300
REASON = re.compile(r"^\W*Over \d+ lines: \w", re.MULTILINE)  # in the first lines of a file: why it is longer
REASON_WITHIN = 12
MOST_EVEN_SO = 400
MOST_FUNCTION_LINES = 60
MOST_COLUMNS = {"python_plots": 100}  # by folder; others have no limit that is checked


def fault_of_length(path, text):
    lines = text.count("\n")
    has_reason = REASON.search("\n".join(text.splitlines()[:REASON_WITHIN])) is not None
    if lines <= (MOST_EVEN_SO if has_reason else MOST_LINES):
        return []
    return [f"{path}: {lines} lines, at most {MOST_LINES}, "
            f"or {MOST_EVEN_SO} with a line 'Over {MOST_LINES} lines: why' in its first lines"]


def faults_of_width(path, text):
    most = MOST_COLUMNS.get(path.split("/")[0])
    return [f"{path}:{number}: {len(line)} columns, at most {most}"
            for number, line in enumerate(text.splitlines(), 1) if most and len(line) > most]


def functions(path, text):
    """Name, first line and length of all functions of a file."""
    if path.endswith(".py"):
        nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        return [(node.name, node.lineno, node.end_lineno - node.lineno + 1) for node in nodes]
    return [(f.name, f.line, f.lines) for f in cpp_functions.functions(text)]


def faults_of_file(path, text):
    long = [f"{path}:{line}: {name} has {lines} lines, at most {MOST_FUNCTION_LINES}"
            for name, line, lines in functions(path, text) if lines > MOST_FUNCTION_LINES]
    return fault_of_length(path, text) + long + faults_of_width(path, text)
