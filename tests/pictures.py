"""Photographs as a camera writes them."""

import io
from typing import Any

from PIL import Image as Picture
from PIL.PngImagePlugin import PngInfo

ORIENTATION, PLACE = 0x0112, 0x8825
VIENNA = {1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 20.0)}


def photograph(kind="JPEG", size=(40, 30), place=False, orientation=None) -> bytes:
    """A small picture with what a camera adds: where it was taken, and which side is up."""
    exif = Picture.Exif()
    if place:
        exif.get_ifd(PLACE).update(VIENNA)
    if orientation:
        exif[ORIENTATION] = orientation
    more: dict[str, Any] = {"exif": exif}
    if kind == "PNG":
        more["pnginfo"] = PngInfo()
        more["pnginfo"].add_text("Comment", "Vienna")
    elif place:
        more["xmp"] = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Vienna</x:xmpmeta>"
    drawn = io.BytesIO()
    Picture.new("RGB", size, "teal").save(drawn, format=kind, **more)
    return drawn.getvalue()
