"""The lines of docs/python.md run as they are written, one block after the other."""
import re

import matplotlib

from conftest import SCENARIOS

matplotlib.use("Agg")


def test_blocks_of_the_page_run(tmp_path, monkeypatch, capsys):
    page = (SCENARIOS.parent / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(blocks) >= 4
    (tmp_path / "scenarios").symlink_to(SCENARIOS)
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)
    assert "hub supply" in capsys.readouterr().out
    assert (tmp_path / "plan.h5").is_file() and list((tmp_path / "figures").glob("*.png"))


def test_lines_of_the_readme_are_those_of_the_page():
    pages = [(SCENARIOS.parent / name).read_text(encoding="utf-8") for name in ("README.md", "docs/python.md")]
    first = [re.search(r"```python\n(import decawatt\n.*?)```", page, re.DOTALL).group(1) for page in pages]
    assert first[0] == first[1]
