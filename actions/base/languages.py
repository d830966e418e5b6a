"""Languages by the two letters of ISO 639-1, named in the reader's language."""

from collections.abc import Iterator

from babel import Locale
from babel.core import UnknownLocaleError
from django.utils.translation import get_language

# Those that the initiative works in come first in a list.
WORKING_LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru")


def _reader() -> Locale:
    """The locale of the person who reads; English where Babel does not know it."""
    try:
        return Locale.parse((get_language() or "en").partition("-")[0])
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def name_of_language(code: str) -> str:
    """«French» for «fr», in the reader's language; the code itself where nobody named it."""
    return str(_reader().languages.get(code, code))


def _choices() -> Iterator[tuple[str, str]]:
    names = _reader().languages
    others = sorted((name, code) for code, name in names.items() if len(code) == 2 and code not in WORKING_LANGUAGES)
    yield from ((code, name_of_language(code)) for code in WORKING_LANGUAGES)
    yield from ((code, name) for name, code in others)


def language_choices() -> list[tuple[str, str]]:
    """For a field: the working languages, then all others by name. A callable keeps the names out of migrations."""
    return list(_choices())
