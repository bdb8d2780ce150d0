"""Which internet addresses are public, so that a link in a page cannot make us call on a machine at home.

First stage. Addresses come in as text, as the resolver gives them; nothing is looked up here.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

__all__ = ["is_public"]

# Named here because the lists of older Pythons lack them.
NOT_PUBLIC_V4 = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments, RFC 6890
    IPv4Network("192.88.99.0/24"),  # relays of 6to4, withdrawn by RFC 7526
)
NOT_PUBLIC_V6 = (
    IPv6Network("2001::/23"),  # protocol assignments: Teredo, ORCHID and others
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("3fff::/20"),  # documentation, RFC 9637
)
GLOBAL_UNICAST = IPv6Network("2000::/3")
# An IPv6 address that stands for the IPv4 address in its last 32 bits.
NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Tell whether an address belongs to the public internet.

    Private, loopback, link-local, multicast, reserved and documentation addresses do not; an IPv6 address
    that stands for an IPv4 one (mapped, NAT64, 6to4) is judged by that.

    Args:
        address: An IPv4 or IPv6 address, with or without a zone.

    Examples:
        >>> is_public("8.8.8.8"), is_public("192.168.1.1"), is_public("::ffff:127.0.0.1")
        (True, False, False)
        >>> is_public("2606:4700::1111"), is_public("fe80::1%eth0"), is_public("64:ff9b::10.0.0.1")
        (True, False, False)
    """
    found = ip_address(address)
    if isinstance(found, IPv4Address):
        return _is_public_v4(found)
    inner = _embedded(found)
    if inner is not None:
        return _is_public_v4(inner)
    return (
        found in GLOBAL_UNICAST and found.is_global and not any(found in network for network in NOT_PUBLIC_V6)
    )


def _is_public_v4(address: IPv4Address) -> bool:
    is_special = address.is_multicast or address.is_reserved or not address.is_global
    return not is_special and not any(address in network for network in NOT_PUBLIC_V4)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, if it does."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
