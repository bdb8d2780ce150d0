"""Pages keep their headings, lists, tables and result grids, and lose their chrome."""

from __future__ import annotations

import pytest

from electiongraph.errors import SourceError
from electiongraph.sources import document_from_bytes
from electiongraph.sources.document import Document
from electiongraph.sources.html_pages import read_page

CHROME = """
<div class="cookie-banner"><p>We value your privacy.</p><button>Accept</button></div>
<header class="site"><a href="/">The Gazette</a><nav><ul><li><a href="/">Home</a></ul></nav></header>
"""
AFTER = """
<aside class="related"><h3>Related stories</h3><ul><li><a href="/x">Shapps loses</a></ul></aside>
<footer><p>Copyright The Gazette</p><a href="/terms">Terms</a></footer>
<script>track({votes: 99999})</script>
"""


def page(body: str, head: str = "", *, wrap: str = "main") -> Document:
    markup = (
        f"<!doctype html><html><head>{head}</head><body>{CHROME}<{wrap}>{body}</{wrap}>{AFTER}</body></html>"
    )
    return document_from_bytes(markup.encode(), name="page.html")


def rows(document: Document) -> list[list[str]]:
    return [
        [document.text[start:end] for start, end in block.cells]
        for block in document.blocks
        if block.kind == "row"
    ]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text_of(block)) for block in document.blocks]


@pytest.mark.parametrize(
    "wrap", ["main", "article", "div", "form", "div class='layout with-sidebar'", "section"]
)
def test_chrome_is_dropped_and_content_kept(wrap: str) -> None:
    document = page(
        "<h1>Bedford stays Labour</h1>"
        "<ul class='share-tools'><li><a href='#'>Share on X</a><li><button>Copy link</button></ul>"
        "<p>Mohammad Yasin held the seat of <em>Bedford</em> with 18,342&nbsp;votes &amp; a smile.</p>"
        "<div class='newsletter'><p>Sign up for our newsletter</p><form><input name=q></form></div>"
        "<div class='ad-slot'>Advertisement</div><p style='display: none'>Hidden</p><p hidden>Hidden</p>"
        "<svg><text>Map</text></svg><noscript>Turn it on</noscript><template><p>Later</p></template>"
        "<p>The <span aria-hidden='true'>●</span>count took six hours.</p>",
        wrap=wrap,
    )
    assert document.text == (
        "Bedford stays Labour\n"
        "Mohammad Yasin held the seat of Bedford with 18,342 votes & a smile.\n"
        "The count took six hours."
    )


def test_headings_keep_levels_and_lists_are_items() -> None:
    document = page(
        "<h1>Results</h1><h2>Luton North</h2><ul><li>Sarah Owen, Labour: 14,677"
        "<li><p>Ejel Khan, Green: 1,940</p></ul>"
        "<h3>What next</h3><p>One<br>Two</p>"
    )
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("item", 0),
        ("item", 0),
        ("heading", 3),
        ("paragraph", 0),
        ("paragraph", 0),
    ]


def test_tables_are_rows_with_headers_captions_and_spans() -> None:
    document = page(
        "<h1>Results</h1><table class='share'><caption>Luton North</caption>"
        "<thead><tr><th>Candidate<th>Party<th class=share>Votes</thead>"
        "<tr><th scope=row>Sarah Owen</th><td><span>Labour</span></td><td>14,677<sup>[1]</sup></td></tr>"
        "<tr><td>Ejel Khan</td><td></td><td class='ad'>1,940</td></tr>"
        "<tr><td colspan=3>Luton South</td></tr>"
        "<tr><td rowspan=2>Hopkins</td><td>Labour</td><td>13,593</td></tr>"
        "<tr><td>Co-op</td><td>0</td></tr></table>"
    )
    assert kinds(document)[1] == ("heading", "Luton North")
    assert rows(document) == [
        ["Candidate", "Party", "Votes"],
        ["Sarah Owen", "Labour", "14,677"],
        ["Ejel Khan", "", "1,940"],
        ["Hopkins", "Labour", "13,593"],
        ["", "Co-op", "0"],
    ]
    assert [block.is_header for block in document.blocks if block.kind == "row"] == [True, *[False] * 4]
    assert ("heading", "Luton South") in kinds(document)


def test_a_layout_table_is_no_data_table() -> None:
    document = page(
        "<table><tr><td><h1>Bedford</h1><p>Labour held the seat.</p>"
        "<table><tr><td>Yasin<td>18,342</table></td>"
        "<td>Side</td></tr></table>"
    )
    assert rows(document) == [["Yasin", "18,342"]]
    assert ("heading", "Bedford") in kinds(document)


GRIDS = {
    "div of spans": "<div class=r><span>{name}</span><span>{party}</span><span>{votes}</span></div>",
    "div of divs": "<div class='row w'><div><b>{name}</b></div><div>{party}</div>"
    "<div>{votes}</div><div>9.5%</div></div>",
    "list items": "<li class=c><span class=n>{name}</span> <span class=p>{party}</span>"
    " <span>{votes}</span></li>",
    "nested wrappers": "<div class=c><div class=a><h4>{name}</h4><p>{party}</p></div>"
    "<div class=b><span>{votes}</span><span>9.5%</span></div></div>",
    "links": "<a class=c href=x><span>{name}</span><span>{party}</span><span>{votes}</span></a>",
    "labels": "<div class=c><div class=n>{name}</div><div class=n>{party}</div>"
    "<div class=v><span>Votes</span><span>{votes}</span></div>"
    "<div class=v><span>Share</span><span>9.5%</span></div></div>",
    "aria rows": "<div role=row><span role=cell>{name}</span>"
    "<span role=cell>{party}</span><span>{votes}</span></div>",
    "share and ad classes": "<div class='ad row'><span>{name}</span><span class=social>{party}</span>"
    "<span class='vote-share'>{votes}</span></div>",
}


@pytest.mark.parametrize("layout", GRIDS)
def test_result_grids_keep_every_figure_in_its_row(layout: str) -> None:
    seats = [f"Seat {letter}" for letter in "ABCDEFGHIJKLMNOP"]
    votes = iter(range(1_001, 40_000, 321))
    expected: list[tuple[str, str]] = []
    parts = ["<h1>All the results</h1><p>Here is how each of the sixteen seats voted.</p>"]
    for seat in seats:
        parts.append(f"<section class=seat><h2>{seat}</h2><div class='results'>")
        for number in range(7):
            name, figure = f"Candidate {seat[-1]}{'abcdefg'[number]}", f"{next(votes):,}"
            expected.append((name, figure))
            parts.append(GRIDS[layout].format(name=name, party="Labour", votes=figure))
        parts.append("</div><footer class='card-footer'>Turnout 52.1%</footer></section>")
    document = page("".join(parts))
    found = rows(document)
    assert len(expected) == 112
    for name, figure in expected:
        assert any(row[0] == name and "Labour" in row and figure in row for row in found), (name, figure)
    assert document.text.count("Turnout 52.1%") == 16
    assert [text for kind, text in kinds(document) if kind == "heading"][1:] == seats


def test_a_grid_header_is_a_header_row() -> None:
    body = "".join(
        f"<div class=row><span>{name}</span><span>{votes}</span></div>"
        for name, votes in (("Sarah Owen", "14,677"), ("Jilleane Brown", "7,167"), ("Ejel Khan", "1,940"))
    )
    document = page(
        f"<h1>Luton North</h1><div><div class=head><span>Candidate</span><span>Votes</span></div>{body}</div>"
    )
    assert [block.is_header for block in document.blocks if block.kind == "row"] == [
        True,
        False,
        False,
        False,
    ]


def test_definition_lists_are_rows() -> None:
    document = page(
        "<h1>Luton North</h1><dl><dt>Turnout</dt><dd>51.99%</dd>"
        "<div><dt>Majority</dt><dd>7,510</dd></div></dl>"
    )
    assert rows(document) == [["Turnout", "51.99%"], ["Majority", "7,510"]]


def test_live_page_posts_are_headings_times_and_paragraphs() -> None:
    document = page(
        "<h1>Live: election night</h1><ol>"
        "<li><article><header><h3>Hitchin goes red"
        "<span>published at 06:45 British Summer Time 5 July</span></h3></header>"
        "<p>Labour have won Hitchin.</p><p>It was Conservative before.</p></article></li>"
        "<li><article><time datetime='2024-07-05T05:20'>05:20</time>"
        "<h3>Luton stays</h3><p>Labour again.</p></article></li></ol>"
    )
    assert kinds(document)[1:] == [
        ("heading", "Hitchin goes red"),
        ("time", "published at 06:45 British Summer Time 5 July"),
        ("paragraph", "Labour have won Hitchin."),
        ("paragraph", "It was Conservative before."),
        ("time", "05:20"),
        ("heading", "Luton stays"),
        ("paragraph", "Labour again."),
    ]


def test_results_beside_the_article_are_not_lost() -> None:
    grid = "".join(f"<tr><td>Candidate {n}<td>{n},677" for n in range(1, 9))
    document = page(
        "<article><h1>Results</h1><p>" + "A long introduction to the night. " * 20 + "</p></article>"
        f"<div class='sidebar'><table>{grid}</table></div>",
        wrap="div",
    )
    assert len(rows(document)) == 8


def test_accordion_buttons_in_headings_and_figure_captions_are_kept() -> None:
    document = page(
        "<h1>Results</h1><h2><button>Luton North</button></h2>"
        "<figure><img alt=x><figcaption>Sarah Owen at the count"
        "</figcaption></figure><details><summary>Luton South</summary><p>Labour held it.</p></details>"
    )
    assert kinds(document)[1:] == [
        ("heading", "Luton North"),
        ("paragraph", "Sarah Owen at the count"),
        ("heading", "Luton South"),
        ("paragraph", "Labour held it."),
    ]


def test_a_title_above_the_article_is_kept() -> None:
    document = page(
        "<div class=top><h1>Bedford stays red</h1></div><article><p>"
        + "Labour held Bedford. " * 30
        + "</p></article>",
        wrap="div",
    )
    assert kinds(document)[0] == ("heading", "Bedford stays red")


def test_preformatted_columns_are_rows() -> None:
    document = page(
        "<h1>Luton North</h1><pre>\nSarah Owen      Labour    14,677\n"
        "Ejel Khan       Green      1,940\n</pre>"
    )
    assert rows(document) == [["Sarah Owen", "Labour", "14,677"], ["Ejel Khan", "Green", "1,940"]]


def test_neighbouring_spans_do_not_run_together() -> None:
    document = page(
        "<h1>Bedford</h1><p>Votes: <span>Yasin</span><span>18,342</span>, <span>L</span>abour</p>"
    )
    assert document.text.endswith("Votes: Yasin 18,342, Labour")


def test_metadata_from_the_head() -> None:
    document = page(
        "<h1>Bedford result</h1><p>Labour held Bedford.</p>",
        head="<title>Bedford result | The Gazette</title><meta property='og:site_name' content='The Gazette'>"
        "<link rel=canonical href='https://gazette.example/bedford'>"
        '<script type="application/ld+json">{"@graph": ['
        '{"@type": "NewsArticle", "headline": "Bedford: the result",'
        ' "datePublished": "2024-07-05T06:00:00Z"}]}</script>',
    )
    assert (document.title, document.publisher) == ("Bedford: the result", "The Gazette")
    assert (document.published, document.address) == (
        "2024-07-05T06:00:00+00:00",
        "https://gazette.example/bedford",
    )


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta property='article:published_time' content='2024-07-05T08:20:00+01:00'>", ""),
        ("", "<time datetime='2024-07-05'>Friday</time>"),
        ("", "<p>Published: 5 July 2024</p>"),
        ("<script type='application/ld+json'>{broken</script>", "<p>Friday, July 5, 2024</p>"),
    ],
)
def test_publication_date_of_a_page(head: str, body: str) -> None:
    document = page(f"<h1>Bedford</h1>{body}<p>Labour held Bedford, as on 12 December 2019.</p>", head=head)
    assert document.published.startswith("2024-07-05")


@pytest.mark.parametrize(
    "data",
    [
        b"<html><head><meta charset=windows-1252></head><p>Sinn F\xe9in",
        b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>Sinn F\xe9in",
        b"<html><head><meta charset=iso-8859-1></head><p>Sinn F\xc3\xa9in",
        b"<html><p>Sinn F\xe9in",
        b"<html><p>Sinn F&eacute;in",
        b"\xef\xbb\xbf<html><meta charset=latin1><p>Sinn F\xc3\xa9in",
        "<html><p>Sinn Féin".encode("utf-16"),
        b"<html><p>Sinn\x00 F\xc3\xa9in",
    ],
)
def test_character_sets(data: bytes) -> None:
    assert document_from_bytes(data, name="page.html").text == "Sinn Féin"


def test_thousands_of_nested_tags_and_attributes_do_no_harm() -> None:
    nested = b"<div><span>" * 1000 + b"<p>Labour held Bedford</p>" + b"</span></div>" * 1000
    assert document_from_bytes(nested, name="a.html").text == "Labour held Bedford"
    attributes = b"<p " + b" ".join(b"a%d=1" % number for number in range(300_000)) + b">Labour held Bedford"
    assert document_from_bytes(attributes, name="a.html").text == "Labour held Bedford"


def test_absurd_nesting_is_refused_at_once() -> None:
    with pytest.raises(SourceError, match="nests more than"):
        document_from_bytes(b"<div>" * 500_000 + b"x", name="a.html")


def test_header_cells_that_span_rows_and_columns_keep_their_place() -> None:
    document = page(
        "<h1>Results</h1><table><thead><tr><th rowspan=2 colspan=2>Party</th><th rowspan=2>Candidate</th>"
        "<th colspan=2>Vote</th></tr><tr><th>Number</th><th>%</th></tr></thead>"
        "<tr><td></td><td>Labour</td><td>Sarah Owen</td><td>14,677</td><td>37.9</td></tr></table>"
    )
    blocks = [block for block in document.blocks if block.kind == "row"]
    assert [len(block.cells) for block in blocks] == [5, 5, 5]
    texts = [[document.text[start:end] for start, end in block.cells] for block in blocks[:2]]
    assert texts == [["Party", "", "Candidate", "Vote", ""], ["", "", "", "Number", "%"]]


def test_first_cell_that_spans_rows_heads_them() -> None:
    document = page(
        "<h1>Results</h1><table><tr><th>Seat</th><th>Candidate</th><th>Votes</th></tr>"
        "<tr><td rowspan=2>Luton North</td><td>Sarah Owen</td><td>14,677</td></tr>"
        "<tr><td>Jilleane Brown</td><td>7,167</td></tr></table>"
    )
    assert ("heading", "Luton North") in kinds(document)
    assert rows(document)[1:] == [["", "Sarah Owen", "14,677"], ["", "Jilleane Brown", "7,167"]]


@pytest.mark.parametrize(
    ("mark", "is_winner"),
    [
        ("class='row winner'", True),
        ("class='result-row--elected'", True),
        ("class='row isWinner'", True),
        ("class='row not-elected'", False),
        ("class='predicted-winner'", False),
        ("class='row wonder'", False),
        ("", False),
    ],
)
def test_class_names_mark_winners(mark: str, *, is_winner: bool) -> None:
    document = page(
        f"<h1>Luton North</h1><table><tr {mark}><td>Sarah Owen</td><td>14,677</td></tr>"
        "<tr><td>Jilleane Brown</td><td>7,167</td></tr></table>"
    )
    marked = [block.is_winner for block in document.blocks if block.kind == "row"]
    assert marked == [is_winner, False]


def test_pictures_mark_winners_by_their_text() -> None:
    document = page(
        "<h1>Luton North</h1><table><tr><td><img alt='Elected'>Sarah Owen</td><td>14,677</td></tr>"
        "<tr><td><img alt='Jilleane Brown'>Jilleane Brown</td><td>7,167</td></tr></table>"
    )
    assert [block.is_winner for block in document.blocks if block.kind == "row"] == [True, False]


@pytest.mark.parametrize(
    "heading",
    [
        "Most read",
        "Read next",
        "More on this story",
        "You may also like",
        "Latest news",
        "Elsewhere",
        "On this page",
        "Contents",
        "Jump to section",
    ],
)
def test_a_list_of_links_goes_with_its_heading(heading: str) -> None:
    document = page(
        "<main><h1>Luton North</h1><p>Labour held the seat, as most of those who were there had expected.</p>"
        f"<h4>{heading}</h4><ol><li><a href='/1'>Rain stops play</a></li>"
        "<li><a href='/2'>Ann Smith holds Luton South</a></li></ol>"
        "<h3>Latest</h3><ul><li>Sarah Owen (Lab) 14,677 <a href='/s'>profile</a></li></ul></main>"
    )
    assert document.text == (
        "Luton North\nLabour held the seat, as most of those who were there had expected.\nLatest\n"
        "Sarah Owen (Lab) 14,677 profile"
    )


def test_teasers_and_credits_are_dropped_and_captions_kept() -> None:
    document = page(
        "<h1>Bedford stays Labour</h1><p>Mohammad Yasin held the seat.</p>"
        "<p>Read more: <a href='/x'>Seven things that we learned at the count</a></p>"
        "<figure><figcaption>The count. Picture: A Photographer</figcaption></figure>"
        "<figure><figcaption>Mohammad Yasin at the count</figcaption></figure>"
        "<p>Read the <a href='/full'>declaration</a> that the returning officer signed.</p>"
    )
    assert document.text == (
        "Bedford stays Labour\nMohammad Yasin held the seat.\nMohammad Yasin at the count\n"
        "Read the declaration that the returning officer signed."
    )


def test_labels_and_values_run_together_are_parted() -> None:
    document = page(
        "<h1>Bedford</h1><div><span>Majority</span><b>9,430</b></div>"
        "<div>Labour<small>Mohammad Yasin</small></div><p>H<sub>2</sub>O</p>"
    )
    assert document.text == "Bedford\nMajority 9,430\nLabour Mohammad Yasin\nH2O"


def test_a_figure_and_the_label_beside_it_are_parted() -> None:
    strip = "<main><h1>Poole</h1><p><b>18</b><span>majority</span></p><p><b>4</b><span>th</span></p></main>"
    assert read_page(strip).text == "Poole\n18 majority\n4th"


def test_what_the_head_of_a_page_says_of_it_is_kept_beside_the_text() -> None:
    head = (
        '<title>Poole: Election 2019</title><meta name="description" content="Polled on 12 December 2019.">'
    )
    page = read_page(f"<html><head>{head}</head><body><main><h1>Poole</h1><p>Lab 18</p></main></body></html>")
    assert page.metadata.title == "Poole"
    assert page.metadata.about == "Poole: Election 2019 Polled on 12 December 2019."
    assert "2019" not in page.text
