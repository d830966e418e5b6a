"""The words that somebody searches for."""

from wagtail.coreutils import string_to_ascii

MOST_WORDS = 12  # each word is a condition over several columns: without a bound, a pasted page would stop the database


def plain(text: str) -> str:
    """Without accents and capitals, so that «Zsofia» finds «Zsófia» and «lukasz» finds «Łukasz»."""
    return string_to_ascii(text).casefold()


def words_of(text: str) -> list[str]:
    """The different words of a query, in their order, the first twelve."""
    return list(dict.fromkeys(text.split()))[:MOST_WORDS]
