"""Notebooks as pages: their text and code. Outputs are not in the repository."""
import json

NOTE = "\n*This page shows a notebook without its outputs: [{name}]({name}).*\n"


def page(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    parts = []
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        parts.append(text if cell["cell_type"] == "markdown" else f"```python\n{text}\n```")
    return parts[0] + "\n" + NOTE.format(name=path.name) + "\n" + "\n\n".join(parts[1:]) + "\n"
