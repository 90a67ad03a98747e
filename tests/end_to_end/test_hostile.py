"""Untrusted studies and folders: each gives an error message, without a crash, a hang or access to files outside the study."""
import resource
import shutil
import subprocess

import h5py
import pytest
from conftest import BAD_INPUT, DONE, ENVIRONMENT, PROGRAM, RESOURCE, SCENARIOS, command, decawatt, entries
from no_files import KINDS, LONGEST_S, put

MINIMAL = SCENARIOS / "minimal"
LONG_NAME = "x" * 300
GB = 10**9
SECRET = "a line that nobody may see"
CURVE = "Wind Speed [m/s],Power [kW]\n3,0\n12,3000\n25,3000\n"


with open(PROGRAM, "rb") as program:
    # The address sanitizer reserves terabytes of addresses before main(): no limit on them can be below.
    limits_addresses = pytest.mark.skipif(b"__asan_init" in program.read(), reason="the program is built with the address sanitizer")


@pytest.fixture
def study(tmp_path):
    return shutil.copytree(MINIMAL, tmp_path / "below" / "study")


def check(study, *words, **options):
    return decawatt("check", study, "--quiet", *words, timeout=LONGEST_S, **options)


def changed(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("table", ["policy.csv", "plants.csv"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_that_is_not_a_regular_file_is_a_fault(study, table, kind):
    put(study / table, kind)
    done = check(study, "--allow-outside")
    assert done.returncode == BAD_INPUT
    assert done.stderr.startswith(f"{table}: table: found {KINDS[kind]}"), done.stderr
    assert "1 fault in the input" in done.stderr


@pytest.mark.parametrize("kind", ["nothing", "circle", "pipe", "folder"])
def test_a_table_with_a_name_of_another_case_is_a_fault(study, kind):
    (study / "policy.csv").unlink()
    put(study / "Policy.csv", kind)
    done = check(study)
    assert done.returncode == BAD_INPUT and "Policy.csv: name: found a table of another case" in done.stderr, done.stderr


@pytest.mark.parametrize("kind", ["circle", "nothing", "pipe"])
def test_other_objects_in_the_folder_are_ignored(study, kind):
    put(study / "anything", kind)
    assert check(study).returncode == DONE


@pytest.mark.parametrize("kind", KINDS)
def test_settings_and_sweeps_that_are_not_regular_files(study, tmp_path, kind):
    put(study / "study.toml", kind)
    for words in (["check", study], ["check", study / "study.toml"], ["sweep", study / "study.toml", "--out", tmp_path / "out"],
                  ["profile", "wind", "--config", study / "study.toml", "--weather", study / "study.toml", "--out", tmp_path / "out.csv"],
                  ["weather", "describe", study / "study.toml"]):
        done = decawatt(*words, timeout=LONGEST_S)
        assert done.returncode == RESOURCE, (words, done.stderr)
        assert KINDS[kind] in done.stderr or "is a folder" in done.stderr or "no such study file" in done.stderr, done.stderr


@pytest.mark.parametrize("kind", ["pipe", "device", "circle"])
def test_plans_and_starting_points_that_are_not_regular_files(tmp_path, kind):
    put(tmp_path / "plan.h5", kind)
    for words in (["run", MINIMAL, "--warm", tmp_path / "plan.h5", "--out", tmp_path / "out.h5"],
                  ["dispatch", MINIMAL, "--plan", tmp_path / "plan.h5", "--out", tmp_path / "out.h5"],
                  ["adequacy", MINIMAL, "--plan", tmp_path / "plan.h5", "--out", tmp_path / "out", "--samples", 2]):
        done = decawatt(*words, "--years", "2028", timeout=LONGEST_S)
        assert done.returncode == RESOURCE and KINDS[kind] in done.stderr, (words, done.stderr)
    assert entries(tmp_path) == ["plan.h5"]


def with_curve(study, name):
    table = study / "turbines.csv"
    changed(table, "name,curve,", "name,curve_file,")
    changed(table, "onshore class,generic,", f"onshore class,{name},")
    return study


def test_a_study_may_read_files_below_its_parent_folder(study, tmp_path):
    (study.parent / "curves").mkdir()
    (study.parent / "curves" / "one.csv").write_text(CURVE, encoding="utf-8")
    assert check(with_curve(study, "../curves/one.csv")).returncode == DONE


@pytest.mark.parametrize("name", ["../../secret.csv", "{folder}/secret.csv", "linked.csv", "../linked/secret.csv", "../.ssh/secret.csv"])
@pytest.mark.parametrize("table", ["curve_file", "hourly", "weather"])
def test_a_study_may_not_read_other_files(study, tmp_path, name, table):
    (tmp_path / "secret.csv").write_text(SECRET + "\n" + SECRET + "\n", encoding="utf-8")
    (study / "linked.csv").symlink_to(tmp_path / "secret.csv")
    (study.parent / "linked").symlink_to(tmp_path)
    (study.parent / ".ssh").mkdir()
    shutil.copy(tmp_path / "secret.csv", study.parent / ".ssh")
    name = name.format(folder=tmp_path)
    if table == "curve_file":
        with_curve(study, name)
    elif table == "hourly":
        (study / "hourly.csv").write_text(f"quantity,name,file,column\ndemand_mw,north,{name},x\n", encoding="utf-8")
    else:
        changed(study / "study.toml", 'source = "generator"', 'source = "files"')
        (study / "weather_files.csv").write_text(f"site,weather_year,file\nnorth,1,{name}\nsouth,1,{name}\n", encoding="utf-8")
    done = check(study)
    assert done.returncode == BAD_INPUT
    assert "a path that leads " in done.stderr and "--allow-outside" in done.stderr, done.stderr
    assert SECRET not in done.stderr + done.stdout
    assert "a path that leads" not in check(study, "--allow-outside").stderr


@pytest.mark.parametrize("way", ["link", "external", "virtual"])
def test_a_weather_file_does_not_reveal_another_file(tmp_path, way):
    year = tmp_path / "year.nc"
    assert decawatt("weather", "generate", MINIMAL, "--years", "1", "--out", year, "--quiet").returncode == DONE
    assert decawatt("weather", "describe", year).returncode == DONE
    (tmp_path / "other.bin").write_bytes(b"1" * 8 * 8760 * 2)
    with h5py.File(year, "a") as file:
        shape = file["ghi_w_per_m2"].shape
        if way == "link":
            file["more"] = h5py.ExternalLink("other.h5", "/")
        elif way == "external":
            made = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            made.set_external(str(tmp_path / "other.bin").encode(), 0, 8 * shape[0] * shape[1])
            h5py.h5d.create(file.id, b"more", h5py.h5t.IEEE_F64LE, h5py.h5s.create_simple(shape), made)
        else:
            layout = h5py.VirtualLayout(shape=shape, dtype="f8")
            layout[:] = h5py.VirtualSource("other.h5", "x", shape=shape)
            file.create_virtual_dataset("more", layout)
    done = decawatt("weather", "describe", year)
    assert done.returncode == BAD_INPUT and "year.nc: more: found" in done.stderr and "another file" in done.stderr, done.stderr


def test_a_table_that_is_a_link_to_another_folder(study, tmp_path):
    (tmp_path / "secret").write_text(SECRET + "\n", encoding="utf-8")
    for name in ("policy.csv", "study.toml"):
        (study / name).unlink()
        (study / name).symlink_to(tmp_path / "secret")
        done = check(study)
        assert done.returncode == BAD_INPUT
        assert "found a path that leads outside" in done.stderr and SECRET not in done.stderr
        shutil.copy(MINIMAL / name, study / "kept")
        (study / name).unlink()
        (study / "kept").rename(study / name)
    (study.parent / "policy of all.csv").write_bytes((study / "policy.csv").read_bytes())
    (study / "policy.csv").unlink()
    (study / "policy.csv").symlink_to("../policy of all.csv")      # below the folder above
    assert "emission cap" in check(study).stdout


def test_the_study_of_a_sweep_is_in_its_folder_or_near_it(study, tmp_path):
    sweep = study / "sweep.toml"
    sweep.write_text(f'study = "{MINIMAL}"\nyears = 2028\n[[case]]\nname = "one"\nset = {{ "nothing.x.y" = 1 }}\n', encoding="utf-8")
    done = decawatt("sweep", sweep, "--out", tmp_path / "out")
    assert done.returncode == BAD_INPUT and "sweep.toml: study (row 1): found" in done.stderr and "leads outside" in done.stderr
    done = decawatt("sweep", sweep, "--out", tmp_path / "out", "--allow-outside")
    assert "leads outside" not in done.stderr and "nothing.x.y" in done.stderr


@pytest.mark.parametrize("scenario", ["minimal", "texas_campus", "korea_2024"])
def test_shipped_studies_need_no_permission(scenario):
    done = decawatt("check", SCENARIOS / scenario, "--set", "plants.nobody.units=1")
    assert "leads outside" not in done.stderr and "1 fault" in done.stderr


def test_long_names(study, tmp_path):
    with_curve(study, LONG_NAME)
    done = check(study)
    assert done.returncode == BAD_INPUT and "a name too long for a file" in done.stderr
    for words in (["check", tmp_path / LONG_NAME], ["run", MINIMAL, "--out", tmp_path / LONG_NAME], ["merge", tmp_path / LONG_NAME],
                  ["sweep", tmp_path / LONG_NAME, "--out", tmp_path], ["weather", "describe", LONG_NAME]):
        done = decawatt(*words, timeout=LONGEST_S)
        assert done.returncode == RESOURCE and "too long" in done.stderr.lower(), (words, done.stderr)


DEEP = {"a key": ".".join(["a"] * 50_000) + " = 1\n", "headers": "[" + ".".join(["a"] * 50_000) + "]\n", "lists": "a = " + "[" * 50_000,
        "tables": "a = " + "{a=" * 50_000 + "1" + "}" * 50_000}


@pytest.mark.parametrize("kind", DEEP)
def test_settings_that_nest_deeply(study, kind):
    (study / "study.toml").write_text(DEEP[kind], encoding="utf-8")
    done = check(study)
    assert done.returncode == BAD_INPUT and "1 fault" in done.stderr and len(done.stderr) < 500
    value = DEEP[kind][:100_000].removeprefix("a = ").strip()
    done = check(MINIMAL, "--set", f"weather.years={value}")
    assert done.returncode == BAD_INPUT, done.stderr[:500]


@pytest.mark.parametrize("table, old, new, place", [
    ("power_curves.csv", "generic,25,", "generic,1e7,", "power_curves.csv: wind_m_per_s"),
    ("halls.csv", "hub,hall 1,2028,training,100,70000,", "hub,hall 1,2028,training,1e12,70000,", ""),
])
def test_absurd_numbers_end_in_time(study, table, old, new, place):
    changed(study / table, old, new)
    done = check(study)
    assert done.returncode in (DONE, BAD_INPUT) and place in done.stderr, done.stderr


def limit(what, amount):
    return lambda: resource.setrlimit(what, (amount, amount))


@limits_addresses
def test_more_weather_years_than_memory(study):
    changed(study / "study.toml", "years = [1]", f"years = {list(range(1, 10_001))}")
    done = check(study, preexec_fn=limit(resource.RLIMIT_AS, 4 * GB))
    assert done.returncode == RESOURCE and "10000 weather years need about" in done.stderr, done.stderr


@limits_addresses
def test_a_weather_library_beyond_the_memory_is_refused_before_it_is_made(tmp_path):
    done = decawatt("adequacy", MINIMAL, "--out", tmp_path / "out", "--set", "adequacy.weather_years=100000",
                    preexec_fn=limit(resource.RLIMIT_AS, 4 * GB))
    assert done.returncode == RESOURCE and "fewer adequacy.weather_years" in done.stderr
    assert not (tmp_path / "out").exists()


@limits_addresses
def test_threads():
    done = check(MINIMAL, "--threads", 65536)
    assert done.returncode == BAD_INPUT and "not in range" in done.stderr
    done = check(MINIMAL, "--threads", 1000, preexec_fn=limit(resource.RLIMIT_AS, 2 * GB))
    assert done.returncode == RESOURCE and "of 1000 can be started" in done.stderr, done.stderr


def test_faults_of_many_rows_are_limited_to_a_hundred_lines(study):
    row = next(line for line in (study / "plants.csv").read_text(encoding="utf-8").splitlines() if line.startswith("north gas,"))
    with open(study / "plants.csv", "a", encoding="utf-8") as table:
        table.writelines(row.replace("north gas,north", f"plant {k},nowhere {k}", 1) + "\n" for k in range(80_000))
    done = check(study)
    assert done.returncode == BAD_INPUT
    lines = done.stderr.splitlines()
    assert len(lines) <= 102 and len(done.stderr) < 50_000
    with open(study / "plants.csv", "a", encoding="utf-8") as table:
        table.writelines(row.replace("north gas", f"other {k}", 1) + "\n" for k in range(200_000))
    done = check(study)
    assert done.returncode == BAD_INPUT and "plants.csv: rows" in done.stderr and "200000 at most" in done.stderr


def test_faults_of_many_kinds_are_counted(study):
    with open(study / "plants.csv", "a", encoding="utf-8") as table:
        table.writelines(f'"{k}' + "\n" for k in range(300))
    text = (study / "study.toml").read_text(encoding="utf-8")
    (study / "study.toml").write_text(text + "".join(f'[unknown{k}]\nx = 1\n' for k in range(300)), encoding="utf-8")
    done = check(study)
    assert done.returncode == BAD_INPUT
    assert len(done.stderr.splitlines()) == 102 and " more faults\n" in done.stderr, done.stderr[-500:]


def test_very_long_lines_and_wide_headers(study):
    for text in ("x" * 5_000_000 + "\n", ",".join(f"c{k}" for k in range(300_000)) + "\n", "," * 5_000_000 + "x\n", '"' * 5_000_001):
        (study / "policy.csv").write_text(text, encoding="utf-8")
        done = check(study)
        assert done.returncode == BAD_INPUT, done.stderr[:300]


def test_control_bytes_do_not_reach_the_terminal(tmp_path):
    for words in (["check", tmp_path / "a\x1b[31mb"], ["weather", "describe", tmp_path / "a\x9b31mb"], ["check", MINIMAL, "--variant", "a\u202eb"],
                  ["\x1b[2J"], ["check", MINIMAL, "--threads", "\x1b[2J"]):
        done = subprocess.run(command(*words), capture_output=True, env=ENVIRONMENT, check=False)
        assert done.returncode in (BAD_INPUT, RESOURCE)
        told = done.stdout + done.stderr
        assert b"\x1b" not in told and b"\xc2\x9b" not in told and b"\xe2\x80\xae" not in told, told
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a\x1b[31m.csv").write_text(SECRET, encoding="utf-8")
    shutil.copy(MINIMAL / "study.toml", tmp_path / "folder")
    done = check(tmp_path / "folder")
    assert "<U+001B>" in done.stderr and "\x1b" not in done.stderr
