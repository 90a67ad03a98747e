"""The page of all commands as their `--help` prints them."""
import re
import subprocess

INTRODUCTION = """# Help of every command

This page has the output of `--help` of this version of the program. [Commands](../commands.md) describes them.

"""


def output(program, *words):
    done = subprocess.run([program, *words], capture_output=True, text=True, check=True)
    return done.stdout.replace(program, "decawatt")


def commands(program, *words):
    """The commands below `words`, in the order of the help: [["run"], ["weather", "fit"], ...]."""
    text = output(program, *words, "--help")
    below = re.split(r"^Subcommands:\n", text, flags=re.MULTILINE)[1:]
    names = re.findall(r"^  (\w+) ", below[0], re.MULTILINE) if below else []
    if not names:
        return [list(words)] if words else []
    return [found for name in names for found in commands(program, *words, name)]


def page(program):
    found = commands(program)
    if len(found) < 10:
        raise RuntimeError(f"{program} --help lists only {found}")
    sections = [f"## decawatt {' '.join(words)}\n\n```text\n{output(program, *words, '--help').strip()}\n```\n"
                for words in found]
    return INTRODUCTION + "\n".join(sections)
