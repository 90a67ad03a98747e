"""Settings of a study as TOML."""
from __future__ import annotations

import json
from typing import Any, Mapping


def value_text(value: Any) -> str:
    """A value of TOML; the reader of the C++ library checks it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(value_text(one) for one in value)}]"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, int):
        return str(value)
    if hasattr(value, "item"):  # a scalar of numpy
        return value_text(value.item())
    raise TypeError(f"settings: found {value!r}, expected text, a number, a bool or a list of these")


def settings_text(settings: Mapping[str, Mapping[str, Any]]) -> str:
    """Sections by name, as `study.toml` has them: {"study": {"name": "My hub"}, ...}."""
    lines: list[str] = []
    for section, keys in settings.items():
        if not isinstance(keys, Mapping):
            raise TypeError(f"settings: found {section} = {keys!r}, expected a section: {{key: value}}")
        lines.append(f"[{section}]")
        lines += [f"{json.dumps(key)} = {value_text(value)}" for key, value in keys.items()]
        lines.append("")
    return "\n".join(lines)


def override_text(value: Any) -> str:
    """A value as `--set` takes it: text without quotes."""
    if value is None:
        return ""
    return value if isinstance(value, str) else value_text(value)
