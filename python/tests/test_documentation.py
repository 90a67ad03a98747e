"""What help() and editors show: docstrings of everything public, and stubs of the extension module that are true."""
import ast
import inspect
import pathlib

import pytest

import decawatt
from decawatt import _core

PUBLIC = [name for name in decawatt.__all__ if name != "__version__"]


@pytest.mark.parametrize("name", PUBLIC)
def test_everything_public_is_documented(name):
    thing = getattr(decawatt, name)
    assert inspect.getdoc(thing) and len(inspect.getdoc(thing)) > 30
    members = vars(thing).items() if inspect.isclass(thing) else []
    for member, value in members:
        is_public = not member.startswith("_") and (callable(value) or isinstance(value, property) or hasattr(value, "attrname"))
        if is_public:
            assert inspect.getdoc(getattr(thing, member)), f"{name}.{member}"


def test_every_argument_of_a_use_case_is_explained():
    """Of the function itself, or of `run`, which it refers to."""
    of_run = inspect.getdoc(decawatt.run)
    for argument in inspect.signature(decawatt.run).parameters:
        assert f"{argument}:" in of_run or f"`{argument}`" in of_run, argument


def test_the_stub_lists_what_the_extension_module_has():
    tree = ast.parse((pathlib.Path(_core.__file__).parent / "_core.pyi").read_text(encoding="utf-8"))
    stated = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    stated |= {node.target.id for node in tree.body if isinstance(node, ast.AnnAssign)}
    assert stated == {name for name in dir(_core) if not name.startswith("__") or name == "__version__"}


def test_versions_agree():
    assert decawatt.__version__ == _core.__version__
