"""What a browser says and asks while a reader reads."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

PHOTOGRAPHS = "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"


class Witness:
    """Listens to every page of a context. A breach of the security policy is an error of the console too."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context.on("request", self._hear_request)
        context.on("console", self._hear_console)
        context.on("weberror", self._hear_error)

    @property
    def asked_elsewhere(self) -> list[str]:
        return [url for url in self.asked if not url.startswith((f"{self.address}/", "data:"))]

    def _hear_request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _hear_console(self, message: ConsoleMessage) -> None:
        # Chromium complains of a page that is not found; that is what the page says itself.
        own_status = message.page is not None and message.location["url"] == message.page.url
        if message.type in ("error", "warning") and not (own_status and "status of 404" in message.text):
            self.complaints.append(message.text)

    def _hear_error(self, error: WebError) -> None:
        self.complaints.append(str(error.error))


class Scales:
    """Weighs what a page takes over the wire, headers included, as Chromium counts it."""

    def __init__(self, page: Page) -> None:
        self._wire = page.context.new_cdp_session(page)
        self._asked: dict[str, str] = {}
        self._photographs: set[str] = set()
        self.bytes_by_url: dict[str, int] = {}
        self._wire.on("Network.requestWillBeSent", self._note_request)
        self._wire.on("Network.responseReceived", self._note_response)
        self._wire.on("Network.loadingFinished", self._note_end)
        self._wire.send("Network.enable")

    @property
    def total(self) -> int:
        return sum(self.bytes_by_url.values())

    def _note_request(self, event: dict) -> None:
        self._asked[event["requestId"]] = event["request"]["url"]

    def _note_response(self, event: dict) -> None:
        if event["response"]["mimeType"] in PHOTOGRAPHS:
            self._photographs.add(event["requestId"])

    def _note_end(self, event: dict) -> None:
        url = self._asked.get(event["requestId"])  # None: asked for before the scales stood
        if url and event["requestId"] not in self._photographs:
            self.bytes_by_url[url] = self.bytes_by_url.get(url, 0) + int(event["encodedDataLength"])
