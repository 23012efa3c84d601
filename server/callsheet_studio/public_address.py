"""Which addresses belong to the public internet, whatever form they are written in."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

LOCAL = tuple(map(IPv6Network, ("fe80::/10", "fec0::/10", "fc00::/7")))
"""Of one link, one site (RFC 3879) and one organization (RFC 4193)."""
NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052."""
COMPATIBLE = IPv6Network("::/96")
"""RFC 4291, 2.5.5.1: obsolete, and still understood by some systems."""
ISATAP = (0x00005EFE, 0x02005EFE)
"""RFC 5214, 6.1: what stands before the IPv4 address."""
LAST = 0xFFFFFFFF


def is_public(address: str) -> bool:
    """Return whether an IP address, given as text, belongs to the public internet.

    Only such an address may be connected to when somebody else's text names it. An IPv4 address
    inside an IPv6 one counts as the address that it leads to. False for text that is not an
    address.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = tuple(_inside(ip)) if isinstance(ip, IPv6Address) else ()
    if any(ip in network for network in LOCAL):
        return False
    return all(map(_is_global, inner)) if inner else _is_global(ip)


def _inside(ip: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that an IPv6 address is made of."""
    if ip.ipv4_mapped:
        yield ip.ipv4_mapped
    if ip.sixtofour:
        yield ip.sixtofour
    if ip.teredo:
        yield from ip.teredo
    if ip in NAT64 or ip in COMPATIBLE:
        yield IPv4Address(int(ip) & LAST)
    if int(ip) >> 32 & LAST in ISATAP:
        yield IPv4Address(int(ip) & LAST)


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)
