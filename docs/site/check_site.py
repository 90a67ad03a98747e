"""Checks of a built site beyond those of mkdocs: every link and every anchor exists, and no page loads anything from a
network."""
import html.parser
import pathlib
import urllib.parse

LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


class Page(html.parser.HTMLParser):
    """The identifiers of a page, the links of its text, and what it loads."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.loaded = set(), [], []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids.update(found[name] for name in ("id", "name") if found.get(name))
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        elif found.get(LOADED.get(tag)) and found.get("rel") != "canonical":
            self.loaded.append(found[LOADED[tag]])


def read(path):
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def is_external(link):
    return bool(urllib.parse.urlsplit(link).scheme) or link.startswith("//")


def fault_of(link, path, pages, site):
    """Why a link is broken, or None."""
    split = urllib.parse.urlsplit(link)
    goal = (path.parent / urllib.parse.unquote(split.path)).resolve() if split.path else path
    if not goal.exists():
        return "no such file on the site"
    if site not in goal.parents and goal != site:
        return "leads out of the site"
    anchor = urllib.parse.unquote(split.fragment)
    if anchor and goal in pages and anchor not in pages[goal].ids:
        return "no such heading"
    return None


def faults(site):
    site = pathlib.Path(site).resolve()
    pages = {path: read(path) for path in sorted(site.rglob("*.html")) if path.name != "404.html"}
    found = []
    for path, page in pages.items():
        name = path.relative_to(site)
        for link in page.loaded:
            if is_external(link):
                found.append(f"{name}: loads {link} from a network")
        for link in page.links + page.loaded:
            reason = None if is_external(link) else fault_of(link, path, pages, site)
            if reason:
                found.append(f"{name}: {link}: {reason}")
    return found
