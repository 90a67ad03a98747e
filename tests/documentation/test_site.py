"""The documentation site builds in strict mode, and its checks find errors of a page."""
import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(os.environ["DECAWATT_SCENARIOS"]).parent
sys.path.insert(0, str(ROOT / "docs" / "site"))

import check_site                               # noqa: E402  (the path comes first)
import command_reference                        # noqa: E402
import python_reference                         # noqa: E402
import stage                                    # noqa: E402

PROGRAM = os.environ["DECAWATT"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run([sys.executable, "-B", ROOT / "docs/site/build_site.py", "--program", PROGRAM, "--out", out],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_of_the_documentation_is_on_the_site(site):
    for page in stage.pages_of(ROOT):
        path = page.relative_to(ROOT)
        html = path.with_name("index.html" if path.name == "README.md" else f"{path.stem}.html")
        assert (site / html).is_file(), html


def test_every_page_of_docs_is_in_the_navigation():
    navigation = (ROOT / "docs" / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [page.relative_to(ROOT).as_posix() for page in stage.pages_of(ROOT)]
    assert [page for page in pages if page.startswith("docs/") and f" {page}\n" not in navigation] == []


def test_links_of_pages_lead_somewhere_in_the_repository_too():
    """The site's generated pages are not there: pages in the repository do not link to them."""
    for page in stage.pages_of(ROOT):
        linked = set()
        stage.rewritten(page.read_text(encoding="utf-8"), page, ROOT, linked)
        assert [path for path in linked if not path.exists()] == [], page


def test_equations_and_figures_are_on_the_site(site):
    planning = (site / "docs/method/planning.html").read_text(encoding="utf-8")
    assert planning.count('<div class="arithmatex">') >= 10
    assert (site / "site/katex/katex.min.js").is_file() and list((site / "site/katex/fonts").glob("*.woff2"))
    gallery = (site / "docs/gallery.html").read_text(encoding="utf-8")
    assert gallery.count("<img ") >= 12


@pytest.fixture
def small_site(tmp_path):
    (tmp_path / "a.html").write_text('<h2 id="one">One</h2><a href="b.html#two">b</a><a href="#one">a</a>')
    (tmp_path / "b.html").write_text('<h2 id="two">Two</h2><img src="figure.png"><a href="https://example.org/x">out</a>')
    (tmp_path / "figure.png").write_bytes(b"")
    return tmp_path


def test_a_site_without_faults_has_none(small_site):
    assert check_site.faults(small_site) == []


@pytest.mark.parametrize("body, fault", [
    ('<a href="c.html">c</a>', "no such file"),
    ('<a href="b.html#three">b</a>', "no such heading"),
    ('<a href="#three">here</a>', "no such heading"),
    ('<a href="../outside.html">up</a>', "no such file"),
    ('<a href="..">up</a>', "leads out of the site"),
    ('<script src="https://example.org/x.js"></script>', "from a network"),
    ('<link rel="stylesheet" href="//example.org/x.css">', "from a network"),
    ('<img src="none.png">', "no such file"),
])
def test_faults_of_a_site_are_found(body, fault, small_site):
    (small_site / "a.html").write_text(body)
    found = check_site.faults(small_site)
    assert len(found) == 1 and found[0].startswith("a.html: ") and fault in found[0]


def test_lists_are_nested_as_on_github():
    assert stage.nested_lists("- a\n  - b\n    more\n\ntext\n  continued\n") == "- a\n    - b\n      more\n\ntext\n  continued\n"
    fenced = "```\n  - b\n```\n"
    assert stage.nested_lists(fenced) == fenced


def test_linked_files_and_folders_come_along(tmp_path):
    root, out = tmp_path / "root", tmp_path / "out"
    (root / "docs").mkdir(parents=True)
    (root / "data").mkdir()
    (root / "data" / "table.csv").write_text("a\n1\n")
    (root / "other").mkdir()
    (root / "other" / "note.md").write_text("# Note\n")
    (root / "README.md").write_text("[d](data), [t](data/table.csv), [n](other/note.md#note), [x](https://example.org)\n")
    assert stage.stage(root, out) == 2
    assert (out / "README.md").read_text() == (
        "[d](data/README.md), [t](data/table.csv), [n](other/note.md#note), [x](https://example.org)\n")
    assert (out / "data/table.csv").is_file() and "table.csv" in (out / "data/README.md").read_text()
    assert (out / "other/note.md").is_file()


def test_the_reference_of_commands_has_every_command():
    page = command_reference.page(PROGRAM)
    for command in ("run", "dispatch", "adequacy", "weather fit", "profile pv", "report", "completion"):
        assert f"\n## decawatt {command}\n" in page
    assert PROGRAM not in page and "--out" in page


def test_the_reference_of_python_has_everything_public():
    package = ROOT / "python" / "decawatt"
    page = python_reference.page(package)
    names = python_reference.public_names(python_reference.modules_of(package)["__init__"])
    assert len(names) > 15
    for name in names:
        assert f"\n## {name}\n" in page
    assert "### Study.read" in page and "years: Years" in page and "warm_start: a file" in page
    assert ">>>" not in page
