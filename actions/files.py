"""Which files may be uploaded: one rule for every form that takes one, and the words that say it.

Wagtail's settings name the allowed endings and sizes; `file_contents` asks whether a file is what its name says.
"""

from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.models import Collection

from .file_contents import BrokenPictureError, is_document, read_picture

RECORDS = "Records"  # the collection of what belongs to Actions; a migration of the accounts makes it


def document_limits() -> str:
    """For beside an input: which documents are taken, and how large."""
    return _("%(endings)s; at most %(size)s.") % {
        "endings": _in_words(settings.WAGTAILDOCS_EXTENSIONS),
        "size": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE),
    }


def photograph_limits() -> str:
    """For beside an input: which photographs are taken, and how large."""
    return _("%(endings)s; at most %(size)s and %(pixels)d million pixels.") % {
        "endings": _in_words(settings.WAGTAILIMAGES_EXTENSIONS),
        "size": filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE),
        "pixels": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000,
    }


def document_accept() -> str:
    """The attribute `accept` of an input for documents."""
    return _as_accepted(settings.WAGTAILDOCS_EXTENSIONS)


def photograph_accept() -> str:
    """The attribute `accept` of an input for photographs: told this, a telephone turns its own format into JPEG."""
    return _as_accepted(settings.WAGTAILIMAGES_EXTENSIONS)


def records_collection() -> Collection:
    """Where documents and photographs of Actions lie: what managers and editors choose from.

    Where it was renamed or removed, the root, which only administrators see.
    """
    return Collection.objects.filter(name=RECORDS).first() or Collection.get_first_root_node()


def validate_document(file: File) -> None:
    """ValidationError, with a sentence that says what is allowed, unless the file is what its name says."""
    ending = _allowed_ending(file, settings.WAGTAILDOCS_EXTENSIONS, document_limits())
    _check_size(file, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    if not is_document(file, ending):
        sentence = _("Its content is not that of a .%(ending)s file. Save it as one again, then choose it here.")
        raise ValidationError(sentence, code="content", params={"ending": ending})


def validate_photograph(file: File) -> None:
    """ValidationError, with a sentence that says what is allowed, unless the whole picture can be read."""
    ending = _allowed_ending(file, settings.WAGTAILIMAGES_EXTENSIONS, photograph_limits())
    _check_size(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    try:
        fits = read_picture(file, ending, most)
    except BrokenPictureError as error:
        sentence = _(
            "This is not a .%(ending)s picture, or it is damaged. Save it in that format again, then choose it here."
        )
        raise ValidationError(sentence, code="content", params={"ending": ending}) from error
    if not fits:
        sentence = _(
            "This picture has too many pixels: allowed are %(most)d million. Make it smaller, then choose it here."
        )
        raise ValidationError(sentence, code="pixels", params={"most": most // 1_000_000})


def _in_words(endings: list[str]) -> str:
    return ", ".join(endings).upper()


def _as_accepted(endings: list[str]) -> str:
    return ",".join(f".{ending}" for ending in endings)


def _allowed_ending(file: File, allowed: list[str], limits: str) -> str:
    ending = PurePath(file.name or "").suffix.lstrip(".").lower()
    if ending not in allowed:
        sentence = _("This kind of file is not taken here. Allowed: %(limits)s")
        raise ValidationError(sentence, code="ending", params={"limits": limits})
    return ending


def _check_size(file: File, most: int) -> None:
    if not file.size:
        raise ValidationError(_("This file is empty."), code="empty")
    if file.size > most:
        sentence = _("This file is too large: it has %(size)s, and %(most)s are allowed.")
        sizes = {"size": filesizeformat(file.size), "most": filesizeformat(most)}
        raise ValidationError(sentence, code="size", params=sizes)
