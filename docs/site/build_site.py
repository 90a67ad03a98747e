#!/usr/bin/python3
"""Builds the documentation site: `python3 docs/site/build_site.py --program build/release/cli/decawatt --out site`.

Needs Debian's mkdocs, mkdocs-material and libjs-katex. Nothing is loaded from a network, neither by this script nor by the pages."""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

import check_site
import command_reference
import gallery
import notebook_pages
import python_reference
import stage

ROOT = pathlib.Path(__file__).resolve().parents[2]
KATEX = pathlib.Path("/usr/share/javascript/katex")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def add_generated(pages, program):
    """Pages that are not files of the repository."""
    write(pages / "docs/reference/command_line.md", command_reference.page(program))
    write(pages / "docs/reference/python.md", python_reference.page(ROOT / "python" / "decawatt"))
    write(pages / "docs/gallery.md", gallery.page(program, ROOT, pages / "docs" / "gallery"))
    for notebook in sorted((ROOT / "docs" / "notebooks").glob("*.ipynb")):
        write(pages / "docs/notebooks" / f"{notebook.stem}.md", notebook_pages.page(notebook))
    schema = subprocess.run([program, "schema", "--format", "json"], capture_output=True, text=True,
                            check=True)
    write(pages / "docs/reference/study.schema.json", schema.stdout)


def add_assets(pages):
    if not KATEX.is_dir():
        raise SystemExit(f"{KATEX} is missing: apt-get install libjs-katex")
    shutil.copytree(KATEX, pages / "site" / "katex", ignore=shutil.ignore_patterns("contrib", "*.mjs"))
    for name in ("site.css", "site.js"):
        shutil.copyfile(ROOT / "docs" / "site" / name, pages / "site" / name)


def build(program, out):
    with tempfile.TemporaryDirectory(prefix="decawatt_site_") as folder:
        work = pathlib.Path(folder)
        stage.stage(ROOT, work / "pages")
        add_generated(work / "pages", program)
        add_assets(work / "pages")
        settings = (ROOT / "docs" / "mkdocs.yml").read_text(encoding="utf-8")
        write(work / "mkdocs.yml", settings + "docs_dir: pages\n")
        done = subprocess.run(["mkdocs", "build", "--strict", "--config-file", work / "mkdocs.yml",
                               "--site-dir", out.resolve()], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return [line for line in done.stderr.splitlines() if "WARNING" in line or "ERROR" in line] or [
                done.stderr]
    return check_site.faults(out)


def main():
    parser = argparse.ArgumentParser(description="Builds the documentation site.")
    parser.add_argument("--program", required=True, help="the program decawatt")
    parser.add_argument("--out", required=True, type=pathlib.Path, help="folder of the site")
    options = parser.parse_args()
    faults = build(str(pathlib.Path(options.program).resolve()), options.out)
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(list(options.out.rglob('*.html')))} pages in {options.out}, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
