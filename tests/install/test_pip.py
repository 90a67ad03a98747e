"""pip install . without network, into a clean virtual environment with Debian's packages."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

BUILD, SOURCE = pathlib.Path(os.environ["DECAWATT_BUILD"]), pathlib.Path(os.environ["DECAWATT_SOURCE"])


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], text=True, capture_output=True, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """The interpreter of an environment with the package. The objects of the build tree are used again."""
    folder = tmp_path_factory.mktemp("pip")
    source = folder / "source"
    for name in ("python", "python_plots"):
        shutil.copytree(SOURCE / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.py", "pyproject.toml", "README.md"):
        shutil.copy(SOURCE / name, source / name)
    run(sys.executable, "-m", "venv", "--system-site-packages", folder / "venv")
    python = folder / "venv/bin/python"
    run(python, "-m", "pip", "install", "--no-index", "--no-build-isolation", source,
        env={**os.environ, "DECAWATT_BUILD": str(BUILD), "PYTHONPATH": ""})
    return python


def test_the_three_lines_run_in_the_environment(python, tmp_path):
    text = (SOURCE / "docs/python.md").read_text(encoding="utf-8")
    lines = re.search(r"```python\n(.*?)```", text, re.DOTALL).group(1)
    assert len(lines.strip().splitlines()) == 3
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    place = run(python, "-c", "import decawatt; print(decawatt.__file__)", env=environment, cwd=tmp_path)
    assert place.startswith(str(python.parent.parent))
    shown = run(python, "-c", lines.replace("scenarios/minimal", str(SOURCE / "scenarios/minimal")), env=environment, cwd=tmp_path)
    assert "hub supply" in shown


def test_plots_come_with_it(python, tmp_path):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    run(python, "-c", "import decawatt_plots; decawatt_plots.figures()", env=environment, cwd=tmp_path)


@pytest.mark.parametrize("given", ["arguments", "tree"])
def test_levels_are_refused_with_the_reason(given, tmp_path):
    """Before anything is configured or compiled."""
    for name in ("setup.py", "pyproject.toml", "README.md"):
        shutil.copy(SOURCE / name, tmp_path / name)
    (tmp_path / "CMakeCache.txt").write_text("DECAWATT_LEVELS:STRING=x86-64-v4\n", encoding="utf-8")
    changed = {"arguments": {"CMAKE_ARGS": "-DDECAWATT_LEVELS=x86-64-v4"}, "tree": {"DECAWATT_BUILD": str(tmp_path)}}[given]
    environment = {key: value for key, value in os.environ.items() if key not in ("DECAWATT_BUILD", "CMAKE_ARGS")}
    done = subprocess.run([sys.executable, "setup.py", "build_ext"], cwd=tmp_path, env=environment | changed,
                          text=True, capture_output=True)
    assert done.returncode != 0
    assert "DECAWATT_LEVELS: pip installs a module without shared libraries" in done.stderr


def test_versions_agree():
    project = re.search(r"project\(decawatt VERSION (\S+)", (SOURCE / "CMakeLists.txt").read_text()).group(1)
    assert re.search(r'^version = "(.*)"', (SOURCE / "pyproject.toml").read_text(), re.MULTILINE).group(1) == project
