"""Copies the pages and what they link to into one folder, laid out as the repository is, so that every
relative link of a page means the same on the site as in the repository."""
import re
import shutil

FENCE = re.compile(r"^ {0,3}```")
LINK = re.compile(r"(\]\()([^)\s]+)(\))")
NESTED = re.compile(r"^( {2,3})([-*]|\d+\.) ")
# Pages of the site, by pattern; the rest of a folder comes along only where a page links to it.
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/*.md", "docs/howto/*.md",
         "docs/method/*.md", "scenarios/*/*.md", "benchmarks/README.md", "tests/fuzz/README.md",
         "tests/mutation/README.md", "packaging/README.md")


def pages_of(root):
    return sorted(page for pattern in PAGES for page in root.glob(pattern))


def lines_outside_fences(text):
    """(line, whether it is prose) for each line."""
    inside = False
    for line in text.splitlines():
        fence = bool(FENCE.match(line))
        yield line, not inside and not fence
        inside = inside != fence


def nested_lists(text):
    """Python-Markdown nests a list by four spaces; the pages, as GitHub does, by two or three. Lines that
    belong to an entry are moved with it."""
    result, shift = [], False
    for line, prose in lines_outside_fences(text):
        if prose:
            if NESTED.match(line):
                shift = True
            elif line and not line.startswith(" "):
                shift = False
        result.append("  " + line if shift and line else line)
    return "\n".join(result) + "\n"


def folder_page(folder):
    """A page for a folder that pages link to and that has no page of its own."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    rows = "".join(f"- [{path.name}]({path.name})\n" for path in files)
    return f"# {folder.name}\n\n{rows}", files


def rewritten(text, page, root, linked):
    """Links to folders become links to their page. Files that are linked to are added to `linked`."""
    def target(match):
        link, _, anchor = match.group(2).partition("#")
        if "://" in link or not link:
            return match.group(0)
        path = (page.parent / link).resolve()
        linked.add(path)
        if not path.is_dir():
            return match.group(0)
        page_of_folder = f"{link.rstrip('/')}/README.md" + (f"#{anchor}" if anchor else "")
        return match.group(1) + page_of_folder + match.group(3)

    return "".join((LINK.sub(target, line) if prose else line) + "\n"
                   for line, prose in lines_outside_fences(text))


def copy(path, root, out):
    goal = out / path.relative_to(root)
    goal.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, goal)


def add_file(path, root, out):
    """A linked file that is no page; of a folder without a page its list of files, and the files."""
    if path.is_file():
        copy(path, root, out)
    elif path.is_dir() and not (path / "README.md").is_file():
        text, files = folder_page(path)
        (out / path.relative_to(root)).mkdir(parents=True, exist_ok=True)
        (out / path.relative_to(root) / "README.md").write_text(text, encoding="utf-8")
        for file in files:
            copy(file, root, out)


def stage(root, out):
    """Fills `out`; returns the number of pages. Pages that pages link to come along. A link to what does not
    exist is left for mkdocs to report."""
    root = root.resolve()
    linked, waiting, staged = set(), pages_of(root), set()
    while waiting:
        page = waiting.pop()
        staged.add(page)
        text = nested_lists(rewritten(page.read_text(encoding="utf-8"), page, root, linked))
        goal = out / page.relative_to(root)
        goal.parent.mkdir(parents=True, exist_ok=True)
        goal.write_text(text, encoding="utf-8")
        folders = {path / "README.md" for path in linked if path.is_dir()}
        waiting += [path for path in linked | folders
                    if path.suffix == ".md" and path.is_file() and path not in staged | set(waiting)]
    for path in sorted(linked):
        if path.suffix != ".md":
            add_file(path, root, out)
    return len(staged)
