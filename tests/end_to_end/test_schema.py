"""`decawatt schema`: the study format as tables of Markdown and as a JSON Schema that the shipped studies satisfy."""
import csv
import json
import shutil
import tomllib

import pytest
from conftest import BAD_INPUT, DONE, RESOURCE, SCENARIOS, decawatt

STUDIES = ["minimal", "korea_hub", "korea_2024", "texas_campus"]
PAGE = SCENARIOS.parent / "docs" / "study_format.md"


def schema_of(*words):
    done = decawatt("schema", *words)
    assert done.returncode == DONE, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def schema():
    return json.loads(schema_of("--format", "json"))


def is_of(kind, value):
    if isinstance(value, bool):
        return kind == "boolean"
    return {"string": isinstance(value, str), "integer": isinstance(value, int), "number": isinstance(value, (int, float)),
            "array": isinstance(value, list), "object": isinstance(value, dict), "boolean": False}[kind]


def faults(value, schema, where=""):
    """Faults of a value by the keywords that the schema uses."""
    if "anyOf" in schema:
        found = [faults(value, one, where) for one in schema["anyOf"]]
        return [] if [] in found else found[0]
    kinds = schema.get("type", [])
    if kinds and not any(is_of(kind, value) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        return [f"{where}: {value!r} is no {kinds}"]
    all_of = [f"{where}: {value!r} is none of the words" for _ in [0] if "enum" in schema and value not in schema["enum"]]
    bounds = {"minimum": lambda a, b: a >= b, "exclusiveMinimum": lambda a, b: a > b, "maximum": lambda a, b: a <= b,
              "exclusiveMaximum": lambda a, b: a < b}
    all_of += [f"{where}: {value!r} breaks {word}" for word, holds in bounds.items() if word in schema and not holds(value, schema[word])]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        all_of += [f"{where}: no {key}" for key in schema.get("required", []) if key not in value]
        for key, inner in value.items():
            rest = schema.get("additionalProperties", True)
            if key not in known and rest is False:
                all_of.append(f"{where}.{key}: unknown")
            all_of += faults(inner, known.get(key, rest if isinstance(rest, dict) else {}), f"{where}.{key}")
    if isinstance(value, list):
        for entry in value:
            all_of += faults(entry, schema.get("items", {}), where)
    return all_of


def typed(text, schema):
    """A field as the type that its column states."""
    kinds = [one.get("type") for one in schema.get("anyOf", [schema])]
    if "boolean" in kinds and text.lower() in ("true", "false"):
        return text.lower() == "true"
    for kind, read in (("integer", int), ("number", float)):
        if kind in kinds:
            try:
                return read(text)
            except ValueError:
                pass
    return text


def rows_of(path):
    with open(path, encoding="utf-8-sig") as file:
        return list(csv.DictReader(line for line in file if line.strip() and not line.lstrip().startswith("#")))


@pytest.mark.parametrize("name", STUDIES)
def test_the_settings_of_the_shipped_studies_satisfy_the_schema(schema, name):
    assert faults(tomllib.loads((SCENARIOS / name / "study.toml").read_text(encoding="utf-8")), schema) == []


@pytest.mark.parametrize("name", STUDIES)
def test_the_tables_of_the_shipped_studies_satisfy_the_schema(schema, name):
    for table, rows_schema in schema["$defs"].items():
        path = SCENARIOS / name / f"{table}.csv"
        for row in rows_of(path) if path.exists() else []:
            stated = {column: typed(text.strip(), rows_schema["properties"][column]) for column, text in row.items() if text.strip()}
            assert faults(stated, rows_schema, table) == []


def test_wrong_settings_violate_the_schema(schema):
    settings = tomllib.loads((SCENARIOS / "minimal" / "study.toml").read_text(encoding="utf-8"))
    settings["study"]["discount_rate"] = 5
    settings["weather"]["sed"] = 1
    assert len(faults(settings, schema)) == 2


def test_markdown_equals_the_tables_of_the_page():
    page = PAGE.read_text(encoding="utf-8")
    printed = schema_of()
    assert printed == schema_of("--format", "markdown")
    blocks = printed.split("<!-- ")
    assert len(blocks) > 70 and all(block in page for block in blocks if "begin -->" in block)


def test_the_page_is_rewritten_between_its_markers(tmp_path):
    page = shutil.copy(PAGE, tmp_path / "page.md")
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("| Kind of plant. |", "| An old text. |"), encoding="utf-8")
    assert schema_of("--update", page) == ""
    assert page.read_text(encoding="utf-8") == text


def test_other_formats_and_pages_without_markers_are_refused(tmp_path):
    assert decawatt("schema", "--format", "xml").returncode == BAD_INPUT
    (tmp_path / "page.md").write_text("no tables\n", encoding="utf-8")
    done = decawatt("schema", "--update", tmp_path / "page.md")
    assert done.returncode == BAD_INPUT and "page.md: table plants: found no such block" in done.stderr


def test_a_page_keeps_its_permissions_and_a_read_only_one_is_refused(tmp_path):
    page = tmp_path / "page.md"
    shutil.copy(PAGE, page)
    page.chmod(0o640)
    assert schema_of("--update", page) == ""
    assert page.stat().st_mode & 0o777 == 0o640
    page.chmod(0o440)
    done = decawatt("schema", "--update", page)
    assert done.returncode == RESOURCE and "page.md: read-only" in done.stderr


def test_a_page_is_updated_in_one_format(tmp_path):
    done = decawatt("schema", "--format", "json", "--update", tmp_path / "page.md")
    assert done.returncode == BAD_INPUT and "--update" in done.stderr
