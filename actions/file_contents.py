"""Whether a file is what its name says. An ending is only a claim: what lies behind it may be a page or a program."""

import io
import lzma
import struct
import zipfile
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from PIL import Image, ImageOps

# What has to lie in the archive that an office file is, and how it begins; any other may hold anything but programs.
OFFICE_PARTS = {
    "docx": ("word/document.xml", b"<"),
    "pptx": ("ppt/presentation.xml", b"<"),
    "xlsx": ("xl/workbook.xml", b"<"),
    "odt": ("mimetype", b"application/vnd.oasis.opendocument.text"),
    "ods": ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
}
PROGRAMS = {"app", "bat", "cmd", "com", "dll", "exe", "hta", "htm", "html", "jar", "js", "lnk", "msi", "ps1"}
PROGRAMS |= {"scr", "sh", "svg", "vbs"}
UNPACKED_AT_MOST = 1024**3  # an archive that promises to become larger is a trap
MARKUP = ("<!--", "<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "#!")
CHUNK = 64 * 1024

# What Pillow calls the content of such a file. Telephones write a second picture behind the first: MPO.
PICTURES = {"jpg": ("JPEG", "MPO"), "jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",)}
WRITTEN_WITH: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "progressive": True},
    "WEBP": {"quality": 90},
    "PNG": {"optimize": True},
}


# What Pillow and zipfile raise for what is not as it should be: each is written for whoever reads its own format well.
DAMAGED = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, OSError, RuntimeError, SyntaxError),
    *(TypeError, ValueError, struct.error, lzma.LZMAError, zlib.error),
)


class BrokenPictureError(ValueError):
    """A picture that cannot be read, or is of another kind than its name says."""


def is_document(file: File, ending: str) -> bool:
    """Whether the content is that of a file with this ending: `pdf`, `csv`, `txt`, `zip` or one of an office."""
    with _from_its_start(file):
        if ending == "pdf":
            return bool(file.read(5) == b"%PDF-")
        if ending in ("csv", "txt"):
            return _is_text(file)
        return _is_archive(file, OFFICE_PARTS.get(ending))


def read_picture(file: File, ending: str, most_pixels: int) -> bool:
    """Reads every pixel; False, without reading any, where there are more than allowed. BrokenPictureError."""
    with _from_its_start(file), _opened(file, PICTURES[ending]) as picture:
        width, height = picture.size
        if width * height * getattr(picture, "n_frames", 1) > most_pixels:
            return False
        picture.load()
        return True


def without_what_it_tells(file: File) -> ContentFile:
    """The picture alone, upright, without place, time and device of its making, which a camera writes into the file.

    Whatever is drawn from it later cannot tell them either. BrokenPictureError.
    """
    with _from_its_start(file), _opened(file, ()) as picture:
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        colours = picture.info.get("icc_profile")
        upright = _upright(picture)
        upright.info = {"transparency": upright.info["transparency"]} if "transparency" in upright.info else {}
        bare = io.BytesIO()
        upright.save(bare, format=kind, icc_profile=colours, **WRITTEN_WITH.get(kind, {}))
    return ContentFile(bare.getvalue(), name=PurePath(file.name or "").name)


def _upright(picture: Image.Image) -> Image.Image:
    """As it was held. Where what the camera wrote is damaged, as it lies: it is left out all the same."""
    try:
        return ImageOps.exif_transpose(picture)
    except DAMAGED:
        picture.load()
        return picture


@contextmanager
def _from_its_start(file: File) -> Iterator[None]:
    """The next reader finds the file at its start again."""
    file.seek(0)
    try:
        yield
    finally:
        file.seek(0)


@contextmanager
def _opened(file: File, kinds: tuple[str, ...]) -> Iterator[Image.Image]:
    """The picture, of one of these kinds where any is named. Pillow's many errors become one."""
    try:
        with Image.open(io.BytesIO(file.read())) as picture:
            if kinds and picture.format not in kinds:
                raise BrokenPictureError
            yield picture
    except (*DAMAGED, Image.DecompressionBombError) as error:
        raise BrokenPictureError from error


def _is_archive(file: File, part: tuple[str, bytes] | None) -> bool:
    """Whether it is an archive that is no trap, with `part` in it where one is named, and else without programs."""
    if file.read(4) != b"PK\x03\x04":  # Python would find an archive behind a program, too
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            members = {member.filename: member for member in archive.infolist()}
            if sum(member.file_size for member in members.values()) > UNPACKED_AT_MOST:
                return False
            if part is None:
                return not any(PurePath(name).suffix.lstrip(".").lower() in PROGRAMS for name in members)
            name, beginning = part
            with archive.open(members[name]) as member:
                return member.read(200).removeprefix(BOM_UTF8).startswith(beginning)
    except (*DAMAGED, zipfile.BadZipFile):
        return False


def _is_text(file: File) -> bool:
    """Whether it is text and neither a page nor a program. A spreadsheet may write UTF-16 or the letters of Windows."""
    start = file.read(CHUNK)
    is_wide = start.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    words = start.decode("utf-16" if is_wide else "utf-8-sig", errors="ignore")
    if words.lstrip().lower().startswith(MARKUP):
        return False
    encodings = ["utf-16"] if is_wide else ["utf-8", "cp1252"]
    return any(_decodes(file, encoding) for encoding in encodings)


def _decodes(file: File, encoding: str) -> bool:
    """Whether all of it can be read as letters; a program has zeros between them."""
    decoder = getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            if "\0" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
