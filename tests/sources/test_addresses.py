"""Which addresses are public, and which texts are addresses at all."""

from __future__ import annotations

import pytest

from electiongraph.errors import SourceError
from electiongraph.sources.addresses import is_public
from electiongraph.sources.urls import checked_url, is_url, shown_url

PUBLIC = ("8.8.8.8", "151.101.0.81", "2606:4700::1111", "2a00:1450::", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8")
NOT_PUBLIC = (
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
    "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::",
    "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::127.0.0.1",
    "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::1", "2002:a00:1::",
    "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" https://News.Example ", "https://news.example/"),
        ("http://news.example:80/a;b?c=d&e#f", "http://news.example/a;b?c=d&e"),
        ("https://news.example:8443/%C3%A9?q=%20", "https://news.example:8443/%C3%A9?q=%20"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
        ("http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("http://news.example?live", "http://news.example/?live"),
    ],
)
def test_addresses_have_one_form(text: str, plain: str) -> None:
    assert is_url(text)
    assert checked_url(text) == plain
    assert checked_url(plain) == plain


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("ftp://news.example/a", "is not an http or https address"),
        ("file:///etc/passwd", "is not an http or https address"),
        ("gopher://127.0.0.1/", "is not an http or https address"),
        ("javascript:alert(1)", "is not an http or https address"),
        ("/etc/passwd", "is not an http or https address"),
        ("//news.example/a", "is not an http or https address"),
        ("http://", "names no host"),
        ("http:///a", "names no host"),
        ("http://news.example:99999/", "is not a valid address"),
        ("http://news.example:0/", "is not a valid address"),
        ("http://news.example:http/", "is not a valid address"),
        ("http://[::1/", "is not a valid address"),
        ("http://news.example\\@10.0.0.1/", "name or password"),
        ("http://news.example\\a", "not a valid"),
        ("http://[fe80::1%25eth0]/", "has no valid host name"),
        ("http://news..example/", "has no valid host name"),
        ("http://news.example%00.test/", "has no valid host name"),
        ("http://a,b/", "has no valid host name"),
        (f"http://{'a' * 64}.example/", "has no valid host name"),
        ("http://news.example/a b", "has a space or control character"),
        ("http://news.example/a\r\nHost: b", "has a space or control character"),
        ("http://news.example/\u202egpj", "has a space or control character"),
        (f"http://news.example/{'a' * 5000}", "is longer than 4,000 characters"),
        ("http://me:secret@news.example/", "has a user name or password"),
        ("http://me@news.example/", "has a user name or password"),
        ("http://@news.example/", "has a user name or password"),
    ],
)
def test_what_is_no_address_is_refused(text: str, what: str) -> None:
    with pytest.raises(SourceError) as caught:
        checked_url(text)
    message = str(caught.value)
    assert what in message
    assert message.isprintable()
    assert "secret" not in message
    assert caught.value.advice


@pytest.mark.parametrize("text", ["night.txt", "-", "C:\\night.txt", "c:/night.txt", "a:b", "http:/a", ""])
def test_paths_are_no_addresses(text: str) -> None:
    assert not is_url(text)


def test_a_password_is_never_shown() -> None:
    assert shown_url("https://me:se@cret@news.example/a?b=c@d") == "https://news.example/a?b=c@d"
