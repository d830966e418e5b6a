"""The forms of a page, as a browser would send them. The parser of the standard library: here speed counts."""

from html.parser import HTMLParser

Fields = dict[str, list[str]]
NOT_SENT = {"submit", "button", "reset", "image", "file"}


def form_in(page: str) -> Fields | None:
    """Wagtail's editor or, where there is none, the last form that is posted: the first ones are the menu's."""
    reader = _Reader()
    reader.feed(page)
    for name, fields in reader.forms:
        if name == "w-editor-form":
            return fields
    return reader.forms[-1][1] if reader.forms else None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Fields]] = []
        self._fields: Fields | None = None
        self._text: tuple[str, list[str]] | None = None  # the text area that is being read
        self._select: tuple[str, bool] | None = None  # the list that is being read, and whether several may be chosen
        self._first: str | None = None  # its first option, which a browser sends where none is chosen

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and (given.get("method") or "").lower() == "post":
            self._fields = {}
            self.forms.append((given.get("id") or "", self._fields))
        elif self._fields is not None and "disabled" not in given:
            self._read(tag, given)

    def _read(self, tag: str, given: dict[str, str | None]) -> None:
        name = given.get("name") or ""
        if tag == "input" and name and name != "csrfmiddlewaretoken":
            self._read_input(name, given)
        elif tag == "textarea" and name:
            self._text = (name, [])
        elif tag == "select" and name:
            self._select, self._first = (name, "multiple" in given), None
        elif tag == "option" and self._select:
            value = given.get("value") or ""
            if "selected" in given:
                self._add(self._select[0], value)
            elif self._first is None:
                self._first = value

    def _read_input(self, name: str, given: dict[str, str | None]) -> None:
        kind = (given.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            if "checked" in given:
                self._add(name, given["value"] or "" if "value" in given else "on")
        elif kind not in NOT_SENT:
            self._add(name, given.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        elif tag == "textarea" and self._text:
            self._add(self._text[0], "".join(self._text[1]).removeprefix("\n"))
            self._text = None
        elif tag == "select" and self._select:
            name, several = self._select
            if not several and self._first is not None and self._fields is not None and name not in self._fields:
                self._add(name, self._first)
            self._select = None

    def _add(self, name: str, value: str) -> None:
        if self._fields is not None:
            self._fields.setdefault(name, []).append(value)
