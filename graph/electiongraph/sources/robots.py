"""What a site's robots.txt allows us to fetch, and how often.

First stage. The text of a robots.txt, or the answer in its stead, comes in; permission and pauses go out.
"""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from electiongraph.sources.connections import AGENT, Response

__all__ = ["Robots", "robots_of"]


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site; without rules everything is allowed."""

    rules: Protego | None = None

    def allows(self, url: str) -> bool:
        """Tell whether an address of the site may be fetched."""
        return self.rules is None or self.rules.can_fetch(url, AGENT)

    @property
    def delay_seconds(self) -> float:
        """Return the pause between two requests that the site asks for, 0 for none."""
        delay = None if self.rules is None else self.rules.crawl_delay(AGENT)
        return max(delay or 0.0, 0.0)


def robots_of(response: Response) -> Robots | None:
    """Return the rules that an answer to /robots.txt gives.

    Returns:
        Rules that allow everything when the site says that it has none (4xx); None when the site fails to
        answer, so that nobody knows what it allows.
    """
    if response.status == 200:
        return Robots(Protego.parse(response.body.decode("utf-8", "replace").removeprefix("\ufeff")))
    return Robots() if 400 <= response.status < 500 else None
