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


COMPONENTS = ("program", "manual", "library", "python")


def files_below(folder):
    return {file.relative_to(folder) for file in folder.rglob("*") if not file.is_dir()}


@pytest.fixture(scope="module")
def components(tmp_path_factory):
    """The files of each component, installed alone."""
    found = {}
    for name in COMPONENTS:
        folder = tmp_path_factory.mktemp(name)
        run(CMAKE, "--install", BUILD, "--component", name, "--prefix", folder)
        found[name] = folder
    return found


def test_components_are_the_whole_installation(components, prefix):
    """Each file is in one of them."""
    files = [file for folder in components.values() for file in files_below(folder)]
    assert len(files) == len(set(files)) and set(files) == files_below(prefix)


def test_the_program_needs_its_own_target_only(components, tmp_path):
    """What is compiled is the program (and the shared library of the solver, if there is one); all else is of the source tree. It runs."""
    folder = components["program"]
    for file in files_below(folder):
        is_built = file == pathlib.Path("bin/decawatt") or file.name.startswith("libdecawatt_kernels.so")
        assert is_built or (SOURCE / file.relative_to("share/decawatt")).is_file(), file
    run(folder / "bin/decawatt", "run", folder / "share/decawatt/scenarios/minimal", "--years", "2028", "--out", tmp_path / "plan.h5", "--quiet")
    run(folder / "bin/decawatt", "report", tmp_path / "plan.h5", "--out", tmp_path / "report.html")
    assert (tmp_path / "report.html").stat().st_size > 100_000


def test_components_are_documented():
    page = (SOURCE / "docs/library.md").read_text(encoding="utf-8")
    targets = dict(re.findall(r"^\| `(\w+)` \| `(decawatt\w*)` \|", page, re.MULTILINE))
    assert tuple(targets) == COMPONENTS
    known = run(CMAKE, "--build", BUILD, "--target", "help")
    assert all(re.search(rf"\b{target}\b", known) for target in targets.values())


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
