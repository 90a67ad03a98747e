"""run_page.py PAGE: runs the blocks of a page marked `sh` and `python`, in their order, in the current folder.

One shell runs all blocks of the shell, so that a variable or a change of folder lasts as it does for a reader; the blocks
of Python share their names in the same way. The lines of a block marked `text` must be among those that the block before
it printed. Exit status 1, with the block and the reason, if a block fails."""
import contextlib
import io
import os
import re
import subprocess
import sys
import traceback

BLOCK = re.compile(r"^```(sh|python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
END = "end of the block"


class Shell:
    """A bash that keeps its state between blocks and ends at the first command that fails."""

    def __init__(self):
        self.process = subprocess.Popen(["bash", "-euo", "pipefail"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True)

    def run(self, text):
        """What the block printed."""
        self.process.stdin.write(f"{text}\nprintf '\\n{END} %s\\n' \"$PWD\"\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if line.startswith(END):
                os.chdir(line[len(END) + 1:-1])                 # blocks of Python are in the folder of the shell
                return "".join(lines)
            lines.append(line)
        raise RuntimeError("".join(lines) + f"ended with status {self.process.wait()}")


def run_python(text, names):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(text, "block", "exec"), names)             # pylint: disable=exec-used
    return printed.getvalue()


def plain(line):
    return " ".join(line.split())


def missing_lines(expected, printed):
    """Lines of the page that were not printed; `...` stands for what is left out."""
    found = {plain(line) for line in printed.splitlines()}
    return [line for line in expected.splitlines() if line.strip() not in ("", "...") and plain(line) not in found]


def run(page):
    """How many blocks ran. Raises RuntimeError."""
    blocks = BLOCK.findall(page)
    shell, names, printed = Shell(), {}, ""
    for kind, text in blocks:
        try:
            if kind == "text":
                missing = missing_lines(text, printed)
                if missing:
                    raise RuntimeError(f"not printed: {missing[0]!r}; printed was\n{printed}")
            else:
                printed = shell.run(text) if kind == "sh" else run_python(text, names)
        except Exception as error:
            raise RuntimeError(f"{text}\n{error if isinstance(error, RuntimeError) else traceback.format_exc()}") from error
    return sum(kind != "text" for kind, _ in blocks)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        content = file.read()
    try:
        print(f"{run(content)} blocks")
    except RuntimeError as failed:
        sys.exit(f"{sys.argv[1]}: {failed}")
