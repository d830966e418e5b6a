"""Ids as addresses and forms carry them: text, and nobody promises that it is a number."""

LARGEST = 2**63 - 1  # of a column of ids: SQLite fails on a larger number


def id_from(text: str | None) -> int:
    """The id that the text names; 0, which no record has, for what names none."""
    if not text or not text.isascii() or not text.isdecimal():
        return 0
    number = int(text) if len(text) <= len(str(LARGEST)) else LARGEST + 1  # int() refuses thousands of digits
    return number if number <= LARGEST else 0
