"""The page: content as HTML with its style and its script inside, so that the file needs nothing
else."""
import datetime
import html
import json
import pathlib

from . import colors
from .content import (Data, Figure, Heading, Paragraph, Table, Text, Tiles, layout_of, missing,
                      number)
from .files import whole_or_not

MOST_IN_A_ROW = 5                              # tiles; more are laid out in rows of four
HERE = pathlib.Path(__file__).parent


def escape(text):
    return html.escape(str(text), quote=True)


def cell(value, places, least):
    if isinstance(value, str):
        return f"<td class=\"words\">{escape(value)}</td>"
    if missing(value):
        return '<td data-value=""><span aria-label="no value">–</span></td>'
    return f'<td data-value="{value!r}">{escape(number(value, places, least))}</td>'


def scrolled(label, content):
    """What may be wider than the page, with a name for screen readers."""
    return (f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}">'
            f"{content}</div>")


def details(summary, content):
    return f"<details><summary>{escape(summary)}</summary>{content}</details>"


def table_html(table):
    kinds = [
        ' class="words"' if isinstance(value, str) else ""
        for value in (table.rows[0] if table.rows else table.head)
    ]
    head = "".join(f'<th scope="col"{kind}>{escape(name)}' +
                   (f' <span class="unit">({escape(unit)})</span>' if unit else "") + "</th>"
                   for (name, unit), kind in zip(table.head, kinds))
    layouts = [layout_of(column, unit) for column, (_, unit) in zip(zip(*table.rows), table.head)]
    own_unit = ("unit", "") in table.head  # a row has its own unit, and its own decimals
    body = []
    for row in table.rows:
        cells = "".join(
            cell(value, *(layout_of([value], "") if own_unit else layouts[k]))
            for k, value in enumerate(row)
            if k > 0)
        body.append(f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>')
    inner = scrolled(
        table.title,
        f"<table><caption>{escape(table.title)}</caption><thead><tr>{head}</tr></thead>"
        f'<tbody>{"".join(body)}</tbody></table>')
    return details(table.title, inner) if table.folded else inner


def figure_html(figure):
    note = f'<p class="note">{escape(figure.note)}</p>' if figure.note else ""
    table = details("Table of these numbers", table_html(figure.table)) if figure.table else ""
    drawing = scrolled(
        f"{figure.title}, drawing",
        f'<div class="drawing{" fits" if figure.fits else ""}">'
        f'<p class="hidden">{escape(figure.alt)}</p>{figure.drawing}</div>')
    title = escape(figure.title)
    return f"<figure><figcaption>{title}</figcaption>{drawing}{note}{table}</figure>"


def tiles_html(tiles):
    items = "".join(
        f"<div><dt>{escape(name)}</dt>"
        f"<dd><strong>{escape(value)}</strong><span>{escape(words)}</span></dd></div>"
        for name, value, words in tiles.items)
    return f'<dl class="tiles{" many" if len(tiles.items) > MOST_IN_A_ROW else ""}">{items}</dl>'


def data_html(data):
    """Numbers for the script: no text in them can end the element."""
    text = json.dumps(data.value, ensure_ascii=True, allow_nan=False)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return (f'<div class="data" data-name="{escape(data.name)}">'
            f'<script type="application/json">{text}</script></div>')


def paragraph_html(block):
    kind = f' class="{block.kind}"' if block.kind else ""
    return f"<p{kind}>{escape(block.text)}</p>"


WRITERS = {
    Heading: lambda block: f"<h3>{escape(block.text)}</h3>",
    Paragraph: paragraph_html,
    Text: lambda block: details(block.title,
                                scrolled(block.title, f"<pre>{escape(block.text)}</pre>")),
    Tiles: tiles_html,
    Table: table_html,
    Figure: figure_html,
    Data: data_html,
}


def section_html(section):
    blocks = "\n".join(WRITERS[type(block)](block) for block in section.blocks)
    name, title = escape(section.name), escape(section.title)
    return (f'<section id="{name}" aria-labelledby="{name}-title">'
            f'<h2 id="{name}-title">{title}</h2>\n{blocks}\n</section>')


def title_of(report):
    studies = list(dict.fromkeys(str(plan.results.attrs["study"]) for plan in report.plans))
    periods = list(dict.fromkeys(plan.period() for plan in report.plans))
    return f"{', '.join(studies)}: power supply {', '.join(periods)}"


def page_html(report, sections):
    title = title_of(report)
    links = "".join(f'<li><a href="#{escape(section.name)}">{escape(section.title)}</a></li>'
                    for section in sections)
    style = colors.rules() + (HERE / "report.css").read_text(encoding="utf-8")
    script = (HERE / "report.js").read_text(encoding="utf-8")
    program = ", ".join(
        dict.fromkeys(str(plan.results.attrs.get("source", "decawatt")) for plan in report.plans))
    files = ", ".join(plan.label for plan in report.plans)
    today = datetime.date.today().isoformat()
    origin = f"{escape(files)} · {escape(program)} · written {today}"
    policy = ("default-src 'none'; img-src data:; "
              "style-src 'unsafe-inline'; script-src 'unsafe-inline'")
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#summary">Skip to the summary</a>
<header><h1>{escape(title)}</h1><p>{origin}</p></header>
<nav aria-label="Sections"><ul>{links}</ul></nav>
<main>
{chr(10).join(section_html(section) for section in sections)}
</main>
<script>{script}</script>
</body>
</html>
"""


def write(report, sections, out):
    text = page_html(report, sections)
    whole_or_not(out, lambda partial: partial.write_text(text, encoding="utf-8", errors="replace"))
