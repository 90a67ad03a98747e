"""cmake --install, then the installed program and library in use after they have been moved."""
import json
import os
import pathlib
import re
import subprocess

import pytest

BUILD, SOURCE = pathlib.Path(os.environ["DECAWATT_BUILD"]), pathlib.Path(os.environ["DECAWATT_SOURCE"])
CMAKE = os.environ["CMAKE"]


def run(*words):
    done = subprocess.run([str(word) for word in words], text=True, capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    """Installed, then moved: no file may depend on the first prefix."""
    folder = tmp_path_factory.mktemp("install")
    run(CMAKE, "--install", BUILD, "--prefix", folder / "first")
    (folder / "first").rename(folder / "moved")
    return folder / "moved"


def test_the_library_gives_the_cost_of_the_program(prefix, tmp_path):
    study = prefix / "share/decawatt/scenarios/minimal"
    summary = json.loads(run(prefix / "bin/decawatt", "run", study, "--out", tmp_path / "plan.h5", "--json", "--quiet", "--threads", "2"))
    run(CMAKE, "-S", SOURCE / "tests/install/consumer", "-B", tmp_path / "build", "-G", os.environ["GENERATOR"],
        f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_BUILD_TYPE=Release")
    run(CMAKE, "--build", tmp_path / "build")
    cost, currency = run(tmp_path / "build/consumer", study).split()
    assert float(cost) == summary["objective"] > 0.0
    assert currency == "USD"


def test_the_example_in_the_documents_equals_this_one():
    document = (SOURCE / "docs/library.md").read_text(encoding="utf-8")
    for file in ("CMakeLists.txt", "main.cpp"):
        assert (SOURCE / "tests/install/consumer" / file).read_text(encoding="utf-8") in document


def test_installed_files_contain_no_path_of_this_machine(prefix):
    """Neither the source nor the build tree, nor the first prefix, in the program and in the CMake package."""
    package = list(prefix.glob("lib*/**/cmake/decawatt/*.cmake"))
    assert package
    for file in [prefix / "bin/decawatt", *package]:
        content = file.read_bytes()
        for place in (SOURCE, BUILD, prefix.parent / "first"):
            assert bytes(place) not in content, f"{file} names {place}"


def test_pages_that_the_manual_names_are_installed(prefix):
    """With the pages and scenarios that they link to, at the same place relative to each other."""
    share = prefix / "share/decawatt"
    named = set(re.findall(r"docs/\w+\.md", run(prefix / "bin/decawatt", "manual")))
    assert "docs/commands.md" in named and all((share / page).is_file() for page in named)
    for page in ["README.md", *named]:
        links = re.findall(r"\]\(((?:\.\./)*(?:docs/|scenarios/|method/|\w+\.md)[^)#\s]*)", (share / page).read_text(encoding="utf-8"))
        assert [link for link in links if not ((share / page).parent / link).exists()] == [], page


def test_scenarios_plots_and_reports_are_installed(prefix, tmp_path):
    share = prefix / "share/decawatt"
    assert (share / "scenarios/korea_hub/study.toml").is_file()
    environment = {**os.environ, "PYTHONPATH": str(share / "python_plots"), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(["/usr/bin/python3", "-c", "import decawatt_plots"], env=environment, check=True)
    plan = tmp_path / "plan.h5"
    run(prefix / "bin/decawatt", "run", share / "scenarios/minimal", "--years", "2028", "--out", plan, "--quiet", "--threads", "2")
    run(prefix / "bin/decawatt", "report", plan, "--out", tmp_path / "report.html")
    assert (tmp_path / "report.html").stat().st_size > 100_000
    assert not list(share.rglob("__pycache__"))
