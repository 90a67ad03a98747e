"""Help, manual page and completions come from one declaration of the options."""
import os
import pathlib
import re
import shutil
import subprocess

import pytest

PROGRAM = os.environ["DECAWATT"]
DOCS = pathlib.Path(os.environ["DECAWATT_SCENARIOS"]).parent / "docs"
COMMANDS = ["check", "run", "dispatch", "adequacy", "merge", "sweep", "compare", "headroom", "report", "schema", "profile pv",
            "profile wind", "profile load", "weather convert", "weather describe", "weather fit", "weather generate"]


def output(*words):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def options(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_examples_with_its_own_options_and_a_page(command):
    text = output(*command.split(), "--help")
    own, _, footer = text.partition("Examples:\n")
    assert footer, text
    for line in re.findall(r"^  (decawatt .*)$", footer, re.MULTILINE):
        assert line.startswith(f"decawatt {command}")
        assert options(line) <= options(own), line
    (page,) = re.findall(r"^More: docs/(\S+)", footer, re.MULTILINE)
    assert (DOCS / page).is_file()


@pytest.mark.parametrize("command", COMMANDS)
def test_required_options_are_in_the_examples(command):
    text = output(*command.split(), "--help")
    required = {name for line in text.splitlines() if "REQUIRED" in line for name in options(line)}
    for line in re.findall(r"^  (decawatt .*)$", text, re.MULTILINE):
        assert required <= options(line)


def test_the_manual_has_every_command_and_option():
    manual = output("manual").replace("\\-", "-")
    for command in COMMANDS:
        assert f".SS decawatt {command}\n" in manual
        section = manual.split(f".SS decawatt {command}\n")[1].split(".SS ")[0]
        assert options(output(*command.split(), "--help").partition("Examples:")[0]) <= options(section) | {"--scenarios"}


def test_the_manual_says_where_its_pages_are():
    files = output("manual").split(".SH FILES\n")[1]
    assert ".I share/decawatt/docs\n" in files and ".I share/decawatt/scenarios\n" in files


@pytest.mark.skipif(shutil.which("man") is None or shutil.which("groff") is None, reason="no man or groff here")
def test_the_manual_has_no_faults_of_roff():
    done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z"], input=output("manual"), capture_output=True, text=True, check=False)
    assert done.stderr == ""


def completed(*words):
    """What bash offers for the last word."""
    line = " ".join(f"'{word}'" for word in words)
    script = f"""source <('{PROGRAM}' completion bash); COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _decawatt; printf '%s\\n' "${{COMPREPLY[@]}}" """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_bash_completes_commands_options_and_words(tmp_path):
    assert completed("decawatt", "ru") == ["run"]
    assert completed("decawatt", "weather", "gen") == ["generate"]
    assert "--weather-years" in completed("decawatt", "dispatch", "some/study", "--w")
    assert completed("decawatt", "adequacy", "--metric", "l") == ["lole", "lolev"]
    assert completed("decawatt", "run", "--credit") == []               # an option of another command
    (tmp_path / "study_of_mine").mkdir()
    assert completed("decawatt", "run", str(tmp_path / "study")) == [str(tmp_path / "study_of_mine")]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_scripts_of_other_shells_are_valid(shell, tmp_path):
    script = tmp_path / "script"
    script.write_text(output("completion", shell))
    for word in ("weather", "--weather-years" if shell == "zsh" else "-l weather-years", "lolev"):
        assert word in script.read_text()
    if shutil.which(shell):
        subprocess.run([shell, "-n", script], check=True)


def test_an_unknown_shell_is_refused():
    done = subprocess.run([PROGRAM, "completion", "tcsh"], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "bash" in done.stderr
