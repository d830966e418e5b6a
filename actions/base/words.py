"""The words that somebody searches for."""

from wagtail.coreutils import string_to_ascii

MOST_WORDS = 12  # each word is a condition over several columns: without a bound, a pasted page would stop the database


def plain(text: str) -> str:
    """Without accents and capitals, so that «Zsofia» finds «Zsófia» and «lukasz» finds «Łukasz»."""
    return string_to_ascii(text).casefold()


def words_of(text: str) -> list[str]:
    """The different words of a query, in their order, the first twelve."""
    return list(dict.fromkeys(text.split()))[:MOST_WORDS]


def readable(text: str, longest: int = 60) -> str:
    """What somebody wrote, fit to be shown to them: no control characters, and not longer than a line."""
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[: longest + 1])
    return f"{shown[:longest]}…" if len(text) > longest else shown
