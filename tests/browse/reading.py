"""What a reader finds on a page: its links with their words, its places, and the words that are no link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
INLINE = {"a", "abbr", "b", "em", "i", "q", "small", "span", "strong", "sub", "sup", "time"}
RECORD = "record"  # the class of one of the records that a number on the same page leads to


@dataclass
class Link:
    """`address`: path and query, as it stands on the site; `fragment`: the place on that page, or empty."""

    address: str
    fragment: str
    words: str = ""
    in_main: bool = False

    @property
    def path(self) -> str:
        return urlsplit(self.address).path

    @property
    def query(self) -> str:
        return urlsplit(self.address).query


@dataclass
class _Open:
    tag: str
    id: str


@dataclass
class ReadPage(HTMLParser):
    """One page, read once. `records`: id of a place → how many records stand within it."""

    address: str
    links: list[Link] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    records: dict[str, int] = field(default_factory=dict)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[_Open] = []
        self._link: Link | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if named.get("id"):
            self.ids.add(named["id"])
        if RECORD in named.get("class", "").split():
            for place in {part.id for part in self._open if part.id}:
                self.records[place] = self.records.get(place, 0) + 1
        if tag in ("script", "style", "svg"):
            self._silent += 1
        self._part(tag)
        if tag == "a" and self._is_ours(named.get("href", "")):
            address, fragment = urldefrag(urljoin(self.address, named["href"]))
            self._link = Link(address, fragment, in_main=any(part.tag == "main" for part in self._open))
            self.links.append(self._link)
        if tag not in VOID:
            self._open.append(_Open(tag, named.get("id", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "svg"):
            self._silent -= 1
        self._part(tag)
        if tag == "a":
            self._link = None
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._link is not None:
            self._link.words = " ".join(f"{self._link.words} {data}".split())
        elif not self._silent:
            self.words = f"{self.words} {data}"

    def _part(self, tag: str) -> None:
        """What stands in two paragraphs is not one sentence; nor is what stands before and after a link."""
        if tag not in INLINE or tag == "a":
            self.words += " | "

    @staticmethod
    def _is_ours(address: str) -> bool:
        return bool(address) and not urlsplit(address).scheme and not address.startswith("//")


WORDS = "Actions?|(?:knowledge )?items?|organisations?|practices?|impacts?|lessons?|member states?"  # what has lists
COUNTED = re.compile(rf"(\d+)(?: of \d+)?(?:$| (?:{WORDS})\b)")


def numbers(page: ReadPage) -> Iterator[tuple[int, Link]]:
    """The links whose words are a number, or a number of records: «5 knowledge items», «3 Actions: Malawi», «12»."""
    for link in page.links:
        is_a_year = f"year={link.words}" in link.query
        if (found := COUNTED.match(link.words)) and not is_a_year and not link.words.startswith("0"):
            yield int(found[1]), link
