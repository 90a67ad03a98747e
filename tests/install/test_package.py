"""The Debian package that cpack makes: its content, and its program and Python package in use from an unpacked copy."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

BUILD, SOURCE = pathlib.Path(os.environ["DECAWATT_BUILD"]), pathlib.Path(os.environ["DECAWATT_SOURCE"])
pytestmark = pytest.mark.skipif(shutil.which("dpkg-shlibdeps") is None, reason="no dpkg-dev: not a Debian machine")


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], text=True, capture_output=True, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    run(pathlib.Path(os.environ["CMAKE"]).with_name("cpack"), "--config", BUILD / "CPackConfig.cmake", "-B", folder, "-G", "DEB")
    (file,) = folder.glob("decawatt_*.deb")
    return file


@pytest.fixture(scope="module")
def root(package, tmp_path_factory):
    """The package, unpacked: the root of a system that has it."""
    folder = tmp_path_factory.mktemp("root")
    run("dpkg-deb", "--extract", package, folder)
    return folder


def test_the_package_names_itself_and_what_it_needs(package):
    fields = dict(re.findall(r"^([A-Z][\w-]+): (.*)$", run("dpkg-deb", "--field", package), re.MULTILINE))
    assert fields["Package"] == "decawatt" and fields["Architecture"] == run("dpkg", "--print-architecture").strip()
    depends = fields["Depends"]
    for one in ("libhdf5", "libnetcdf", "libc6", "python3-xarray", "python3-h5netcdf", "python3-pandas",
                f"python3 (>= 3.{sys.version_info.minor})", f"python3 (<< 3.{sys.version_info.minor + 1})"):
        assert one in depends, depends


def test_every_part_is_there_once(root):
    expected = ("usr/bin/decawatt", "usr/include/decawatt/app/size.hpp", "usr/lib*/**/libdecawatt_app.a",
                "usr/lib*/**/cmake/decawatt/decawattConfig.cmake", "usr/lib/python3/dist-packages/decawatt/_core*.so",
                "usr/lib/python3/dist-packages/decawatt/py.typed", "usr/lib/python3/dist-packages/decawatt/_core.pyi",
                "usr/lib/python3/dist-packages/decawatt_plots/__init__.py", "usr/share/decawatt/scenarios/minimal/study.toml",
                "usr/share/decawatt/LICENSE", "usr/share/man/man1/decawatt.1*", "usr/share/bash-completion/completions/decawatt",
                "usr/share/zsh/vendor-completions/_decawatt", "usr/share/fish/vendor_completions.d/decawatt.fish")
    for pattern in expected:
        assert len(set(root.glob(pattern))) == 1, pattern
    assert not list(root.rglob("__pycache__"))
    for file in root.rglob("*"):
        assert file.is_dir() or file.stat().st_mode & 0o044 == 0o044, f"{file} cannot be read by all"


def test_the_program_and_the_python_package_run_from_it(root, tmp_path):
    study = root / "usr/share/decawatt/scenarios/minimal"
    run(root / "usr/bin/decawatt", "run", study, "--years", "2029", "--out", tmp_path / "plan.h5", "--quiet")
    environment = {**os.environ, "PYTHONPATH": str(root / "usr/lib/python3/dist-packages"), "PYTHONDONTWRITEBYTECODE": "1"}
    script = f"import decawatt; print(decawatt.run({str(study)!r}, years=2029).objective == decawatt.open({str(tmp_path / 'plan.h5')!r}).objective)"
    assert run("/usr/bin/python3", "-c", script, env=environment) == "True\n"
