"""Every command and snippet of the tutorial and of the how-to guides runs as it is written, page by page."""
import importlib.util
import os
import pathlib
import re
import subprocess
import sys

import pytest
from conftest import PROGRAM, SCENARIOS

HERE = pathlib.Path(__file__).parent
ROOT = SCENARIOS.parent
# Pages that import the package `decawatt`, and therefore need it built; the others need the program alone.
OF_PACKAGE = ["docs/howto/python.md"]
PAGES = [page for page in ["docs/tutorial.md", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs" / "howto").glob("*.md"))]
         if page not in OF_PACKAGE]
CHOSEN = OF_PACKAGE if os.environ.get("DECAWATT_PAGES") == "package" else PAGES


@pytest.fixture
def clone(tmp_path):
    """A folder that looks like a clone in which the program was built."""
    for name in ("scenarios", "docs", "python_plots"):
        (tmp_path / name).symlink_to(ROOT / name)
    folder = tmp_path / "build" / "release" / "cli"
    folder.mkdir(parents=True)
    (folder / "decawatt").symlink_to(PROGRAM)
    return tmp_path


def run_page(page, folder):
    return subprocess.run([sys.executable, "-B", HERE / "run_page.py", page], cwd=folder, capture_output=True, text=True,
                          env=os.environ | {"MPLBACKEND": "Agg"}, check=False)


@pytest.mark.parametrize("page", CHOSEN)
def test_blocks_of_the_page_run(page, clone):
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = len(re.findall(r"^```(?:sh|python)$", text, re.MULTILINE))
    done = run_page(ROOT / page, clone)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{blocks} blocks\n"


@pytest.mark.parametrize("page", [*PAGES, *OF_PACKAGE])
def test_pages_have_no_blocks_that_do_not_run(page):
    kinds = set(re.findall(r"^```(\S+)$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE))
    assert kinds <= {"sh", "python", "text"}


@pytest.fixture(scope="module")
def runner():
    found = importlib.util.spec_from_file_location("run_page", HERE / "run_page.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page, reason", [
    ("```sh\nfalse\n```\n", "status 1"),
    ("```sh\ntrue | false | true\n```\n", "status 1"),
    ("```sh\necho $unset_name\n```\n", "unbound"),
    ("```python\n1 / 0\n```\n", "ZeroDivisionError"),
    ("```sh\necho one two\n```\n\n```text\none three\n```\n", "not printed: 'one three'"),
])
def test_a_page_that_is_wrong_is_noticed(page, reason, runner):
    with pytest.raises(RuntimeError, match=re.escape(reason)):
        runner.run(page)


def test_blocks_of_a_page_share_folder_variables_and_names(runner, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = ("```sh\nmkdir sub && cd sub\nword=kept\n```\n```python\nname = 'note.txt'\n```\n```sh\necho $word > note.txt\n```\n"
            "```python\nprint('read', open(name).read())\n```\n```text\nread kept\n...\n```\n")
    assert runner.run(page) == 4
