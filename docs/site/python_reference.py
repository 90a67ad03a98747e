"""The reference of the Python package from its sources: signature and docstring of everything public. Nothing is
imported, so that the page needs no built package."""
import ast
import re

INTRODUCTION = """# Python reference

All public names of the package `decawatt`, from their docstrings. Read [Python](../python.md) first.

"""


def modules_of(package):
    return {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.glob("*.py"))}


def public_names(tree):
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return [name for name in ast.literal_eval(node.value) if not name.startswith("__")]
    raise RuntimeError("the package has no __all__")


def origins(tree):
    """Public name -> module and name there, of the `from .module import name` of the package."""
    return {alias.asname or alias.name: (node.module, alias.name)
            for node in tree.body if isinstance(node, ast.ImportFrom) and node.level == 1
            for alias in node.names}


def definition(tree, name):
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
            return node
    return None


def signature(node, prefix=""):
    arguments = ast.unparse(node.args)
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    line = f"{prefix}{node.name}({arguments}){returned}"
    if len(line) <= 88:
        return line
    parts = re.split(r", (?![^\[]*\])", arguments)
    return f"{prefix}{node.name}(\n    " + ",\n    ".join(parts) + f",\n){returned}"


def is_property(node):
    return any("property" in ast.unparse(decorator) for decorator in node.decorator_list)


def docstring(node):
    """Examples of docstrings (`>>>`) as blocks of code."""
    text = ast.get_docstring(node) or ""
    return re.sub(r"(?:^>>> .*\n?)+", example, text, flags=re.MULTILINE)


def example(match):
    lines = [line.removeprefix(">>> ") for line in match.group(0).splitlines()]
    return "```python\n" + "\n".join(lines) + "\n```\n"


def function_section(node, level, prefix=""):
    title = f"{'#' * level} {prefix}{node.name}"
    return f"{title}\n\n```python\n{signature(node)}\n```\n\n{docstring(node)}\n"


def class_section(node):
    parts = [f"## {node.name}\n\n{docstring(node)}\n"]
    for member in node.body:
        if not isinstance(member, ast.FunctionDef) or member.name.startswith("_"):
            continue
        if is_property(member):
            kind = f": `{ast.unparse(member.returns)}`" if member.returns else ""
            parts.append(f"### {node.name}.{member.name}\n\n*property*{kind}\n\n{docstring(member)}\n")
        else:
            parts.append(function_section(member, 3, f"{node.name}."))
    return "\n".join(parts)


def module_section(name, tree):
    functions = [node for node in tree.body
                 if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    shown = [function_section(node, 3, f"{name}.") for node in functions if ast.get_docstring(node)]
    return f"## {name}\n\n{ast.get_docstring(tree) or ''}\n\n" + "\n".join(shown)


def section(name, modules, where):
    module, original = where.get(name, (None, name))
    if module is None and original in modules:
        return module_section(name, modules[original])
    node = definition(modules[module or "__init__"], original)
    if node is None:
        raise RuntimeError(f"decawatt.{name} is public, and {module or '__init__'}.py does not define it")
    return class_section(node) if isinstance(node, ast.ClassDef) else function_section(node, 2)


def page(package):
    modules = modules_of(package)
    names, where = public_names(modules["__init__"]), origins(modules["__init__"])
    return INTRODUCTION + "\n".join(section(name, modules, where) for name in names)
