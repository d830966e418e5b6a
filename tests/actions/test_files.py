"""A file that is not what its name says is refused with a sentence; a photograph is stored without what it tells."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images.models import Image

from actions.files import (
    document_limits,
    photograph_limits,
    records_collection,
    validate_document,
    validate_photograph,
)
from actions.models import ActionDocument
from tests.pictures import photograph

PDF = b"%PDF-1.7\n1 0 obj\n"
OFFICE = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}
OPEN_OFFICE = {"odt": "text", "ods": "spreadsheet"}


def archive(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        for name, content in members.items():
            written.writestr(name, content)
    return packed.getvalue()


def office(ending):
    if ending in OPEN_OFFICE:
        return archive(mimetype=f"application/vnd.oasis.opendocument.{OPEN_OFFICE[ending]}")
    return archive(**{OFFICE[ending]: "<?xml version='1.0'?>"})


def picture(kind, size=(40, 30)):
    drawn = io.BytesIO()
    Picture.new("RGB", size, "teal").save(drawn, format=kind)
    return drawn.getvalue()


def named(name, content):
    return SimpleUploadedFile(name, content)


GOOD = [
    ("report.pdf", PDF),
    ("Report.PDF", PDF),
    ("notes.txt", "Straße".encode()),
    ("notes.txt", "Straße".encode("cp1252")),
    ("table.csv", "land;zahl\nUngarn;3".encode("utf-16")),
    ("data.zip", archive(**{"a.csv": "1,2"})),
    *((f"file.{ending}", office(ending)) for ending in (*OFFICE, *OPEN_OFFICE)),
]
BAD = [
    ("page.pdf", b"<html><script>alert(1)</script>"),
    ("page.txt", b"\n <!DOCTYPE html><script>alert(1)</script>"),
    ("drawing.csv", b"\xef\xbb\xbf<svg onload='alert(1)'>"),
    ("program.txt", b"MZ\x90\x00\x03\x00\x00"),
    ("script.txt", b"#!/bin/sh\nrm -rf /"),
    ("letter.docx", office("xlsx")),
    ("letter.odt", office("ods")),
    ("letter.docx", PDF),
    ("data.zip", b"MZ\x90\x00" + archive(**{"a.csv": "1,2"})),
    ("data.zip", archive(**{"setup.exe": "MZ"})),
    ("data.zip", archive(**{"a.csv": "1,2"})[:40]),
]


@pytest.mark.parametrize(("name", "content"), GOOD, ids=lambda value: value if isinstance(value, str) else "")
def test_a_file_that_is_what_its_name_says_is_taken(name, content):
    validate_document(named(name, content))


@pytest.mark.parametrize(("name", "content"), BAD, ids=lambda value: value if isinstance(value, str) else "")
def test_a_page_or_a_program_under_a_harmless_name_is_refused(name, content):
    with pytest.raises(ValidationError, match="Its content is not that of"):
        validate_document(named(name, content))


def test_an_archive_that_grows_beyond_measure_is_refused(monkeypatch):
    monkeypatch.setattr("actions.file_contents.UNPACKED_AT_MOST", 1000)
    validate_document(named("data.zip", archive(**{"a.csv": "1" * 1000})))
    with pytest.raises(ValidationError):
        validate_document(named("data.zip", archive(**{"a.csv": "1" * 1001})))


def test_an_archive_that_ends_too_early_is_refused_and_no_server_error():
    content = bytearray(office("docx"))
    sizes = content.index(b"PK\x01\x02") + 20  # in its list of contents: packed and unpacked
    content[sizes : sizes + 8] = 2 * (10_000).to_bytes(4, "little")
    with pytest.raises(ValidationError, match=r"not that of a \.docx file"):
        validate_document(named("a.docx", bytes(content)))


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "setup.exe", "letter.doc", "noending", ".pdf"])
def test_a_refusal_says_which_kinds_are_taken(name):
    with pytest.raises(ValidationError, match=r"CSV, DOCX, ODS, ODT, PDF.* at most 20"):
        validate_document(named(name, PDF))


def test_too_large_a_file_is_told_how_large_it_may_be(settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = len(PDF)
    validate_document(named("report.pdf", PDF))
    with pytest.raises(ValidationError, match="too large"):
        validate_document(named("report.pdf", PDF + b" "))


def test_the_reader_of_a_checked_file_finds_it_at_its_start():
    file = named("report.pdf", PDF)
    validate_document(file)
    assert file.read() == PDF


@pytest.mark.parametrize("ending", ["jpg", "jpeg", "png", "webp"])
def test_a_picture_is_taken(ending):
    kind = {"jpg": "JPEG"}.get(ending, ending.upper())
    validate_photograph(named(f"a.{ending}", picture(kind)))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", picture("PNG")),
        ("a.png", picture("PNG")[:60]),
        ("a.jpg", b"<svg onload='alert(1)'></svg>"),
        ("a.webp", PDF),
    ],
)
def test_a_damaged_or_misnamed_picture_is_refused(name, content):
    with pytest.raises(ValidationError, match="or it is damaged"):
        validate_photograph(named(name, content))


@pytest.mark.parametrize("name", ["a.svg", "a.gif", "a.heic"])
def test_a_refusal_says_which_pictures_are_taken(name):
    with pytest.raises(ValidationError, match="JPG, JPEG, PNG, WEBP"):
        validate_photograph(named(name, picture("PNG")))


def test_a_picture_that_would_fill_the_memory_is_not_unpacked(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000_000
    validate_photograph(named("a.png", picture("PNG", (1000, 1000))))
    with pytest.raises(ValidationError, match=r"too many pixels.* 1 million"):
        validate_photograph(named("a.png", picture("PNG", (1000, 1001))))


@pytest.fixture
def with_place(db):
    return photograph(place=True)


def told_by(file):
    with file.open("rb") as stored, Picture.open(stored) as opened:
        opened.load()
        return dict(opened.getexif()), {name for name in opened.info if name in ("exif", "xmp", "comment", "Comment")}


def test_the_photograph_of_the_test_tells_where_it_was_taken(with_place):
    exif, _rest = told_by(ContentFile(with_place))
    assert 0x8825 in exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("spec", ["original", "max-640x480|format-webp", "width-20", "max-165x165", "format-jpeg"])
def test_no_rendition_tells_where_a_photograph_was_taken(db, kind, spec):
    content = ContentFile(photograph(kind=kind, place=True), name=f"a.{kind.lower()}")
    image = Image.objects.create(title="Workshop", file=content)
    assert told_by(image.file) == ({}, set())
    assert told_by(image.get_rendition(spec).file) == ({}, set())


DAMAGES = {  # no picture is harmed: a value of another kind than it is, a beginning that is none
    "JPEG": (b"\x00\x01\x00\x02\x00\x00\x00\x02N", b"\x00\x01\x00\x03\x00\x00\x00\x02N"),
    "WEBP": (b"MM\x00*", b"\x00M\x00*"),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_what_a_camera_wrote_is_left_out_where_it_is_damaged_too(db, kind):
    whole = photograph(kind, place=True, orientation=6)
    damaged = named(f"a.{kind.lower()}".replace("jpeg", "jpg"), whole.replace(*DAMAGES[kind]))
    assert damaged.read() != whole
    validate_photograph(damaged)
    assert told_by(Image.objects.create(title="Workshop", file=damaged).file) == ({}, set())


def test_a_photograph_taken_on_its_side_stands_upright(db):
    turned = photograph(size=(40, 30), orientation=6)
    image = Image.objects.create(title="Workshop", file=ContentFile(turned, name="a.jpg"))
    assert (image.width, image.height) == (30, 40)
    assert image.file_size == image.file.size


def test_a_picture_keeps_what_is_see_through(db):
    drawn = io.BytesIO()
    see_through = Picture.new("P", (10, 10))
    see_through.save(drawn, format="PNG", transparency=0)
    image = Image.objects.create(title="Mark", file=ContentFile(drawn.getvalue(), name="a.png"))
    with image.file.open("rb") as stored:
        assert Picture.open(stored).convert("RGBA").getchannel("A").getpixel((0, 0)) == 0


def uploaded(client, kind, file):
    """As Wagtail's own screen for several files sends one."""
    address = reverse(f"wagtail{kind}:add_multiple")
    return client.post(address, {"title": "A", "files[]": file}, headers={"X-Requested-With": "XMLHttpRequest"})


@pytest.mark.parametrize(
    ("kind", "file", "words"),
    [
        ("docs", named("page.pdf", b"<html>"), "Its content is not that of a .pdf file"),
        ("docs", named("page.html", b"<html>"), "This kind of file is not taken here"),
        ("images", named("a.png", picture("PNG")[:60]), "or it is damaged"),
        ("images", named("a.svg", b"<svg></svg>"), "This kind of file is not taken here"),
    ],
)
def test_wagtails_own_forms_refuse_the_same_files_once(admin_client, db, kind, file, words):
    answer = uploaded(admin_client, kind, file).json()
    assert answer["success"] is False
    assert words in answer["error_message"]
    assert "\n" not in answer["error_message"]


def test_wagtails_own_forms_say_what_is_allowed(admin_client, db):
    for kind, limits in (("docs", document_limits()), ("images", photograph_limits())):
        assert limits in admin_client.get(reverse(f"wagtail{kind}:add")).content.decode()


def test_a_document_tells_its_kind_language_and_size(db):
    document = ActionDocument(title="Report", file=ContentFile(PDF, name="report.pdf"), language="fr")
    document._set_document_file_metadata()
    assert document.described.replace("\xa0", " ") == f"PDF, French, {len(PDF)} bytes"
    document.language = ""
    assert document.described.startswith("PDF, 1")


def test_what_belongs_to_actions_has_a_collection_of_its_own(db):
    assert records_collection().name == "Records"


def test_a_document_is_checked_by_whatever_way_it_comes(db):
    with pytest.raises(ValidationError) as refused:
        ActionDocument(title="A", file=ContentFile(b"<html>", name="a.pdf")).full_clean()
    assert list(refused.value.message_dict) == ["file"]
