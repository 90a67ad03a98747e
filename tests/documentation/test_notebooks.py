"""The notebooks of docs/notebooks run from their first cell to their last, and are kept without outputs."""
import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(os.environ["DECAWATT_SCENARIOS"]).parent
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


def cells(path):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 2


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_without_outputs(notebook):
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(notebook))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_runs(notebook, tmp_path):
    """nbconvert fails at the first cell that raises. What each cell that plots shows is a picture."""
    done = subprocess.run(["jupyter-nbconvert", "--to", "notebook", "--execute", "--ExecutePreprocessor.timeout=600",
                           "--ExecutePreprocessor.kernel_name=python3", "--output-dir", tmp_path, notebook],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for cell in cells(tmp_path / notebook.name):
        kinds = {kind for output in cell["outputs"] for kind in output.get("data", {})}
        plots = any(".plot" in line and line.rstrip().endswith(";") for line in cell["source"])
        assert not plots or "image/png" in kinds, "".join(cell["source"])
