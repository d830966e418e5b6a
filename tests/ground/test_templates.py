"""Every word for people goes through gettext, and every date and number through the reader's locale."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.template.base import Lexer, Token, TokenType
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt"))
PYTHON = sorted(
    path
    for floor in ("actions", "experts", "practices", "mieux_portal")
    for path in (ROOT / floor).rglob("*.py")
    if "migrations" not in path.parts and path.name != "ground.py"  # which speaks before anything is installed
)

WORD = re.compile(r"[^\W\d_]{2,}")
SEVERAL_WORDS = re.compile(r"[^\W\d_]{2,}[,.:;!?]? +[^\W\d_]{2,}")
# Names, which are the same in every language, and units.
NAMES = {"MIEUX", "ICMPD", "API", "CSV", "DOI", "ISBN", "JSON", "PDF", "SDG", "URL", "XLSX", "MB", "KB"}
READ_ALOUD = {
    "alt",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "label",
    "placeholder",
    "summary",
    "title",
}
KEYWORDS: dict[str, tuple | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TRANSLATED = ("blocktranslate", "blocktrans", "comment")
WEB_ADDRESS = re.compile(r"\b[a-z]+(?:\.[a-z]+)+/\S*")
NOT_SHOWN = "translate ", "trans ", "extends ", "load ", "url "
TECHNICAL = re.compile(r"_\($|^context $|\bclass(?:name|es)?=$|bound\|yesno:$|\|(?:date|time):$")
HAND_MADE_DATE = re.compile(r"\|(?:date|time):(['\"])(?!c\1|Y\1|Y-m-d\1|[A-Z_]+_FORMAT\1)")


# --- Templates ---------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """Collects the words of a page that a reader sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_code = tag in ("script", "style")
        named = dict(attrs)
        for name, value in attrs:
            is_description = name == "content" and named.get("name") == "description"
            is_for_a_script = name.startswith("data-") and SEVERAL_WORDS.search(value or "")
            if name in READ_ALOUD or is_description or is_for_a_script:
                self._note(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._is_code = False

    def handle_data(self, data: str) -> None:
        if not self._is_code:
            self._note(data)

    def _note(self, text: str) -> None:
        if set(WORD.findall(WEB_ADDRESS.sub("", text))) - NAMES:
            self.found.append((self.getpos()[0], " ".join(text.split())))


def outside_translation(source: str) -> Iterator[Token]:
    """The parts of a template without what stands between `blocktranslate` and its end, and without comments."""
    inside = ""
    for token in Lexer(source).tokenize():
        name = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if inside:
            inside = "" if name == f"end{inside}" else inside
            continue
        if name in TRANSLATED:
            inside = name
        yield token


def words_on_the_page(source: str) -> list[tuple[int, str]]:
    """Line and words of what a template says without asking gettext."""
    reader = Reader()
    at = 1
    for token in outside_translation(source):
        reader.feed("\n" * max(0, (token.lineno or at) - at))
        at = max(at, token.lineno or at)
        if token.token_type == TokenType.TEXT:
            reader.feed(token.contents)
            at += token.contents.count("\n")
    reader.close()
    return reader.found


def words_in_tags(source: str) -> list[tuple[int, str]]:
    """Line and text of the literals that a tag or filter would put on the page: `default:"not recorded"`."""
    found = []
    for token in outside_translation(source):
        if token.token_type not in (TokenType.VAR, TokenType.BLOCK) or token.contents.startswith(NOT_SHOWN):
            continue
        for before, _quote, literal in re.findall(r"((?:\bcontext )?\S*?)(['\"])(.*?)\2", token.contents):
            is_for_people = SEVERAL_WORDS.search(literal) or re.search(r"\|(?:default|yesno)\S*:$", before)
            if is_for_people and WORD.search(literal) and not TECHNICAL.search(before):
                found.append((token.lineno or 0, literal))
    return found


def places(found: list[tuple[int, str]], path: Path) -> list[str]:
    return [f"{path.relative_to(ROOT)}:{line}: {text[:80]}" for line, text in found]


def test_the_search_for_words_sees_them():
    source = (
        '{% load i18n %}<p title="A hint">Bare</p>\n'
        "<b>{% blocktranslate %}Said{% endblocktranslate %}</b> {% comment %}Aside{% endcomment %}{# note #}\n"
        '{{ date|default:"not known" }} {{ date|default:_("not recorded") }} MIEUX <i data-said="Two words">{{ x }}</i>'
    )
    assert words_on_the_page(source) == [(1, "A hint"), (1, "Bare"), (3, "Two words")]
    assert words_in_tags(source) == [(3, "not known")]


def test_no_template_says_a_word_past_gettext():
    found = []
    for path in TEMPLATES:
        source = path.read_text()
        found += places([*words_on_the_page(source), *words_in_tags(source)], path)
    assert found == []


def messages_of(path: Path) -> Iterator[tuple[str | None, str, str | None]]:
    """Context, singular and plural of each message of a file, as `makemessages` would find them."""
    source = path.read_text()
    if path.suffix != ".py":
        # An error here, and the template would lack in every language. Its indents mean nothing in Python.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
    for _line, message, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        singular, plural = message if isinstance(message, tuple) else (message, None)
        yield context, singular, plural


def test_gettext_finds_the_words_of_every_file_and_each_has_one_plural():
    """Gettext keeps a message once: the same words with two plurals would be refused."""
    plurals: dict[tuple[str | None, str], set[str]] = {}
    for path in [*TEMPLATES, *PYTHON]:
        for context, singular, plural in messages_of(path):
            plurals.setdefault((context, singular), set()).update([plural] if plural else [])
    assert {(None, "Skip to content"), (None, "not recorded")} <= plurals.keys()
    assert {words: found for words, found in plurals.items() if len(found) > 1} == {}


# --- Python ------------------------------------------------------------------------------------------

SAID = {"verbose_name", "verbose_name_plural", "label", "help_text", "heading", "empty_label", "message", "menu_label"}
SAYING = {"ValidationError", "success", "error", "warning", "info", "PermissionDenied"}
# Models that no screen shows.
NEVER_SHOWN = {
    ROOT / path for path in ("actions/base/addresses.py", "actions/base/sent_forms.py", "mieux_portal/search/models.py")
}


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def is_bare(node: ast.expr) -> bool:
    """Whether this is words as they stand: a sentence, or one that is put together."""
    if isinstance(node, ast.JoinedStr):
        return any(is_bare(part) for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(WORD.search(node.value))


def bare_in_code(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and words of what code hands to a person without asking gettext, or so that gettext cannot find it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = name_of(node.func)
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            is_hidden = "editable" in named and ast.unparse(named["editable"]) == "False"
            said = [value for keyword, value in named.items() if keyword in SAID and not is_hidden]
            said += node.args[-1:] if name in SAYING else []
            if name in KEYWORDS:
                words = node.args[: len(KEYWORDS[name] or (1,))]
                said = [part for part in words if not (isinstance(part, ast.Constant) and isinstance(part.value, str))]
                yield from ((part.lineno, f"gettext cannot find {ast.unparse(part)}") for part in said)
                continue
            yield from ((part.lineno, ast.unparse(part)) for part in said if is_bare(part))
        elif isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
            members = [line.value for line in node.body if isinstance(line, ast.Assign)]
            labels = [value.elts[-1] for value in members if isinstance(value, ast.Tuple)]
            yield from ((label.lineno, ast.unparse(label)) for label in labels if is_bare(label))


def test_the_search_in_code_sees_what_it_looks_for():
    tree = ast.parse(
        "field(label='Name', choices=x)\n"
        "field(label=_('Name'))\n"
        "_(f'{n} Actions')\n"
        "messages.success(request, f'Kept {n}')\n"
        "class Kind(TextChoices):\n"
        "    REPORT = 'report', 'Report'\n"
        "    LAW = 'law', _('Law')\n"
    )
    assert sorted(line for line, _words in bare_in_code(tree)) == [1, 3, 4, 6]


def test_no_code_says_a_word_past_gettext():
    found = []
    for path in set(PYTHON) - NEVER_SHOWN:
        found += places(sorted(bare_in_code(ast.parse(path.read_text()))), path)
    assert found == []


# --- Dates and numbers -------------------------------------------------------------------------------


def test_no_template_makes_a_date_by_hand():
    """A format of the locale has a name; only a machine's («c») and a bare year stand as they are."""
    assert HAND_MADE_DATE.search('{{ day|date:"j F Y" }}')
    assert not HAND_MADE_DATE.search('{{ day|date:"DATE_FORMAT" }} {{ day|date:"c" }} {{ day|date:"Y" }}')
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if HAND_MADE_DATE.search(line)
    ]
    assert found == []
