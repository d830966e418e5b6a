"""How often something may be asked for, so that nobody's mailbox is flooded."""

from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 60 * 60


@dataclass(frozen=True)
class Limit:
    """At most so many times within the seconds that follow the first time.

    Counted in Django's cache. By default each process of the server keeps one of its own and so counts for itself.
    """

    name: str
    most: int
    seconds: int = HOUR

    def allows(self, whom: str) -> bool:
        """Count one more for `whom`, and say whether it is still within the limit."""
        # Hashed: neither addresses of people nor of machines lie in the cache.
        key = f"limit:{salted_hmac(self.name, whom.casefold()).hexdigest()}"
        cache.add(key, 0, self.seconds)
        try:
            return cache.incr(key) <= self.most
        except ValueError:  # it ran out between the two lines
            return True


def client_of(request: HttpRequest) -> str:
    """The address that a request comes from: behind our proxy, the one that the proxy saw and added last.

    Of an IPv6 address its network (/64): whoever has one has all addresses in it.
    """
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY and (forwarded := request.headers.get("X-Forwarded-For", "")):
        told = forwarded.rpartition(",")[2].strip()
    try:
        address = ip_address(told)
    except ValueError:
        return told
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else told
