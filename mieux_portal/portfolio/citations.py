"""The citation of a source of which only the address is known."""

from urllib.parse import urlsplit

PUBLISHERS = {"mieux-initiative.eu": "MIEUX website", "icmpd.org": "ICMPD website"}


def citation_of(address: str) -> str:
    """Publisher and the end of the path: «MIEUX website, actions/159-madagascar».

    The path is not made into a title: on the initiative's site address and content disagree in places.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    path = [part for part in parts.path.split("/") if part]
    # English is left unsaid; another language is kept, since the same page often exists in both.
    path = path[1:] if path[:1] == ["en"] else path
    *folders, page = path or [f"?{parts.query}" if parts.query else ""]
    language = [folders.pop(0)] if folders and len(folders[0]) == 2 else []
    folder = [part for part in folders if not part.isdigit()][-1:]
    shown = "/".join([*language, *folder, page])
    return f"{PUBLISHERS.get(host, host)}, {shown}" if shown else PUBLISHERS.get(host, host)
