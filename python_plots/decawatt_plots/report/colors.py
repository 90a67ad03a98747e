"""Colours of the page: those of the figures, and lighter ones of the dark colours on a dark
page."""
from ..style import COLORS, LINES, stem

DARK = {
    "coal": "#8d8d8d", "oil": "#b07a66", "hydro": "#7f9fd6", "offshore": "#5aa0ea",
    "nuclear": "#b497d6"
}
OTHERS = {
    "line": "#7b7d7d", "connection": "#b9770e", "total": "#5c6773", "annuities": "#35618f",
    "fixed costs": "#7da2c9", "fuel, carbon, variable": "#c7a46a", "capital": "#35618f",
    "credits": "#3f8f5f", "agreements": "#8a6fb3", "certificates": "#5c9e76", "bought": "#aab2bd",
    "sold": "#e5d9a5", "first": LINES[0], "second": LINES[1], "third": LINES[2]
}
PARTS = dict(zip(("energy", "network", "losses", "levy", "carbon", "demand", "minimum", "fixed"),
                 (LINES[0], LINES[8], LINES[5], LINES[3], LINES[6], LINES[1], LINES[7], LINES[2])))
ALL = {**COLORS, **OTHERS, **{f"bill {name}": color for name, color in PARTS.items()}}


def variable(name):
    """The CSS colour of a technology or a part; unknown ones are grey."""
    return f"var(--c-{stem(name)})" if name in ALL else "var(--c-other)"


def rules():
    light = "".join(f"--c-{stem(name)}:{color};" for name, color in ALL.items())
    dark = "".join(f"--c-{stem(name)}:{color};" for name, color in DARK.items())
    return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
