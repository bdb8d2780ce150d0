"""A page as a tree of elements without its chrome: what a reader sees of it, and what each part weighs.

First stage. Markup comes in, an `Element` tree goes out, in which scripts, navigation, hidden parts, cookie
banners, adverts, share buttons, forms and related links are marked as dropped. What holds results (figures
that are not mostly links) is never dropped for its class name alone: a vote share is often `class="share"`.
Nothing here recurses, so that thousands of nested tags do no harm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["BLOCK_TAGS", "HEADING_TAGS", "Element", "Page", "grow_tree", "word_set"]


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())


HEADING_TAGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BLOCK_TAGS = word_set(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p "
    "pre section summary table tbody td tfoot th thead tr ul"
)
_UNSEEN_TAGS = word_set(
    "applet area audio base button canvas datalist embed frame head iframe img input link map meta "
    "meter nav noframes noscript object option output param progress script select source style svg "
    "template textarea title track video"
)
_UNSEEN_ROLES = word_set(
    "alertdialog dialog menu menubar navigation progressbar scrollbar search slider status tablist "
    "toolbar tooltip"
)
_STRUCTURE_TAGS = word_set("html body main h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr td th caption")
_CERTAIN_WORDS = word_set(
    "adslot adunit advert advertisement advertising adverts breadcrumb breadcrumbs commenting "
    "comments consent cookie cookies dfp disqus gdpr mpu newsletter newsletters outbrain paywall "
    "signup skiplink subscribe subscription taboola"
)
_LIKELY_WORDS = word_set(
    "masthead megamenu mostread navbar promo promos recommendations recommended related sidebar "
    "sponsored topbar trending"
)
_POSSIBLE_WORDS = word_set(
    "actions ad ads banner follow footer menu modal more nav navigation overlay popup print share "
    "sharing social tags toolbar tools topics"
)
_CLASS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FIGURE = re.compile(r"\d{1,3},\d{3}\b|\d(?:\.\d+)?\s?(?:%|per cent)|\b\d{3,}\b")
_COLLECTIONS = word_set("html body main article section table thead tbody tfoot ul ol dl form")
_WINNER_CLASS = re.compile(
    r"(?<!not)(?<!non)(?<!un)(?:^|[-_]|(?<=[a-z]))(?:[Ww]inner|[Ww]inning|[Ee]lected|won)(?![a-z])"
)
_NO_WINNER_CLASS = re.compile(
    r"\b(?:not?|non|is-?not|un|was-?not)[-_]?(?:[Ee]lected|[Ww]inner)|(?:elected|winner|won)[-_]?(?:no"
    r"|false|0)\b|"
    r"predict|forecast|project|likely|expect|previous|prev\b|last|notional|former|past|poll|odds",
    re.IGNORECASE,
)
_WINNER_PICTURE = re.compile(
    r"\W*(?:(?:duly |candidate )?elected|winner|won|winning candidate|tick)\W*", re.IGNORECASE
)
_ADVERT = re.compile(r"\W*(?:Advert(?:isement)?|ADVERT(?:ISEMENT)?|Sponsored|Promoted)\b")
# "Read more: ...", set as a paragraph between paragraphs.
_TEASER = re.compile(
    r"\W*(?:read (?:more|next|also|on)|more (?:on|from|like this)|related(?: (?:story|stories|articles?))?|"
    r"see also|also read|recommended|don['’]t miss|you may also like|most (?:read|popular)|watch|listen|"
    r"sign up|follow us|join (?:our|the)|subscribe|share (?:this|on|via)|in pictures)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:(?:picture|photo(?:graph)?|image|credit|copyright|pic)s?(?: (?:by|credit|source|courtesy))?\s*:|"
    r"Getty|Shutterstock|Alamy|PA (?:Wire|Images|Media)|Press Association|Reuters)|©",
    re.IGNORECASE,
)
# "Most read", set as a heading above links to other stories.
_HEADS_LINKS = re.compile(
    r"\W*(?:most (?:read|popular|viewed|shared|commented)|trending|popular|top stories"
    r"|(?:on|in) this (?:page|article|section|guide|story|report)|(?:table of |page )?contents"
    r"|jump to(?: section)?"
    r"|quick links|skip to(?: .*)?|go to(?: section)?|latest(?: news| stories)?|(?:read|see"
    r"|what to read) (?:more|next|also)"
    r"|also (?:read|in the news|on this site)|more (?:on|from|like) .*"
    r"|more (?:stories|news|headlines|coverage)|related(?: .*)?|recommended.*"
    r"|you (?:may|might) (?:also )?(?:like|have missed)|editor['’]?s['’]? picks?"
    r"|elsewhere(?: on .*)?|don['’]t miss|in other news|other stories)\W*",
    re.IGNORECASE,
)
_LONGEST_TEASER = 200
_MOST_PARTS = 60
_NOTE_MARK = re.compile(r"\s*(?:\[\s*\w{1,3}\s*\]|\d{1,3}|[*†‡])\s*")
_POSSIBLE, _LIKELY, _CERTAIN = 1, 2, 3


@dataclass(slots=True, eq=False)
class Element:
    """An element of the page with its children and what they add up to.

    Attributes:
        tag: Lower-case name.
        parent: None for the root.
        children: Elements and runs of text, in page order.
        signature: Tag and first class: what repeated rows have in common.
        role: The ARIA role, or "articleBody" for the itemprop of that name.
        column_span: Columns that a table cell takes.
        row_span: Rows that a table cell takes.
        suspicion: 0 for content to 3 for what is chrome by its name.
        level: Of the heading that it is (in), 0 when in none; 7 for one without a level.
        in_item: In a list item.
        in_time: In a `time` element.
        in_bold: In `b` or `strong`.
        in_link: In a link.
        is_winner: In something that a class name or a picture marks as the winner's.
        text_length: Visible characters in it, white space collapsed away.
        link_length: Those of them in links.
        figures: Vote counts and percentages in it.
        has_table: Holds a table.
        has_title: Holds an `h1` that is no link.
        has_heading: Holds a heading.
        has_control: Holds a button or form field.
        paragraphs: Number of `p` elements in it.
        is_dropped: Not part of what is read.
    """

    tag: str
    parent: Element | None
    children: list[Element | str] = field(default_factory=list)
    signature: str = ""
    role: str = ""
    column_span: int = 1
    row_span: int = 1
    suspicion: int = 0
    level: int = 0
    in_item: bool = False
    in_time: bool = False
    in_bold: bool = False
    in_link: bool = False
    is_winner: bool = False
    text_length: int = 0
    link_length: int = 0
    figures: int = 0
    has_table: bool = False
    has_title: bool = False
    has_heading: bool = False
    has_control: bool = False
    paragraphs: int = 0
    is_dropped: bool = False

    @property
    def is_block(self) -> bool:
        """Say whether it starts a new line."""
        return self.tag in BLOCK_TAGS

    def kept(self) -> list[Element]:
        """Return its child elements that are read."""
        return [child for child in self.children if isinstance(child, Element) and not child.is_dropped]

    def is_results_like(self) -> bool:
        """Say whether it holds results rather than links to stories about them."""
        enough = self.figures >= 3 or (self.has_table and self.figures >= 2)
        return enough and self.link_length * 2 < self.text_length


@dataclass(frozen=True, slots=True)
class Page:
    """The tree of a page: its root and all elements in page order, each after its parent."""

    root: Element
    elements: tuple[Element, ...]


def grow_tree(parser: LexborHTMLParser) -> Page:
    """Build the tree of a parsed page, its chrome marked as dropped.

    Args:
        parser: The parsed page.

    Returns:
        The page; its root is an empty `html` element when there is nothing in it.
    """
    root = Element("html", None)
    elements = [root]
    stack: list[tuple[LexborNode, Element]] = _children(parser.root, root)
    while stack:
        node, parent = stack.pop()
        if node.tag == "-text":
            text = node.text_content
            if text:
                parent.children.append(text)
            continue
        if node.tag is None or node.tag[0] in "-!":
            continue
        element = _element(node, parent)
        if element is None:
            continue
        parent.children.append(element)
        elements.append(element)
        stack.extend(_children(node, element))
    _weigh(elements)
    _drop_links(elements)
    _settle_items(elements)
    return Page(root, tuple(elements))


def _children(node: LexborNode | None, parent: Element) -> list[tuple[LexborNode, Element]]:
    found: list[tuple[LexborNode, Element]] = []
    child = node.first_child if node is not None else None
    while child is not None:
        found.append((child, parent))
        child = child.next
    found.reverse()
    return found


def _element(node: LexborNode, parent: Element) -> Element | None:
    """Make the element of a node, None when no reader sees it."""
    tag = node.tag or ""
    if tag in _UNSEEN_TAGS and not (tag == "button" and (parent.level or parent.tag == "summary")):
        if tag in ("button", "input", "select", "textarea"):
            parent.has_control = True
        parent.is_winner = parent.is_winner or (tag in ("img", "svg") and _shows_winner(node.attributes))
        return None
    attributes = node.attributes
    role = (attributes.get("role") or "").strip().lower()
    if role in _UNSEEN_ROLES or _is_hidden(attributes):
        return None
    names = (attributes.get("class") or "").split()
    element = Element(tag, parent, signature=f"{tag}.{names[0]}" if names else tag, role=role)
    if attributes.get("itemprop") == "articleBody":
        element.role = "articleBody"
    if tag in ("td", "th"):
        element.column_span = _span(attributes.get("colspan"))
        element.row_span = _span(attributes.get("rowspan"))
    element.level = HEADING_TAGS.get(tag, 7 if tag in ("summary", "caption", "legend") else parent.level)
    element.in_item = tag == "li" or (parent.in_item and tag not in ("table", "article", "section"))
    element.in_time = tag == "time" or parent.in_time
    element.in_bold = tag in ("b", "strong") or parent.in_bold
    element.in_link = tag == "a" or parent.in_link
    names_winner = tag not in _COLLECTIONS and any(map(_names_winner, names))
    element.is_winner = parent.is_winner or names_winner
    element.suspicion = _suspicion(element, " ".join([*names, attributes.get("id") or ""]))
    return element


def _names_winner(name: str) -> bool:
    """Say whether a class name marks a winner: "is-winner", "result--elected", not "not-elected"."""
    return bool(_WINNER_CLASS.search(name)) and not _NO_WINNER_CLASS.search(name)


def _shows_winner(attributes: dict[str, str | None]) -> bool:
    """Say whether a picture stands for "elected" by its text for those who cannot see it."""
    shown = (attributes.get(name) or "" for name in ("alt", "aria-label", "title"))
    return any(_WINNER_PICTURE.fullmatch(text) for text in shown)


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if (attributes.get("aria-hidden") or "").strip().lower() == "true":
        return True
    return bool(_HIDING_STYLE.search(attributes.get("style") or ""))


def _span(value: str | None) -> int:
    digits = (value or "").strip()
    return max(1, min(int(digits), 100)) if digits.isascii() and digits.isdecimal() and len(digits) < 5 else 1


def _suspicion(element: Element, names: str) -> int:
    """Say how likely an element is page chrome, by its tag, role and class names."""
    if element.tag in _STRUCTURE_TAGS:
        return 0
    if element.tag in ("aside", "form") or element.role == "complementary":
        return _LIKELY
    if element.tag in ("header", "footer") or element.role in ("banner", "contentinfo"):
        if not _is_in_content(element):
            return _LIKELY
        return _POSSIBLE if element.tag == "footer" else 0
    words = {word.lower() for word in _CLASS_WORD.findall(names)}
    if words & _CERTAIN_WORDS:
        return _CERTAIN
    if words & _LIKELY_WORDS:
        return _LIKELY
    return _POSSIBLE if words & _POSSIBLE_WORDS else 0


def _is_in_content(element: Element) -> bool:
    parent = element.parent
    for _ in range(30):
        if parent is None:
            return False
        if parent.tag in ("article", "main", "section") or parent.role in ("main", "article", "articleBody"):
            return True
        parent = parent.parent
    return False


def _weigh(elements: list[Element]) -> None:
    """Add up from the leaves what each element holds, and drop chrome on the way."""
    page_length = sum(len(child) for e in elements for child in e.children if isinstance(child, str))
    for element in reversed(elements):
        for child in element.children:
            if isinstance(child, str):
                length = len("".join(child.split()))
                element.text_length += length
                element.link_length += length if element.in_link else 0
                element.figures += len(_FIGURE.findall(child))
            elif not child.is_dropped:
                _add(element, child)
        element.has_table = element.has_table or element.tag == "table"
        element.has_heading = element.has_heading or element.tag in HEADING_TAGS
        is_title = element.tag == "h1" and element.text_length > element.link_length
        element.has_title = element.has_title or is_title
        element.paragraphs += element.tag == "p"
        if element.suspicion or element.tag == "sup":
            element.is_dropped = _is_chrome(element, page_length)
        elif element.is_block and 0 < element.text_length < _LONGEST_TEASER:
            element.is_dropped = _is_teaser(element)


def _add(element: Element, child: Element) -> None:
    element.text_length += child.text_length
    element.link_length += child.link_length
    element.figures += child.figures
    element.paragraphs += child.paragraphs
    element.has_table = element.has_table or child.has_table
    element.has_title = element.has_title or child.has_title
    element.has_heading = element.has_heading or child.has_heading
    element.has_control = element.has_control or child.has_control


def _is_chrome(element: Element, page_length: int) -> bool:
    if element.tag == "sup":
        return all(isinstance(c, str) or c.tag == "a" for c in element.children) and bool(
            _NOTE_MARK.fullmatch(_short_text(element))
        )
    if element.has_title or element.text_length * 2 > page_length:
        return False
    if element.suspicion == _CERTAIN or _ADVERT.match(_opening_text(element)):
        return True
    if element.suspicion == _LIKELY:
        return not element.is_results_like()
    clickable = element.has_control or element.link_length * 2 > element.text_length
    return clickable and element.figures == 0 and element.text_length < 400


def _is_teaser(element: Element) -> bool:
    """Say whether a block only leads to another story, or credits a picture."""
    if element.has_title or element.level or element.figures > 1:
        return False
    if element.tag == "figcaption":
        return bool(_CREDIT.search(_words_in(element)))
    return element.link_length * 2 > element.text_length and bool(_TEASER.match(_words_in(element)))


def _drop_links(elements: list[Element]) -> None:
    """Drop lists of links to other stories, with the heading above them."""
    for parent in elements:
        for heading, below in pairwise(one for one in parent.kept() if one.is_block):
            is_short = 0 < heading.text_length < _LONGEST_TEASER and not heading.has_title
            links_only = below.text_length < 2 * below.link_length and not below.has_title
            if is_short and links_only and _HEADS_LINKS.fullmatch(_words_in(heading)):
                heading.is_dropped = below.is_dropped = True


def _words_in(element: Element) -> str:
    """Return the text in a short element, its parts in page order; nothing beyond its first few parts."""
    parts: list[str] = []
    stack: list[Element | str] = [element]
    for _ in range(_MOST_PARTS):
        if not stack:
            break
        part = stack.pop()
        if isinstance(part, str):
            parts.append(part)
        else:
            stack.extend(reversed(part.children))
    return " ".join("".join(parts).split())


def _opening_text(element: Element) -> str:
    return next((child.strip() for child in element.children if isinstance(child, str) and child.strip()), "")


def _short_text(element: Element) -> str:
    texts = [child if isinstance(child, str) else _short_text_of_link(child) for child in element.children]
    return "".join(texts)[:20]


def _short_text_of_link(link: Element) -> str:
    return "".join(child for child in link.children if isinstance(child, str))


def _settle_items(elements: list[Element]) -> None:
    """Take live-page posts, which are list items with headings and paragraphs, for what they are."""
    for element in elements:
        if element.tag == "li":
            element.in_item = not (element.has_heading or element.has_table or element.paragraphs > 1)
        elif element.in_item and element.parent is not None and not element.parent.in_item:
            element.in_item = False
