"""The functions of a C++ file, read without a compiler: declarations without definition, definitions, and their lengths.

The text is walked bracket by bracket. At namespace and class scope every piece that ends in `;` or `{` is examined: one with an
argument list is a function. Expressions inside a body are ignored. Sufficient for code formatted by clang-format.
"""
import dataclasses
import re

COMMENT_OR_TEXT = re.compile(r"""//[^\n]*|/\*.*?\*/|R"(\w*)\((?:.*?)\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'""", re.DOTALL)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
ACCESS = re.compile(r"\b(?:public|private|protected)\s*:(?!:)")
SCOPE = re.compile(r"(?:^|\s)(?P<kind>namespace|class|struct|union|enum)\b")
NAMED = re.compile(r"(?P<name>(?:[A-Za-z_]\w*\s*::\s*)*(?:operator\s*(?:\(\)|[^\s\w(]+|[\w:]+)|~?[A-Za-z_]\w*))\s*$")
NO_FUNCTION = re.compile(r"^(?:using|typedef|friend|static_assert|return|extern\s+template|template\s+(?!<))\b")
NO_BODY = re.compile(r"=\s*(?:default|delete|0)\s*$")
TEMPLATE_HEAD = re.compile(r"^\s*(?:template\s*<>|requires\b)")


@dataclasses.dataclass(frozen=True)
class Function:
    name: str       # with the classes that it is a member of: Simulator::run
    line: int       # of its name's piece of text
    lines: int      # up to the closing bracket; 0 where it is only declared
    hidden: bool    # in an unnamed namespace, or static at namespace scope


def code_alone(text):
    """The text without comments, string literals and preprocessor lines; line numbers stay."""
    def blank(found):
        return ("''" if found.group().startswith("'") else "") + "\n" * found.group().count("\n")
    return DIRECTIVE.sub(blank, COMMENT_OR_TEXT.sub(blank, text))


def closing(text, start):
    """The place of the bracket that closes the one at `start`."""
    depth = 0
    for found in re.compile(r"[(){}\[\]]").finditer(text, start):
        depth += 1 if found.group() in "({[" else -1
        if depth == 0:
            return found.start()
    return len(text)


def without_angles(piece):
    """The piece without what stands between angle brackets (arguments of templates), innermost first."""
    before = None
    while before != piece:
        before, piece = piece, re.sub(r"(?<!operator)(?<!<)<(?![<=])[^<>(){}]*(?:\([^()<>]*\)[^<>(){}]*)*(?<![-=])>", " ", piece)
    return piece


def function_name(piece):
    """The name of the function that a piece declares or begins to define, with qualifiers; None where it is no function."""
    piece = ACCESS.sub(" ", without_angles(piece)).strip()
    piece = re.sub(r"^template\s+(?=[A-Za-z])", "", re.sub(r"\brequires\s+[\w:]+(?:\s*<[^>]*>)?\s+(?=\w)", "", piece))
    piece = re.sub(r"\[\[[^\]]*\]\]|__attribute__\s*\(\(.*?\)\)(?=\s)", "", piece).strip()
    opened = piece.find("(", 10 + piece.find("operator()") if "operator()" in piece else 0)
    if re.match(r"\(\s*\*", piece[opened:]):  # a pointer to a function
        return None
    if opened < 0 or NO_FUNCTION.search(piece) or "=" in re.sub(r"operator\s*\S+$", "", piece[:opened].rstrip()):
        return None
    found = NAMED.search(piece[:opened])
    return re.sub(r"\s", "", found.group("name")) if found else None


def functions(text):
    """All functions at namespace and class scope of a file."""
    return list(_walk(code_alone(text), 0, None, (), False, False))


def _walk(code, start, end, scope, hidden, in_class):
    end = len(code) if end is None else end
    piece_start = at = start
    while at < end:
        here = code[at]
        if here == "(" or here == "[":
            at = closing(code, at)
        elif here == ";":
            yield from _declared(code, piece_start, at, scope, hidden, in_class)
            piece_start = at + 1
        elif here == "{":
            close = closing(code, at)
            piece = code[piece_start:at]
            ended = yield from _opened(code, piece, piece_start, at, close, scope, hidden, in_class)
            at = close
            if ended:
                piece_start = close + 1
        at += 1


def _line(code, start):
    return code.count("\n", 0, start + len(code[start:]) - len(code[start:].lstrip())) + 1


def _declared(code, start, end, scope, hidden, in_class):
    piece = code[start:end]
    if NO_BODY.search(piece) or "{" in without_angles(piece).split("(")[0]:
        return
    if name := function_name(piece):
        own = hidden or (not in_class and re.search(r"(?:^|\s)static\s", piece) is not None)
        yield Function("::".join((*scope, name)), _line(code, start), 0, own)


def _opened(code, piece, start, opened, close, scope, hidden, in_class):
    """What begins at an opening bracket: a scope, a function's body, or an initialiser, after which the piece goes on."""
    plain = ACCESS.sub(" ", without_angles(piece))
    kind = SCOPE.search(plain)
    if kind and "(" not in plain and "=" not in plain:
        words = re.findall(r"[A-Za-z_][\w:]*", plain[kind.end():].split(" : ")[0].replace("final", ""))
        if kind.group("kind") == "namespace":
            yield from _walk(code, opened + 1, close, scope, hidden or not words, False)
            return True
        if kind.group("kind") != "enum" and words:
            yield from _walk(code, opened + 1, close, (*scope, words[-1]), hidden, True)
        return False  # a variable's name may follow
    if (name := function_name(piece)) is None:
        return False
    if _in_initialisers(code, piece, close):
        return False
    own = hidden or (not in_class and re.search(r"(?:^|\s)static\s", piece) is not None)
    first = _line(code, start)
    yield Function("::".join((*scope, name)), first, code.count("\n", 0, close) + 2 - first, own)
    return True


def _in_initialisers(code, piece, close):
    """Whether the bracket is a member's initial value, `: size_{3}, other_(4) {`: then more or the body follows."""
    initialisers = re.search(r"\)\s*(?:noexcept\s*)?:(?!:)", piece)
    return initialisers is not None and re.match(r"\s*[,{]", code[close + 1:]) is not None and re.search(r"\w\s*$", piece) is not None
