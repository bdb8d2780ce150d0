"""What a source says of itself: title, publication date, publisher and address.

First stage. Comes from the opening lines of a plain text, or from the head of a page: its meta tags, JSON-LD,
`time` elements and links.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from electiongraph.sources.dates import (
    before_last_date,
    find_date,
    find_day_and_month,
    is_time_stamp,
    iso_date,
)
from electiongraph.sources.document import Block

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

__all__ = ["Metadata", "metadata_of_page", "published_in_text"]

_LABELLED = re.compile(
    r"^\W*(?:(?:page )?(?:first |last )?(?:published|posted|updated)|dated?)\b\D{0,24}", re.IGNORECASE
)
_ELECTION_YEAR = re.compile(r"\belections?\s+(20\d\d)\b|\b(20\d\d)\s+(?:general\s+)?election", re.IGNORECASE)
_TITLE_NAMES = ("og:title", "headline", "dc.title", "dcterms.title", "twitter:title")
_DESCRIPTION_NAMES = ("description", "og:description", "dc.description", "dcterms.description")
_LONGEST_ABOUT = 400
_PUBLISHED_NAMES = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publishdate",
    "pubdate",
    "date",
)
_PUBLISHER_NAMES = ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher", "application-name")
_TITLE_TAIL = re.compile(r"\s+[|·•–—-]\s+[^|·•–—]{2,40}$")
_ADDRESS = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d,.£#])(?:19[5-9]|20[0-3])\d(?![\d,]*\d)")
_WEEKDAY_DATE = re.compile(
    r"\b(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? "
    r"(?P<day>(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]+"
    r"|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?)(?:,? (?:at )?\d{1,2}[.:]?\d{0,2} ?(?:[ap]\.?m\.?)?)?"
)
_LONGEST_TEXT = 50_000
_SPACE = re.compile(r"\s+")
_LARGEST_JSON = 1_000_000
_OPENING_BLOCKS = 10
_DATELINE_WORDS = 30
_DATELINE_LENGTH = 400
# "(updated 12.15)", "6.40am", "at 8:14am AEST" after the date of a byline.
_AFTER_DATE = re.compile(
    r"(?:[\s,|·•–—@-]*(?:\([^()]*\)|(?:at\s+)?(?<!\d)\d{1,2}(?:(?:[.:]\d\d){1,2}\s*(?:[ap]\.?m\.?|hrs|h)?"
    r"|\s*[ap]\.?m\.?)(?:\s+[A-Z]{2,5}\b)?|(?:last\s+)?updated.{0,30}))*[\s.]*$",
    re.IGNORECASE,
)
# A headline that names the polling day itself: what follows was published later by no more than days.
_ELECTION_DAY = re.compile(r"^.{0,40}\belections?,? (?:of |on )?\d{1,2} [A-Z][a-z]+ \d{4}(?:$|\s*[:,–—-])")
# "14 Oct 2022, Northampton Sentinel"
_OPENS_WITH_DATE = re.compile(r"(\S.{4,30}?\b(?:19|20)\d\d),? +(?:[A-Z][\w&'’-]*(?: (?:and |of |the )?|$))+$")
_NAME_AFTER_DATE = 10
# "What happened last time: 8 June 2017" dates an earlier poll.
_OF_BEFORE = re.compile(r"\b(?:last time|last (?:general )?election|previous(?:ly)?)\b", re.IGNORECASE)
# "... polled on 4 July 2024" is a date that the article tells of.
_IN_PROSE = re.compile(
    r"(?:\b(?:on|of|since|until|till|by|before|after|from|in|held|to|and|the)|[a-z]['’]s) *$"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says of itself; "" for what it does not say.

    `about` is what the head of a page calls it and says of it, where that is more than the title.
    """

    title: str = ""
    about: str = ""
    published: str = ""
    publisher: str = ""
    address: str = ""


def published_in_text(text: str, blocks: tuple[Block, ...], title: str) -> str:
    """Find the publication date in the opening lines of a text.

    A date in running prose is a date that the article tells of, so only time stamps, labelled dates and
    short date lines count. Stamps without a year take it from a title such as "Election 2024".

    Args:
        text: The canonical text.
        blocks: Its blocks.
        title: Its title.

    Returns:
        An ISO 8601 date, "" when the text does not say.
    """
    for block in blocks[:_OPENING_BLOCKS]:
        shown = text[block.start : block.end]
        if _OF_BEFORE.search(shown):
            continue
        label = _LABELLED.match(shown)
        is_date_line = block.kind == "time" or (
            len(shown) <= _DATELINE_LENGTH and len(shown.split()) <= _DATELINE_WORDS and _ends_in_date(shown)
        )
        found = find_date(shown) if label or is_date_line else ""
        if found:
            return found
    return _date_of_stamps(text, blocks, title) or _date_of_weekday(text, blocks)


def _ends_in_date(shown: str) -> bool:
    """Say whether a short line ends in a date stamp: "Jane Poe, Friday July 5, 2024 (0715)"."""
    if is_time_stamp(shown):
        return True
    opening = _OPENS_WITH_DATE.match(shown)
    if opening and is_time_stamp(opening[1]) and len(shown.split()) <= _NAME_AFTER_DATE:
        return True
    parts = re.split(r"\s*[|·•–—]\s*|,\s+(?=[A-Z][a-z]+day\b)|\s{2,}|\s-\s", shown)
    if len(parts) > 1 and any(is_time_stamp(part) for part in parts):
        return True
    if _ELECTION_DAY.search(shown):
        return True
    before = before_last_date(shown[: _end_of_date(shown)])
    return before is not None and not _IN_PROSE.search(before)


def _end_of_date(shown: str) -> int:
    """Return where a line ends when clock times and brackets after its date are left out."""
    tail = _AFTER_DATE.search(shown)
    return tail.start() if tail else len(shown)


def _date_of_stamps(text: str, blocks: tuple[Block, ...], title: str) -> str:
    stamps = [text[block.start : block.end] for block in blocks if block.kind == "time"]
    dates = sorted(found for found in map(find_date, stamps) if found)
    if dates:
        return dates[-1]
    years = {first or second for first, second in _ELECTION_YEAR.findall(title)}
    days = sorted(found for found in map(find_day_and_month, stamps) if found)
    if len(years) != 1 or not days:
        return ""
    try:
        return date(int(years.pop()), *days[-1]).isoformat()
    except ValueError:
        return ""


def _date_of_weekday(text: str, blocks: tuple[Block, ...]) -> str:
    """Return the date of a dateline without a year: the last year named at all that has it on its weekday.

    "Ely Weekly News, Thursday June 27" in a text that speaks of 2019 and of 2024.
    """
    years = sorted({int(year) for year in _YEAR.findall(text[:_LONGEST_TEXT])}, reverse=True)
    for block in blocks[:_OPENING_BLOCKS]:
        shown = text[block.start : block.end]
        found = _WEEKDAY_DATE.search(shown)
        if not found or len(shown.split()) > _NAME_AFTER_DATE or _IN_PROSE.search(shown[: found.start()]):
            continue
        named = find_day_and_month(found["day"])
        if named is None or shown[found.end() :].strip(" ,.)]"):
            continue
        for year in years:
            try:
                day = date(year, *named)
            except ValueError:
                continue
            if day.strftime("%a").lower() == found["weekday"][:3].lower():
                return day.isoformat()
    return ""


def metadata_of_page(parser: LexborHTMLParser, text: str, blocks: tuple[Block, ...]) -> Metadata:
    """Collect what a page says of itself.

    Args:
        parser: The parsed page.
        text: Its canonical text.
        blocks: The blocks of it.

    Returns:
        Title, what it is about, publication date, publisher and address, "" for what the page does not say.
    """
    meta = _meta_tags(parser)
    stories = list(_stories(parser))
    title = _first(meta, _TITLE_NAMES) or _json_text(stories, "headline")
    if not title:
        title = next((text[b.start : b.end] for b in blocks if b.kind == "heading" and b.level == 1), "")
    if not title:
        title = _TITLE_TAIL.sub("", _tag_text(parser, "title")) or _first_line(text, blocks)
    published = [meta.get(name, "") for name in _PUBLISHED_NAMES] + [_json_text(stories, "datePublished")]
    published += [node.attributes.get("datetime") or "" for node in parser.css("time[datetime]")[:5]]
    dates = (iso_date(found) or find_date(found) for found in published if found)
    links = [node.attributes.get("href") or "" for node in parser.css("link[rel=canonical]")[:1]]
    links += [meta.get("og:url", ""), _json_text(stories, "url"), _json_text(stories, "mainEntityOfPage")]
    told = (_tag_text(parser, "title"), _first(meta, _DESCRIPTION_NAMES))
    return Metadata(
        title=title,
        about=" ".join(words[:_LONGEST_ABOUT] for words in told if words and words != title),
        published=next((found for found in dates if found), "") or published_in_text(text, blocks, title),
        publisher=_first(meta, _PUBLISHER_NAMES) or _json_text(stories, "publisher"),
        address=next((link.strip() for link in links if _ADDRESS.fullmatch(link.strip())), ""),
    )


def _meta_tags(parser: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in parser.css("meta"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = _SPACE.sub(" ", attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _tag_text(parser: LexborHTMLParser, tag: str) -> str:
    node = parser.css_first(tag)
    return _SPACE.sub(" ", node.text()).strip() if node is not None else ""


def _first_line(text: str, blocks: tuple[Block, ...]) -> str:
    return next((text[block.start : block.end][:200].strip() for block in blocks if block.kind != "time"), "")


def _stories(parser: LexborHTMLParser) -> Iterator[dict[str, object]]:
    """Give the JSON-LD objects that are dated or have a headline, outermost first."""
    for node in parser.css("script"):
        if (node.attributes.get("type") or "").strip().lower() != "application/ld+json":
            continue
        raw = node.text()
        if len(raw) > _LARGEST_JSON:
            continue
        try:
            queue: list[object] = [json.loads(raw)]
        except (ValueError, RecursionError):
            continue
        for part in queue:
            if isinstance(part, list):
                queue.extend(part)
            elif isinstance(part, dict):
                queue.extend(part.get(key) for key in ("@graph", "mainEntity") if part.get(key))
                if "datePublished" in part or "headline" in part:
                    yield part


def _json_text(stories: list[dict[str, object]], key: str) -> str:
    """Return the text of a key in the first story that has it, an object's by its name or id."""
    for story in stories:
        value = story.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("name") or value.get("@id")
        if isinstance(value, str) and value.strip():
            return _SPACE.sub(" ", value).strip()
    return ""
