"""Stream fields: from plain tables and lists to what Wagtail keeps, and back to something that compares."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from .records import ContentError

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
KIND_NAMES = {"list": "list", "dict": "table", "str": "text"}


def as_the_editor_saves(html: str, features: list[str]) -> str:
    """HTML in the form that Wagtail's editor gives it, so that opening and saving a text changes nothing."""
    converter = ContentstateConverter(features=features)
    return without_block_keys(converter.to_database_format(converter.from_database_format(html)))


def without_block_keys(html: str) -> str:
    """The editor marks each paragraph with a random key; two equal texts differ in these."""
    return BLOCK_KEY.sub("", html)


def to_raw(block: blocks.Block, told: Any) -> Any:
    """`told` as the block's stored form. ContentError for a part that the block does not have.

    An entry of a stream is a table with its `type` and either a `value` or the parts of it; where a stream has one
    type of entries only, `type` is left out.
    """
    if isinstance(block, blocks.BaseStreamBlock):
        return [_entry(block, entry) for entry in _expect(list, told)]
    if isinstance(block, blocks.ListBlock):
        return [to_raw(block.child_block, entry) for entry in _expect(list, told)]
    if isinstance(block, blocks.BaseStructBlock):
        parts = _expect(dict, told)
        return {name: to_raw(_child(block, name), part) for name, part in parts.items()}
    if isinstance(block, blocks.RichTextBlock):
        return as_the_editor_saves(_expect(str, told), block.features or [])
    return told


def _entry(block: blocks.BaseStreamBlock, told: Any) -> dict[str, Any]:
    parts = dict(_expect(dict, told))
    only_type = next(iter(block.child_blocks)) if len(block.child_blocks) == 1 else ""
    name = only_type or parts.pop("type", "")
    return {"type": name, "value": to_raw(_child(block, name), parts.get("value", parts))}


def _child(block: Any, name: str) -> blocks.Block:
    if name not in block.child_blocks:
        raise ContentError(f"“{name}” is none of {', '.join(block.child_blocks)}")
    return block.child_blocks[name]


def _expect(kind: type, told: Any) -> Any:
    if not isinstance(told, kind):
        raise ContentError(f"“{told}” should be a {KIND_NAMES[kind.__name__]}")
    return told


def check(block: blocks.Block, value: Any) -> None:
    """ContentError where a required part is missing or something is out of bounds."""
    try:
        block.clean(value)
    except ValidationError as error:
        raise ContentError(f"a part is missing or wrong ({_first_sentence(error)})") from error


def _first_sentence(error: ValidationError) -> str:
    """The sentence innermost in Wagtail's nested errors of blocks."""
    for inner in getattr(error, "block_errors", {}).values():
        return _first_sentence(inner)
    return "; ".join(error.messages)


def comparable(raw: Any) -> Any:
    """A stored stream without the random ids and keys, which differ between equal contents."""
    if isinstance(raw, dict):
        is_entry = "type" in raw and "value" in raw
        return {name: comparable(part) for name, part in raw.items() if not (is_entry and name == "id")}
    if isinstance(raw, list):
        return [comparable(part) for part in raw]
    return without_block_keys(raw) if isinstance(raw, str) else raw
