"""Shows where the words that were looked for stand: marked in a text, and the piece of a text around them."""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .matching import Query
from .words import Token, tokens

LONGEST_PIECE = 240  # letters
BEFORE_THE_FIRST = 70  # letters that stand before the first word found
MORE = "…"


def marked(text: str, query: Query | None) -> SafeString:
    """The text as HTML, each word that was looked for within `<mark>`. «cote» marks «Côte».

    Without the marks it is the escaped text, letter by letter.
    """
    parts: list[SafeString] = []
    at = 0
    for found in _found(text, query):
        between = text[at : found.start]
        # Words that stand side by side are one mark: «Côte d'Ivoire» reads as one find.
        parts.append(format_html("{}<mark>{}</mark>", between, text[found.start : found.end]))
        at = found.end
    return format_html_join("", "{}", ((part,) for part in [*parts, text[at:]]))


def piece(text: str, query: Query | None, beside: str = "") -> str:
    """The line of the text that holds most of the words that were looked for, cut around the first of them.

    The first line where no line holds any. `beside`: what is shown with it; a word that stands there counts nothing.
    """
    known = {token.word for token in _found(beside, query)}
    lines = text.splitlines() or [""]
    best = max(lines, key=lambda line: len({token.word for token in _found(line, query)} - known))
    first = next(_found(best, query), None)
    return _cut(best, first.start if first else 0)


def _found(text: str, query: Query | None) -> Iterator[Token]:
    return (token for token in tokens(text) if query and query.means(token.word))


def _cut(line: str, first: int) -> str:
    """At most `LONGEST_PIECE` letters of the line, whole words, with the letter at `first` among them."""
    if len(line) <= LONGEST_PIECE:
        return line
    start = max(0, min(first - BEFORE_THE_FIRST, len(line) - LONGEST_PIECE))
    end = start + LONGEST_PIECE
    shown = line[start:end]
    if end < len(line):
        shown = _without_last_word(shown) + MORE
    if start:
        shown = MORE + _without_first_word(shown, first - start)
    return shown


def _without_last_word(shown: str) -> str:
    """A word may be longer than the piece: then it is cut."""
    head, space, _rest = shown.rpartition(" ")
    return head if space else shown


def _without_first_word(shown: str, needed: int) -> str:
    """What is left after the half word at the start, unless that would take the letter at `needed` away."""
    head, space, rest = shown.partition(" ")
    return rest if space and len(head) < needed else shown
