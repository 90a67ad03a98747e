"""How long a file and a function may be."""
import ast
import re

import cpp_functions

# Lines of a file at most, by folder; the longest name that fits counts.
FOLDERS = {"solver": 300, "io": 400, "io/common": 300, "io/study": 300, "app": 300, "cli": 300, "tests": 300, "benchmarks": 300,
           "python_plots": 300, "scenarios": 300}
TOP_FOLDERS = [folder for folder in FOLDERS if "/" not in folder]
REASON = re.compile(r"^\W*Over \d+ lines: \w", re.MULTILINE)  # in the first lines of a file: why it is longer
REASON_WITHIN = 12
MOST_EVEN_SO = 400
MOST_FUNCTION_LINES = 60


def most_lines(path):
    fitting = [folder for folder in FOLDERS if path.startswith(folder + "/")]
    return FOLDERS[max(fitting, key=len)]


def fault_of_length(path, text):
    lines, most = text.count("\n"), most_lines(path)
    has_reason = REASON.search("\n".join(text.splitlines()[:REASON_WITHIN])) is not None
    if lines <= (MOST_EVEN_SO if has_reason else most):
        return []
    return [f"{path}: {lines} lines, at most {most}, or {MOST_EVEN_SO} with a line 'Over {most} lines: why' in its first lines"]


def functions(path, text):
    """Name, first line and length of all functions of a file."""
    if path.endswith(".py"):
        nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        return [(node.name, node.lineno, node.end_lineno - node.lineno + 1) for node in nodes]
    return [(f.name, f.line, f.lines) for f in cpp_functions.functions(text)]


def faults_of_file(path, text):
    long = [f"{path}:{line}: {name} has {lines} lines, at most {MOST_FUNCTION_LINES}"
            for name, line, lines in functions(path, text) if lines > MOST_FUNCTION_LINES]
    return fault_of_length(path, text) + long
