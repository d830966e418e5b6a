"""A photograph is stored without what its camera wrote into it: Wagtail's renditions would carry the place on."""

from typing import Any

from wagtail.images.models import Image

from .file_contents import BrokenPictureError, without_what_it_tells


def store_bare(sender: type[Image], instance: Image, raw: bool = False, **kwargs: Any) -> None:
    """For the signal `pre_save`, so that it holds for every door. A file that is no picture stays as it is."""
    if raw or not instance.file or instance.file._committed:
        return
    try:
        instance.file = without_what_it_tells(instance.file)
    except BrokenPictureError:
        return
    instance._set_image_file_metadata()
