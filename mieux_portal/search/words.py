"""How a text falls into the words that are searched for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from actions.base.words import plain

LONGEST_WORD = 60  # letters; what goes on longer is no word, and is cut alike in a text and in a query
# Letters and digits, with the accents that some keyboards write as signs of their own. Apostrophes and hyphens part.
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
# They stand in nearly every text and tell nothing: kept out of the index and left out of a query.
LITTLE_WORDS = frozenset("a an and are as at be by for from in is of on or that the their to was were with".split())


@dataclass(frozen=True)
class Token:
    """A word where it stands: `text[start:end]`, and as it is searched for."""

    start: int
    end: int
    word: str


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """«Côte» → «cote». May be empty: a sign of which nothing is left."""
    return plain(word)[:LONGEST_WORD]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in their order, little ones too."""
    for match in _WORD.finditer(text):
        if word := fold(match.group()):
            yield Token(match.start(), match.end(), word)


def telling_words(text: str) -> Iterator[str]:
    """The words of a text that are worth a search."""
    return (token.word for token in tokens(text) if token.word not in LITTLE_WORDS)


def forms_of(word: str) -> frozenset[str]:
    """Singular and plural of an English word, as far as its end tells: «studies» → study, «workshop» → workshops.

    Some are no words at all; nothing is lost by it, as only those that stand in the index are ever found.
    """
    if len(word) < 3 or word.isdigit():
        return frozenset()
    forms = {f"{word}s", f"{word}es"}
    if word.endswith("y"):
        forms.add(f"{word[:-1]}ies")
    if word.endswith("ies"):
        forms.add(f"{word[:-3]}y")
    if word.endswith("es"):
        forms.add(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        forms.add(word[:-1])
    return frozenset(form for form in forms if len(form) >= 3)
