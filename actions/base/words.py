"""The words that somebody searches for."""

MOST_WORDS = 12  # each word is a condition over several columns: without a bound, a pasted page would stop the database


def words_of(text: str) -> list[str]:
    """The different words of a query, in their order, the first twelve."""
    return list(dict.fromkeys(text.split()))[:MOST_WORDS]
