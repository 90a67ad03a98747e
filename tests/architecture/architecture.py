"""The rules of the house, read from the sources themselves: who includes whom, who prints, where functions are defined, how long files and
functions may be."""
import pathlib
import re

import headers
import lengths

# "A folder includes only from those on its right", and from itself.
MAY_INCLUDE = {
    "base": [],
    "parallel": ["base"],
    "lp": ["base", "parallel"],
    "model": ["base"],
    "profiles": ["base", "parallel", "model"],
    "ageing": ["base"],
    "finance": ["base"],
    "accounts": ["base"],
    "assets": ["base", "model", "profiles", "ageing"],
    "planning": ["base", "parallel", "model", "profiles", "ageing", "assets", "lp"],
    "adequacy": ["base", "parallel", "model", "profiles", "assets"],
    "io": ["base", "parallel", "lp", "model", "profiles", "ageing", "finance", "accounts", "assets", "planning", "adequacy"],
    "app": ["base", "parallel", "lp", "model", "profiles", "ageing", "finance", "accounts", "assets", "planning", "adequacy", "io"],
    "cli": ["base", "parallel", "lp", "model", "profiles", "ageing", "finance", "accounts", "assets", "planning", "adequacy", "io", "app"],
    "python": ["base", "parallel", "lp", "model", "profiles", "ageing", "finance", "accounts", "assets", "planning", "adequacy", "io", "app"],
}
# The same within a folder, from part to part; "" is what lies in the folder itself. A folder that is not here has no inner rule.
INNER_MAY_INCLUDE = {
    # The layout of a program is made of what its components have put into it, so these two know each other.
    "planning": {
        "": ["components"],
        "components": [""],
        "results": ["", "components"],
        "analyses": ["", "components", "results"],
    },
    "adequacy": {
        "system": [],
        "uncertainty": ["system"],
        "hour": ["system", "uncertainty"],
        "statistics": ["system", "uncertainty"],
        "simulation": ["system", "uncertainty", "hour", "statistics"],
        "assembly": ["system", "uncertainty"],
        "": ["system", "uncertainty", "statistics", "simulation"],
    },
    # Files and texts of any kind lie in io itself; what results, weather and studies share is in common.
    "io": {
        "": [],
        "common": [""],
        "mps": [""],
        "hdf5": ["", "common"],
        "weather": ["", "common", "hdf5"],
        "study": ["", "common", "hdf5", "weather"],
        "checkpoint": ["", "common", "hdf5"],
        "sweep": ["", "common", "hdf5", "study"],
    },
}
OUTSIDE_SOLVER = ("io", "app", "cli", "python")          # folders at the top of the tree; all others are in solver/
SOURCES = (".cpp", ".hpp", ".c", ".h", ".cc")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
# What an engine may not use: headers of streams and files, and calls that print or open. fmt/format.h makes text and prints nothing.
ENGINE_HEADERS = {"iostream", "ostream", "istream", "fstream", "cstdio", "stdio.h", "print", "filesystem", "unistd.h", "syncstream",
                  "fmt/core.h", "fmt/printf.h", "fmt/ostream.h", "fmt/os.h", "fmt/color.h", "hdf5.h"}
ENGINE_HEADER_FOLDERS = {"spdlog", "nlohmann", "toml++"}
ENGINE_CALLS = re.compile(r"\b(?:fmt::(?:v\d+::)?print(?:ln)?|std::(?:cout|cerr|clog|print|println|[io]?fstream|filesystem)|"
                          r"v?f?printf|f?puts|fputc|putchar|perror|fopen|freopen|getenv)\b")
# Use cases print as little, and leave files to io; they may name them.
USE_CASE_HEADERS = ENGINE_HEADERS - {"filesystem"}
USE_CASE_CALLS = re.compile(ENGINE_CALLS.pattern.replace("|filesystem", ""))
COMMENT_OR_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\((?:.*?)\)\1"|"(?:\\.|[^"\\\n])*"', re.DOTALL)


def folder_of(path):
    """The folder that the table knows: base for solver/base/error.hpp, io for io/study/read_study.hpp; None at the top of solver."""
    parts = pathlib.PurePosixPath(path).parts
    if parts[0] in OUTSIDE_SOLVER:
        return parts[0]
    return parts[1] if len(parts) > 2 else None


def part_of(path, folder):
    """The part of a folder that a file belongs to: hour for solver/adequacy/hour/lanes.hpp, "" for solver/adequacy/sampling.hpp."""
    inside = path.split(f"{folder}/", 1)[1].split("/")
    return inside[0] if len(inside) > 1 else ""


def fault_of_inner_include(path, folder, header):
    """Why the file may not include a header of its own folder, or None."""
    table = INNER_MAY_INCLUDE.get(folder)
    if table is None:
        return None
    part, target = part_of(path, folder), part_of(header, folder)
    for one in (part, target):
        if one not in table:
            return f"the part {folder}/{one} is not in the table"
    if target == part or target in table[part]:
        return None
    return f"{folder}/{part} may not include {header}; it may include {', '.join(name or folder for name in table[part]) or 'no other part'}"


def fault_of_include(path, bracket, header):
    """Why the file at `path` may not include `header`, or None."""
    folder, target = folder_of(path), header.split("/")[0]
    ours = target in MAY_INCLUDE and "/" in header
    if bracket == "<" and not ours:
        return None                            # a library's
    if not ours:
        return f'"{header}" names no folder of the table'
    if target == folder:
        return fault_of_inner_include(path, folder, header)
    if target in MAY_INCLUDE[folder] or header in MAY_INCLUDE[folder]:
        return None
    return f"{folder} may not include {header}; it may include {', '.join(MAY_INCLUDE[folder]) or 'nothing of ours'}"


def code_alone(text):
    """The text without comments and string literals; line numbers stay."""
    return COMMENT_OR_TEXT.sub(lambda found: "\n" * found.group().count("\n"), text)


def silence_of(folder):
    """Headers and calls that a folder may not use since it neither prints nor opens files, and how that is told; None: it may."""
    if folder == "app":
        return USE_CASE_HEADERS, USE_CASE_CALLS, "a use case does not print and leaves files to io"
    if folder not in OUTSIDE_SOLVER:
        return ENGINE_HEADERS, ENGINE_CALLS, "an engine does not print and touches no file"
    return None


def faults_of_file(path, text):
    """All faults of one source file; `path` is relative to the source tree, with slashes."""
    folder = folder_of(path)
    if folder not in MAY_INCLUDE:
        return [f"{path}: the folder {folder or 'solver'} is not in the table"]
    faults, silence = [], silence_of(folder)
    for number, line in enumerate(text.splitlines(), 1):
        if found := INCLUDE.match(line):
            bracket, header = found.groups()
            if fault := fault_of_include(path, bracket, header):
                faults.append(f"{path}:{number}: {fault}")
            if silence and (header in silence[0] or header.split("/")[0] in ENGINE_HEADER_FOLDERS):
                faults.append(f"{path}:{number}: {silence[2]}: <{header}>")
    if silence:
        for number, line in enumerate(code_alone(text).splitlines(), 1):
            if found := silence[1].search(line):
                faults.append(f"{path}:{number}: {silence[2]}: {found.group()}")
    return faults


def sources(root, folders, suffixes):
    for folder in folders:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in suffixes and file.is_file():
                yield file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")


def faults_of_tree(root):
    faults, files, includes = [], 0, 0
    for path, text in sources(root, ("solver", *OUTSIDE_SOLVER), SOURCES):
        files += 1
        includes += sum(1 for line in text.splitlines() if INCLUDE.match(line))
        faults += faults_of_file(path, text)
    for path, text in sources(root, lengths.FOLDERS, (*SOURCES, ".py")):
        faults += lengths.faults_of_file(path, text)
    for path, text in sources(root, headers.FOLDERS, (".hpp",)):
        source = (root / path).with_suffix(".cpp")
        faults += headers.faults_of_header(path, text, source.read_text(encoding="utf-8") if source.is_file() else "")
    return faults, files, includes
