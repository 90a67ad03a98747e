"""Progress: a bar in colour on a terminal, plain lines elsewhere, nothing when quiet; standard output is never touched."""
import json
import os
import pty
import subprocess
import termios

from conftest import ENVIRONMENT, SCENARIOS, command, decawatt

STUDY = (SCENARIOS / "texas_campus", "--variant", "islanded", "--years", "2036")
ESCAPE = "\033["
WIDTH = 140
CLEAR_LINE, COLOUR = "\r\033[K", "\033[36m"


def on_a_terminal(*words, width=WIDTH, both=False, **more):
    """(standard output, what a terminal on standard error receives); both: all output goes to the terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, width))
    process = subprocess.Popen(command(*words), stdout=theirs if both else subprocess.PIPE, stderr=theirs,
                               env=ENVIRONMENT | {"TERM": "xterm"} | more)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:                         # the program has closed its end
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    out, _ = process.communicate()
    assert process.returncode == 0, shown
    return "" if both else out.decode(), shown.decode()


def test_a_terminal_gets_one_line_that_is_cleared_at_the_end(tmp_path):
    out, shown = on_a_terminal("run", *STUDY, "--out", tmp_path / "plan.h5", "--json")
    json.loads(out)
    bars = [line for line in shown.split(CLEAR_LINE) if "solving" in line]
    assert bars and all("[" in bar and "%" in bar and "\n" not in bar for bar in bars)
    assert any("relative gap" in bar and "(constraints)" in bar for bar in bars)
    assert max(len(bar) for bar in bars) < WIDTH + len(COLOUR) + len("\033[0m")
    assert COLOUR in shown
    last = shown.rindex(CLEAR_LINE)
    assert "%" not in shown[last:]              # nothing of the bar is left


def test_a_narrow_terminal_is_not_overrun(tmp_path):
    """A line that wraps would leave its first rows behind."""
    _, shown = on_a_terminal("run", *STUDY, "--out", tmp_path / "plan.h5", width=60, NO_COLOR="1")
    bars = [line for line in shown.split(CLEAR_LINE) if "[" in line and "%" in line]
    assert bars and 45 < max(map(len, bars)) <= 59


def test_the_summary_does_not_continue_the_line_of_the_bar(tmp_path):
    _, shown = on_a_terminal("run", *STUDY, "--out", tmp_path / "plan.h5", both=True, NO_COLOR="1")
    pieces = shown.split(CLEAR_LINE)
    bars = [piece for piece in pieces if "[" in piece.split("\n")[0] and " %" in piece.split("\n")[0]]
    assert bars and not any("\n" in bar for bar in bars)
    assert "optimal" in pieces[-1] and pieces[-1].count("\n") > 10


def test_no_color_is_respected(tmp_path):
    _, shown = on_a_terminal("run", *STUDY, "--out", tmp_path / "plan.h5", NO_COLOR="1")
    assert COLOUR not in shown and "solving" in shown


def test_a_terminal_that_rewrites_nothing_gets_plain_lines(tmp_path):
    _, shown = on_a_terminal("run", *STUDY, "--out", tmp_path / "plan.h5", both=True, TERM="dumb")
    assert ESCAPE not in shown and "\r" not in shown.replace("\r\n", "\n")
    assert sum(line.startswith("solving") for line in shown.splitlines()) == 1


def test_a_pipe_gets_plain_lines_and_quiet_nothing(tmp_path):
    done = decawatt("run", *STUDY, "--out", tmp_path / "plan.h5", "--json")
    json.loads(done.stdout)
    lines = done.stderr.splitlines()
    assert ESCAPE not in done.stderr + done.stdout
    assert sum(line.startswith("solving") for line in lines) == 1      # a short phase has one line
    assert not any(" left" in line for line in lines)                  # and no times
    assert decawatt("run", *STUDY, "--out", tmp_path / "quiet.h5", "--json", "--quiet").stderr == ""
