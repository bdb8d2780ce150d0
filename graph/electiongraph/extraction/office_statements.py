"""Turn matches about offices into facts.

Extraction, part of discourse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electiongraph.body_gazetteers import body_of
from electiongraph.extraction.brief_statements import office_of_brief, tells_of_appointments
from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.described_offices import described_office
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.office_titles import (
    brief_office,
    is_public_office,
    office_key,
    parties_named,
    party_in_office,
    spokes_noun_at,
)
from electiongraph.extraction.people import Attribute, Person
from electiongraph.extraction.polling_days import kind_of
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Draft, Focus, Sighting
from electiongraph.gazetteers import Gazetteers

__all__ = ["office_drafts", "role_names"]

OFFICES = frozenset(
    (
        "appointedTo", "heldRole", "ledParty", "chairedParty", "leaderOf", "heldShadow", "heldShadowBrief",
        "chairOf", "officeOfParty", "ledOwnParty", "leaderOfOwnParty",
        "appointedLikeOther", "heldShadowOfOther", "heldDeputyOfOther",
        "heldAppointed", "heldLikeOther", "heldCounterpart", "appointedLikeLoser", "appointedToBrief",
        "heldBrief", "heldByLoser",
    )
)  # fmt: skip

# Offices of members of a parliament, and words that put an office into the past or into another body.
_FRONT_BENCH = re.compile(
    r"\b(?:(?<!general )(?<!permanent )(?<!press )(?<!party )(?<!branch )(?<!club )"
    r"(?<!company )secretary"
    r"(?! general| of the (?:club|branch|society|union|association))|minister|chancellor"
    r"|chief whip|government whip|solicitor general|attorney general|paymaster general"
    r"|leader of the (?:commons|house))\b",
    re.IGNORECASE,
)
# Mayors and commissioners are elected, their deputies are not.
_FILLED_BY_VOTE = re.compile(
    r"^(?!.*\b(?:[Dd]eputy|[Ll]ord|[Aa]cting|[Ii]nterim)\b).*(?:\b[Mm]ayor\b|\b[Cc]rime [Cc]ommissioner\b)"
)
# "... became the first mayor in 2017" tells of an earlier election.
# Countries whose ministers often sit in an elected upper house.
_WITH_SENATES = frozenset(("india", "australia"))
_NEW_HOLDER = re.compile(r"^(?!.*\b(?:19|20)\d\d\b).*\b(?:new|newly|next|first|inaugural)\b", re.DOTALL)
_GONE_BY = re.compile(
    r"\b(?:former|formerly|ex|one-?time|once|sometime|old|previous|first minister|Stormont"
    r"|Executive|Welsh Government|Scottish Government|Senedd|Holyrood|university|private secretary)\b",
    re.IGNORECASE,
)
# How much a line that signs a notice holds besides name and office, in characters.
_NOTICE = 25
_PRESENT_OFFICES = frozenset(
    (
        "role-before-name",
        "role-after-name",
        "party-and-role-before-name",
        "office-as-stand-in",
        "office-as-apposition",
        "pair-of-holders",
    )
)
_NEW_ROLE = re.compile(r"(?:the |his |her )?(?:new|newly[- ]appointed)\b", re.IGNORECASE)


def office_drafts(
    statements: ContestStatements, sighting: Sighting, state: State, focus: Focus
) -> Iterator[Draft]:
    """Yield appointments and offices held."""
    if state.person != "person" and state.person not in sighting.match.groups:
        return
    person = _of_whom(statements, sighting, state, focus)
    pronoun = sighting.match.groups.get("pronoun", "").lower()
    if person is not None and pronoun and person.gender == ("he" if pronoun == "her" else "she"):
        person = None
    if person is None:
        yield Draft(sighting.match, None, "nobody that the stand-in could mean")
        return
    if state.predicate in ("appointedTo", "heldRole"):
        own = f"{state.person}_role"
        for role in role_names(statements, sighting, own if own in sighting.match.groups else "role"):
            if is_public_office(role, names_party=bool(parties_named(role, statements.where.gazetteers))):
                words = statements.text[sighting.match.start : sighting.match.end]
                owned = _of_owner(_titled_in_text(statements, sighting, role), words, person, sighting)
                titled = _of_own_party(owned, person, sighting, focus)
                yield _office(statements, sighting, state, person, titled, focus)
            else:
                yield Draft(sighting.match, None, f"“{role}” is no public office")
        return
    if state.predicate in ("appointedToBrief", "heldBrief"):
        office, why_not = office_of_brief(statements.text, sighting, state)
        if office is not None:
            named = State(office.predicate, state.value, state.person)
            yield _office(statements, sighting, named, person, office.role, focus)
        elif why_not:
            yield Draft(sighting.match, None, why_not)
        return
    role = described_office(statements, sighting, state, person, focus)
    if role and state.predicate in ("appointedLikeOther", "appointedLikeLoser"):
        yield _office(statements, sighting, State("appointedTo"), person, role, focus)
    elif role:
        person.roles.append(Attribute(role, sighting.match.start, sighting.match.end))
        yield statements.draft(sighting, "heldRole", "", person=person, value=role)


# Everybody knows who holds these: they need not be those of the person spoken of.
_HELD_BY_ONE = re.compile(
    r"(?:[Tt]he )?(?:prime minister(?:'s \w+)?|(?:acting |deputy )?returning officer|president"
    r"|(?:commons |lord )?speaker|first minister|taoiseach|pm|mayor|(?:police and crime )?commissioner)",
    re.IGNORECASE,
)
# "leader of the Welsh party", "former Scottish leader", "interim leader of his party"
_OF_A_PARTY = re.compile(
    r"^(?P<office>.*?\b(?:co-)?(?:leader|chair(?:man|woman|person)?|president|treasurer))"
    r" of (?:the|his|her|their|our) (?:(?P<nation>Welsh|Scottish|UK|federal|national) )?party$"
    r"|^(?P<of>Welsh|Scottish) (?P<rank>(?:deputy )?leader)$"
)


def _of_own_party(role: str, person: Person, sighting: Sighting, focus: Focus) -> str:
    """Return an office with the name of the holder's party, where the text says "the party"."""
    found = _OF_A_PARTY.match(role)
    own = person.party_at(sighting.match.start) if found else None
    spoken_of = focus.party if found and (found["nation"] or found["rank"]) else ""
    party = own.value if own else focus.house_party or spoken_of
    if found is None or not party:
        return role
    if found["rank"]:
        return f"{found['of']} {party} {found['rank']}"
    nation = f"{found['nation']} " if found["nation"] in ("Welsh", "Scottish") else ""
    return f"{nation}{party} {found['office']}"


# "the party's chief whip at Westminster", "Suffolk's first commissioner", "a former Bristol cabinet member"
_PARTYS = re.compile(
    r"\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) party[’']s (?:(?:former|then|outgoing|current) |ex-)?$"
)
_AT_HEAD = re.compile(r"(?<!Scottish )(?<!Welsh )(?:leader|whip|spokes\w+|chair\w*|treasurer|president)\b")
_OF_PLACE = re.compile(
    r"((?:[A-Z][\w-]+ (?:and |& |of |upon )?){0,3}[A-Z][\w-]+)[’']s (?:(?:first|new|next|former|only|then)"
    r"(?:[- ]ever)? |directly[- ]elected |elected )+$"
)
_PLACED = re.compile(r"(?:police and crime commissioner|mayor)$", re.IGNORECASE)


# "the town's mayor"
_TOWNS = re.compile(r"(?:town|city|borough|county)'s (?:[a-z-]+ )?‹R\d+›(?=,|$)")
_OF_COUNCIL = re.compile(r"([A-Z][\w-]+(?: and [A-Z][\w-]+)?) $")


def _of_owner(role: str, words: str, person: Person, sighting: Sighting) -> str:
    """Return an office with the party or the place whose it is, as the words before it tell."""
    before = words[: max(words.find(role), 0)]
    own = person.party_at(sighting.match.start)
    if own and _AT_HEAD.search(role) and _PARTYS.search(before):
        return f"{own.value} {role}"
    placed = _OF_PLACE.search(before) if _PLACED.match(role) else None
    placed = placed or (_OF_COUNCIL.search(before) if role.startswith("cabinet member") else None)
    return f"{placed[1]} {role}" if placed else role


_AIDE = re.compile(r"(?:chief of staff|advis[eo]r|private secretary|press secretary)$", re.IGNORECASE)


_TITLES = re.compile(r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady) )+")


def _titled_in_text(statements: ContestStatements, sighting: Sighting, role: str) -> str:
    """Return an office with whose aide its holder is, and with "shadow" in a list of a shadow cabinet."""
    words = statements.text[sighting.match.start : sighting.match.end]
    if _AIDE.search(role):
        boss = re.search(
            rf"([A-Z][\w-]+(?: [A-Z][\w-]+)*)[’']s? (?:(?:former|then|old|one-time) |ex-)?{re.escape(role)}",
            words,
        )
        return f"{_TITLES.sub('', boss[1])}'s {role}" if boss else role
    listed = sighting.match.rule.name.startswith("line-") and _FRONT_BENCH.search(role)
    if (
        listed
        and "hadow" not in role
        and spokes_noun_at(statements.text, sighting.match.start).startswith("Shadow")
    ):
        return f"Shadow {role}"
    return role


def _of_whom(statements: ContestStatements, sighting: Sighting, state: State, focus: Focus) -> Person | None:
    """Return whose office it is; a bare office stands for the person that the text is about."""
    caught = sighting.caught(state.person)
    names_party = caught.isdigit() and bool(slot_indices(sighting.mention(caught).name, "G"))
    if "topic" not in sighting.match.rule.pattern.groupindex or names_party:
        return statements.who.meant(sighting, sighting.caught(state.person), focus, focus.seat)
    roles = list(role_names(statements, sighting))
    known = statements.where.gazetteers
    # Whoever is given an office now is not who had it before.
    before = bool(_OFFICE_BEFORE.match(statements.text, sighting.match.start))
    for person in statements.who.people:
        held = person.roles if not before else [one for one in person.roles if one not in person.appointed]
        if any(office_key(one.value) == office_key(role) for one in held for role in roles):
            return person
    if not before and all(_HELD_BY_ONE.fullmatch(role) for role in roles):
        return None
    # "Peter Gibson unseated Jenny Chapman. The shadow minister conceded": whose fate fits the words.
    fated = statements.who.of_fate(sighting.clause, caught, focus.latest) if caught.isdigit() else None
    topic = fated or _of_line(statements, sighting) or focus.topic
    return topic if topic is not None and all(_may_hold(topic, role, known) for role in roles) else None


def _of_line(statements: ContestStatements, sighting: Sighting) -> Person | None:
    """Return whom a list of offices tells of where words without a subject go on about one of its lines."""
    if not sighting.match.rule.name.startswith("fragment-"):
        return None
    start = sighting.match.start
    told = [
        (given.start, person)
        for person in statements.who.people
        for given in person.appointed
        if given.start < start and "\n" not in statements.text[given.start : start].strip("\n")
    ]
    return max(told, key=lambda one: one[0])[1] if told else None


_OFFICE_BEFORE = re.compile(
    r"(?:The )?(?:former|ex-|was\b|were\b|had been|previously|formerly|until|before that|most recently"
    r"|last job|once|[^.;,]{0,12}from\b)",
    re.IGNORECASE,
)


def _may_hold(person: Person, role: str, gazetteers: Gazetteers) -> bool:
    """Is the person not of another party than the one that the office names?"""
    named = parties_named(role, gazetteers)
    return not named or not person.parties or bool(named & {party.value for party in person.parties})


def _office(
    statements: ContestStatements, sighting: Sighting, state: State, person: Person, role: str, focus: Focus
) -> Draft:
    match = sighting.match
    predicate = _held_or_new(statements, sighting, state.predicate, role)
    is_elected = _FILLED_BY_VOTE.search(role) and "appoint" not in statements.text[match.start : match.end]
    if predicate == "appointedTo" and (is_elected or statements.where.area_of_office(sighting, role)):
        return Draft(match, None, "elected to, not appointed")
    is_vague = predicate == "appointedTo" or match.rule.name == "described-office-after-name"
    if is_vague and role.lower() == "minister":
        return Draft(match, None, "a minister of what is not said")
    if match.rule.name == "described-office-after-name" and _TOWNS.search(
        sighting.text, match.at, match.until
    ):
        return Draft(match, None, "the mayor of a town that the words do not name")
    area = statements.where.area_of_office(sighting, role)
    if area and _NEW_HOLDER.search(statements.text[match.start : match.end]):
        return Draft(match, None, "the office that the election fills")
    attribute = Attribute(role, match.start, match.end)
    person.roles.append(attribute)
    if match.rule.name == "office-as-stand-in" and not person.parties:
        party = party_in_office(role, statements.where.gazetteers)
        person.parties += [Attribute(party, match.start, match.end)] if party else []
    is_of_house = body_of(kind_of(statements.where.election)) not in _WITH_SENATES
    if (
        is_of_house
        and _FRONT_BENCH.search(role)
        and not _GONE_BY.search(statements.text[match.start : match.end])
    ):
        person.in_house = person.in_house or match.rule.name in _PRESENT_OFFICES
    if predicate == "heldRole" and area and not _GONE_BY.search(statements.text[match.start : match.end]):
        person.member_for.append(Attribute(area, match.start, match.end))
    if predicate == "appointedTo":
        person.appointed.append(attribute)
        focus.appointed = role
    return statements.draft(sighting, predicate, "", person=person, value=" ".join(role.split()))


def _held_or_new(statements: ContestStatements, sighting: Sighting, predicate: str, role: str) -> str:
    """Return whether a match tells an appointment or an office held, which its words may decide."""
    match = sighting.match
    words = statements.text[match.start : match.end]
    rest = sighting.clause.end - sighting.clause.start - (match.end - match.start)
    signed = "," in words or rest < _NOTICE
    is_notice = role.endswith("Returning Officer") and _is_bare_title(words, role) and signed
    is_news = match.rule.name == "role-after-name" and bool(_NOW.search(words))
    if _NEW_ROLE.match(words) or is_notice or (is_news and tells_of_appointments(statements.text)):
        return "appointedTo"
    if _is_listed(statements, sighting) or (match.rule.name == "being-the-role" and role[:1].isupper()):
        return "appointedTo"
    if _stays_put(statements, sighting):
        return "heldRole"
    told = sighting.text[max(0, match.at - 4) : match.until]
    is_past = predicate == "appointedTo" and _LONG_AGO.search(told)
    if is_past or (match.rule.name == "is-the-role" and not _tells_news(statements, sighting, role)):
        return "heldRole"
    return predicate


def _is_listed(statements: ContestStatements, sighting: Sighting) -> bool:
    """Does a list of a new cabinet give the office: in brackets, or with the name alone on a line?"""
    match, clause = sighting.match, sighting.clause
    if match.rule.name == "role-in-brackets":
        words = statements.text[clause.start : clause.end]
        if _OF_OLD.match(words):
            return False
        run = sum(event.rule is match.rule for event in clause.events) > 1
        return tells_of_appointments(words) or (run and tells_of_appointments(statements.text))
    is_line = (match.start, match.end) == (clause.start, clause.end)
    return is_line and match.rule.name in _PRESENT_OFFICES and bool(tells_of_appointments(statements.text))


# "Staying put: Philip Hammond (chancellor), ...", "Out: Justine Greening (education)": no appointments.
_OF_OLD = re.compile(
    r"\W*(?:(?:also|those|the|who(?:'s|’s)?|still|all) )*(?:stay(?:s|ing)?|stayed|unchanged"
    r"|unmoved|not moving|no change"
    r"|remain(?:s|ing|ers)?|keep(?:s|ing)?|kept|same jobs?|as you were|out|gone|sacked|leaving|left|departing"
    r"|departed|fired|dropped|quit|resigned|stepping down|losers?)\b[^:;.()]{0,40}[:–—-]",
    re.IGNORECASE,
)
# What the line after a name in a list of a cabinet says of those who keep their offices.
_UNMOVED = re.compile(
    r"[\s.,(–—:-]*(?:[Ss]tays|[Uu]nchanged|[Cc]arries on|[Nn]o (?:move|change)(?! of)"
    r"|[Kk]eeps|[Rr]emains|[Rr]etains|[Ss]taying)\b"
)


def _stays_put(statements: ContestStatements, sighting: Sighting) -> bool:
    """Does a list say after a name and its office that the holder stays?"""
    told = sighting.match.rule.name
    return told.startswith("line-") and bool(_UNMOVED.match(statements.text, sighting.match.end))


def _is_bare_title(words: str, role: str) -> bool:
    """Does the office stand as on a notice, without article?"""
    return not re.search(r"\b(?:[Tt]he|[Aa]n?)\b", words[: words.find(role)])


# A relative clause tells what came before the news.
_LONG_AGO = re.compile(
    r"\bwho (?:had )?(?:succeeded|replaced|took over|became|followed|was (?:elected|appointed|made|named))\b"
)
_NOW = re.compile(r", now (?!former)")
_PLAIN_IS = re.compile(r"(?:^|[ ,›])is (?!now|to |becoming|the new|an? new)")


def _tells_news(statements: ContestStatements, sighting: Sighting, role: str) -> bool:
    """Is "she is the minister" an appointment: by its words, or in a report of appointments?"""
    if not _PLAIN_IS.search(sighting.text[sighting.match.at : sighting.match.until]):
        return True
    known = statements.where.gazetteers.role_named(role)
    news = tells_of_appointments(statements.text)
    if "party's" in sighting.text[sighting.match.at : sighting.match.until] and not news:
        return False
    if known is not None:
        is_of_party = known.kind == "party" and "eader" not in role
        return known.kind == "government" or (news and (is_of_party or known.kind == "devolved"))
    return "council" not in role.lower() and news


_BRIEF = re.compile(r"^(?!shadow|.*without)(.+) (?:brief|portfolio)$", re.IGNORECASE)


# "transport, defence and foreign secretary"
_OF_ONE_NOUN = re.compile(
    r"(?P<shadow>[Ss]hadow )?(?P<briefs>[A-Za-z]+(?: [a-z]+)?(?:, [A-Za-z]+(?: [a-z]+)?)*,? and [A-Za-z]+)"
    r" (?P<noun>[Ss]ecretary|[Mm]inister)"
)


def _sharing_a_noun(name: str, gazetteers: Gazetteers) -> list[str]:
    """Return the offices whose noun stands once, where each alone is one and all together are none."""
    found = _OF_ONE_NOUN.fullmatch(name)
    if found is None or gazetteers.role_named(name):
        return [name]
    each = [f"{brief} {found['noun']}" for brief in re.split(r",? and |, ", found["briefs"])]
    if not all(map(gazetteers.role_named, each)):
        return [name]
    return [f"{found['shadow'] or ''}{office}" for office in each]


def role_names(statements: ContestStatements, sighting: Sighting, group: str = "role") -> Iterator[str]:
    """Yield the offices of a match; two in one breath ("Lord Chancellor and Justice Secretary") apart."""
    caught = sighting.match.groups.get(group, "") or sighting.match.groups.get(f"{group}2", "")
    for index in [int(caught)] if caught.isdigit() else slot_indices(caught, "R"):
        mention = sighting.mention(index)
        inner = slot_indices(mention.name, "R") if mention.kind == "A" else []
        if mention.kind == "A" and not inner:
            continue
        office = sighting.mention(inner[0]) if inner else mention
        name = office.name
        if brief := _BRIEF.search(statements.text[office.start : office.end]):
            yield brief_office(brief[1], spokes_noun_at(statements.text, office.start))
            continue
        halves = re.split(r" and (?:the )?", name)
        if len(halves) == 2 and all(statements.where.gazetteers.role_named(half) for half in halves):
            yield from halves
        else:
            yield from _sharing_a_noun(name, statements.where.gazetteers)
