"""Tell which person a name, a pronoun or a phrase such as "the Tory candidate" means.

Extraction, part of discourse.
"""

from __future__ import annotations

import re

from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.described_people import candidate_of, holder_of, member_for
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.people import Attribute, People, Person
from electiongraph.extraction.pronouns import by_pronoun, goes_on_about, other_than, whose_portrait
from electiongraph.extraction.sightings import Focus, Sighting
from electiongraph.extraction.stand_in_words import (
    BARE_OPENER,
    FORMER,
    KIN,
    OF_OTHERS,
    PARTYS_FIGURE,
    fate_told,
    gender_told,
    of_fate,
    opening_pronoun,
    owner_of_rival,
    teller_of_relative,
)
from electiongraph.extraction.subject_asides import without_closed_aside
from electiongraph.extraction.subjects import head_of_apposition
from electiongraph.gazetteers import Gazetteers

__all__ = ["Who"]


_OFFICE_FIRST = re.compile(r"‹A(\d+)› (?!and\b)[^‹›;:]*\b(?:that|as|when|after|before) (?=‹P)")


_BEAT_HER = re.compile(
    r"\b(?:beat|ousted|unseated|defeated|toppled|dislodged|removed)(?: ‹A\d+›)? (her|him)\b[^‹›;]{0,30}[;,]"
    r"(?: (?:but|and|before|until))? $"
)


class Who:
    """Resolve the people of one document."""

    def __init__(self, people: People, gazetteers: Gazetteers) -> None:
        self.people = people
        self.gazetteers = gazetteers

    def named(self, clause: Clause, caught: str) -> Person | None:
        """Return the person of a slot that holds a name; None for anything else."""
        if not caught.isdigit():
            return None
        mention = clause.masked.mentions[int(caught)]
        return self.people.find(mention.name, mention.title) if mention.kind == "P" else None

    def meant(self, sighting: Sighting, caught: str, focus: Focus, seat: str) -> Person | None:
        """Return the person that a group caught, a stand-in means, or the sentence has as its subject.

        Args:
            sighting: The match.
            caught: The slot's index, "" when the group caught nothing.
            focus: What was spoken of before.
            seat: The seat of the passage, which tells one party's candidate from another's.
        """
        clause, before = sighting.clause, sighting.text[: sighting.match.at]
        possessive = sighting.match.groups.get("possessive", "")
        if possessive:
            gender = "she" if possessive.lower() == "her" else "he"
            told = clause.masked.text.startswith(possessive, sighting.match.at)
            leader = self._possessor_told(clause, before, gender, focus) if told else None
            return leader or self._other_than_subject(clause, before, gender, focus)
        if caught in ("him", "her"):
            if spoken_of := self._phrase_before(clause, sighting, focus, seat):
                return spoken_of
            return self._other_than_subject(
                clause, sighting.text[: sighting.match.until], "she" if caught == "her" else "he", focus
            )
        if not caught:
            indices = slot_indices(without_closed_aside(sighting.text, sighting.match.at), "PA")
            if not indices:
                return focus.subject or (focus.people[-1] if focus.people else None)
            caught = str(indices[-1])
        if clause.masked.mentions[int(caught)].kind == "P":
            if KIN.search(sighting.text, 0, max(sighting.text.find(f"‹P{caught}›"), 0)):
                return focus.subject
            told = sighting.match.rule.collapses
            return self.named(clause, caught if told else head_of_apposition(sighting.text, caught))
        return self._stand_in(clause, int(caught), focus, seat)

    def _phrase_before(self, clause: Clause, sighting: Sighting, focus: Focus, seat: str) -> Person | None:
        """Return whom "the shadow chancellor waited to learn that Andrea Jenkyns had beaten him" is about."""
        first = _OFFICE_FIRST.match(sighting.text)
        if (
            first is None
            or first.end() > sighting.match.at
            or sighting.mention(first[1]).name in ("he", "she")
        ):
            return None
        return self._stand_in(clause, int(first[1]), focus, seat)

    def beside_rival(
        self, meant: Person | None, sighting: Sighting, caught: str, focus: Focus
    ) -> Person | None:
        """Return whom a pronoun means, who is not the rival named beside it: "‹P1›, whom he had beaten"."""
        rival = self.named(sighting.clause, sighting.caught("loser"))
        if (
            meant is None
            or meant is not rival
            or not caught.isdigit()
            or sighting.mention(caught).kind == "P"
        ):
            return meant
        here = [self.named(sighting.clause, str(i)) for i in slot_indices(sighting.text, "P")]
        return other_than(meant, sighting.mention(caught).name, (*here, focus.subject))

    def subject(self, sighting: Sighting) -> Person | None:
        """Return the person named last before a match in its sentence, rather than in an aside."""
        before = without_closed_aside(sighting.text, sighting.match.at)
        indices = slot_indices(_ASIDES.sub(" ", before), "P") or slot_indices(before, "P")
        return self.named(sighting.clause, str(indices[-1])) if indices else None

    def spoken_of_in(self, sighting: Sighting, focus: Focus) -> Person | None:
        """Return whom the words of a match are about: a name, or whom the sentence before was about."""
        text, match = sighting.text, sighting.match
        slots = slot_indices(text[: match.at], "PA") or slot_indices(text[match.at : match.until], "PA")[:1]
        if slots and sighting.mention(slots[-1]).name not in ("he", "she"):
            named = [slot for slot in slots if sighting.mention(slot).kind == "P"]
            if named:
                return self.named(sighting.clause, str(named[-1]))
        if not slots and not _POSSESSIVE.search(text, 0, match.until):
            return None
        pronoun = sighting.mention(slots[-1]).name if slots else ""
        here = [self.named(sighting.clause, str(slot)) for slot in slots]
        fitting = [p for p in here if p is not None and p.gender in ("", pronoun)]
        subject = fitting[-1] if fitting else focus.subject
        if subject is None or (pronoun in ("he", "she") and subject.gender not in ("", pronoun)):
            return None
        # Of two whom the last sentence told of, "her majority" may be that of either.
        rivals = [p for p in focus.people[-3:] if p is not subject and p.gender in ("", subject.gender)]
        return None if any(p.stands == focus.seat for p in rivals) else subject

    def of_fate(self, clause: Clause, caught: str, latest: tuple[Person, ...]) -> Person | None:
        """Return the one of those named last whom a stand-in means as the words after it tell of a fate."""
        fate = fate_told(clause, int(caught))
        return of_fate(fate, list(latest)) if fate else None

    def phrase(self, clause: Clause, index: int, focus: Focus) -> Person | None:
        """Return whom a noun phrase means: "the new MP", "the barrister"."""
        return self._stand_in(clause, index, focus, focus.seat)

    def adopt_party(self, clause: Clause, index: int, focus: Focus) -> None:
        """Learn from "the Tory candidate" the party of the person spoken of, when none is known yet."""
        if slot_indices(clause.masked.mentions[index].name, "G"):
            self._stand_in(clause, index, focus, focus.seat)

    def learn_party(self, sighting: Sighting, focus: Focus) -> None:
        """Learn the party of whom a stand-in means; those named are known from the first reading."""
        match, caught, party = sighting.match, sighting.caught("person"), sighting.name("party")
        if match.hedge or not party or not caught or self.named(sighting.clause, caught) is not None:
            return
        person = self.meant(sighting, caught, focus, focus.seat)
        if person is not None and not person.parties:
            person.parties.append(Attribute(party, match.start, match.end))

    def _possessor_told(self, clause: Clause, before: str, gender: str, focus: Focus) -> Person | None:
        """Return whose the votes are that open a clause: "his 15,917 votes gave him victory"."""
        here = [self.named(clause, str(index)) for index in slot_indices(_OBLIQUE.sub(" ", before), "P")]
        fitting = [person for person in here if person is not None and person.gender in ("", gender)]
        if fitting:
            fitting[0].gender = gender
            return fitting[0]
        subject = focus.subject
        return subject if subject is not None and goes_on_about(subject, gender, focus) else None

    def _other_than_subject(self, clause: Clause, before: str, gender: str, focus: Focus) -> Person | None:
        indices = slot_indices(before, "P")
        subject = self.named(clause, str(indices[-1])) if indices else None
        if subject and _BEATEN.search(before[: before.rfind("‹P")]):
            return subject
        here = [self.named(clause, str(index)) for index in indices[:-1]]
        told = [p for p in here if p is not None and p is not subject and p.gender == gender]
        told = told or [p for p in here if p is not None and p is not subject and not p.gender]
        if told:
            return told[-1]
        others = [p for p in focus.people if p is not subject and p.gender in ("", gender)]
        others = [p for p in others if not p.left] or others
        if focus.portrayed in others:
            return focus.portrayed
        if not indices and focus.subject in others and focus.subject is not None:
            focus.subject.gender = gender
            return focus.subject
        if focus.subject in others and focus.subject is not None and focus.subject.gender == gender:
            return focus.subject
        return others[-1] if others else None

    def _stand_in(self, clause: Clause, index: int, focus: Focus, seat: str) -> Person | None:
        mention = clause.masked.mentions[index]
        place = max(clause.masked.text.find(f"‹A{index}›"), 0)
        before = clause.masked.text[:place]
        if mention.name in ("he", "she"):
            before = without_closed_aside(clause.masked.text, place)
        if mention.name not in ("he", "she") and (apposed := _APPOSED.search(before)):
            return self.named(clause, apposed[1])
        is_bare = mention.name in ("he", "she") and BARE_OPENER.fullmatch(before)
        own = "" if is_bare else OF_OTHERS.sub(" ", before)
        here = [self.named(clause, str(i)) for i in slot_indices(own, "P")]
        earlier = [person for person in here if person is not None]
        beside = self._named_after(clause, index)
        owner = owner_of_rival(mention.name, focus, earlier)
        known = (one for one in (*focus.people, *earlier) if one is not owner)
        recent = [person for person in known if person not in beside or person in earlier]
        offices = [clause.masked.mentions[i].name for i in slot_indices(mention.name, "R")]
        is_former = FORMER.match(" ".join([mention.name, *offices])) is not None
        may_portray = not earlier and (is_former or not slot_indices(mention.name, "GS"))
        if may_portray and (portrayed := whose_portrait(mention.name, before, focus)):
            return portrayed
        if mention.name in ("he", "she"):
            return self._pronoun(clause, index, before, recent, earlier, focus, seat)
        if slots := slot_indices(mention.name, "S"):
            return member_for(clause.masked.mentions[slots[0]].name, mention, recent)
        if (slots := slot_indices(mention.name, "G")) and not is_former:
            party = clause.masked.mentions[slots[0]].name
            subject = focus.subject
            if not earlier and subject in recent and subject and subject.party_is(party):
                return subject
            fate, latest = fate_told(clause, index), [*focus.latest, *earlier]
            part = _PART_OF_SENTENCE.split(before)[-1]
            beside = [p for i in slot_indices(part, "P") if (p := self.named(clause, str(i))) is not None]
            return candidate_of(
                party, mention, seat, recent, latest, beside, fate, self.people, self.gazetteers
            )
        if slots := slot_indices(mention.name, "R"):
            role = clause.masked.mentions[slots[0]].name
            spoken_of = self._spoken_of(clause, index, focus, earlier)
            # "Ed Balls was the casualty as the shadow chancellor lost": whom the main clause is about.
            told = earlier[0] if earlier and _IN_CLAUSE_AFTER.search(before) else spoken_of
            return holder_of(role, mention, recent, told, self.people, self.gazetteers)
        return self._spoken_of(clause, index, focus, earlier)

    def _pronoun(
        self,
        clause: Clause,
        index: int,
        before: str,
        recent: list[Person],
        earlier: list[Person],
        focus: Focus,
        seat: str,
    ) -> Person | None:
        """Return whom "he" or "she" means.

        Args:
            clause: The sentence.
            index: The pronoun's slot.
            before: What stands before it.
            recent: Whom the text has spoken of, the latest last.
            earlier: Whom the sentence names before it.
            focus: What was spoken of before.
            seat: The seat of the passage.
        """
        mention = clause.masked.mentions[index]
        earlier, recent = list(filter(_is_candidate, earlier)), list(filter(_is_candidate, recent))
        beaten = _BEAT_HER.search(before)
        if beaten and (beaten[1] == "her") == (mention.name == "she"):
            # "It was John Nicolson who beat her; she came back in 2017."
            return self._other_than_subject(clause, before, mention.name, focus)
        if (opener := opening_pronoun(clause, before, mention.name)) >= 0:
            return self._stand_in(clause, opener, focus, seat)
        if begins := self._opening_stand_in(clause, index, before, focus, seat):
            return begins
        partys = PARTYS_FIGURE.match(clause.masked.text)
        if partys and not earlier and partys.end() <= len(before):
            party = clause.masked.mentions[int(partys[1])].name
            return next((p for p in reversed(recent) if p.party_is(party)), None)
        if told := self.named(clause, teller_of_relative(before)):
            return told
        owned = _HIS_FIGURE.match(clause.masked.text)
        whose = "she" if owned and owned[1] == "Her" else "he"
        if owned and whose == mention.name and (owner := self._possessor_told(clause, "", whose, focus)):
            return owner
        subject = focus.subject
        # Of two whom the last sentence named, the next goes on about its subject; a majority is won.
        is_winners = subject is not None and subject.won and subject.gender in ("", mention.name)
        after = clause.masked.text.partition(f"‹A{index}›")[2]
        rivals = [p for p in focus.latest if p is not subject]
        beat_them = bool(rivals) and all(p.beaten for p in rivals)
        lost_it = [p for p in recent if p.beaten and not p.won and p.gender in ("", mention.name)]
        if is_winners and not earlier and lost_it and _MAJORITY_THEN.match(after):
            return lost_it[-1]
        owns = is_winners and (_MAJORITY.match(after) or (beat_them and _WINS.match(after)))
        # One whom the last sentence does not name is left behind where it names another.
        is_left = subject not in focus.latest and any(
            p.gender in ("", mention.name) for p in focus.latest if _is_candidate(p)
        )
        goes_on = subject is not None and not is_left and goes_on_about(subject, mention.name, focus)
        if not earlier and subject is not None and (owns or goes_on):
            subject.gender = mention.name
            return subject
        main = [self.named(clause, str(i)) for i in slot_indices(_ASIDES.sub(" ", before), "P")]
        if len(earlier) > len(main) and main and main[-1] is not None and main[-1].gender == mention.name:
            return main[-1]
        others = [p for p in recent if p not in focus.rivals or p in earlier]
        is_of_others = any(p.gender in ("", mention.name) for p in others)
        return by_pronoun(mention.name, others if is_of_others else recent, earlier)

    def _opening_stand_in(
        self, clause: Clause, index: int, before: str, focus: Focus, seat: str
    ) -> Person | None:
        """Return whom a sentence begins with that names others beside: "The MSP beat Ann, and he ..."."""
        opening = _OPENS_WITH_STAND_IN.match(before)
        if opening is None or int(opening[1]) == index or "‹P" in _OBLIQUE.sub(" ", before):
            return None
        is_pronoun = clause.masked.mentions[int(opening[1])].name in ("he", "she")
        return None if is_pronoun else self._stand_in(clause, int(opening[1]), focus, seat)

    def _named_after(self, clause: Clause, index: int) -> list[Person]:
        """Return whom a sentence names after a stand-in, who is another: "the barrister beat Ian Paisley".

        A stand-in in a clause that comes before the main one may be whom the main one names.
        """
        before, _, after = clause.masked.text.partition(f"‹A{index}›")
        if _SUBORDINATE.match(before):
            return []
        named = [self.named(clause, str(i)) for i in slot_indices(after, "P")]
        return [person for person in named if person is not None]

    def _spoken_of(self, clause: Clause, index: int, focus: Focus, earlier: list[Person]) -> Person | None:
        """Return whom a noun phrase may mean: the subject of the sentence before, or who was named last.

        It is not whom its own sentence is about; its words or the next pronoun may tell the gender.
        """
        fate = fate_told(clause, index)
        told = of_fate(fate, [*focus.latest, *earlier]) if fate else None
        met_it = told or (of_fate(fate, [*focus.people[-4:], *earlier]) if fate else None)
        alone = focus.latest[0] if len(focus.latest) == 1 and not earlier else None
        # "It was Norman Baker's turn. The former minister had been MP since 1997": nobody else is spoken of.
        if alone is not None and fate and focus.subject is alone:
            met_it = met_it if (alone.won if fate == "lost" else alone.beaten or alone.left) else alone
        if met_it is not None:
            return met_it
        gender = gender_told(clause, index)
        owner = owner_of_rival(clause.masked.mentions[index].name, focus, earlier)
        beside = [*self._named_after(clause, index), *earlier[:1], *([owner] if owner else [])]
        fitting = [p for p in (*focus.people, *earlier[1:]) if not gender or p.gender in ("", gender)]
        others = [p for p in fitting if p not in beside]
        if earlier[1:] and others and others[-1] in earlier:
            return others[-1]
        if focus.subject is not None and focus.subject in others and focus.subject is not others[-1]:
            return focus.subject if slot_indices(clause.masked.mentions[index].name, "R") else None
        return others[-1] if others else None


def _is_candidate(person: Person) -> bool:
    """May a pronoun mean somebody? "The returning officer, Ann Smith, said that he had won" is of another."""
    return not any(role.value.lower().endswith("returning officer") for role in person.roles)


_OBLIQUE = re.compile(
    r"\b(?:of|over|from|with|than|like|against|after|under|behind|to|beat|beating|defeated"
    r"|defeating) (?:the )?"
    r"(?:‹G\d+›(?:'s)? )?‹P\d+›"
)
_OPENS_WITH_STAND_IN = re.compile(r"‹A(\d+)› [a-z]")
# "His lead over ‹P0› was 4,127, well down on the 7,550 he had": the sentence goes on about him.
_HIS_FIGURE = re.compile(
    r"(His|Her) (?:(?:new|own|final|winning) )?(?:majority|lead|margin|share|vote|tally|total|cushion)\b"
)
_POSSESSIVE = re.compile(r"\b[Hh](?:is|er) (?![a-z]+ (?:‹[PR]))")
# "Terry Jermy beat Liz Truss with 11,847 votes to her 11,217": the last named is not the clause's subject.
_BEATEN = re.compile(
    r"\b(?:beat|beats|beaten|beating|defeat(?:ed|s|ing)|oust(?:ed|s|ing)|unseat(?:ed|s|ing)|topp?l(?:ed|es|ing)"
    r"|over|from|(?:lost|loses|losing) (?:it|out|(?:the|his|her) [a-z ]+|‹S\d+›) to)"
    r" (?!by )(?:the |[a-z-]+ ){0,2}(?:‹G\d+›(?:'s?)? )?$"
)


_WINS = re.compile(r" (?:won|wins|triumphed|prevailed)\b")
_MAJORITY = re.compile(r" (?:[a-z-]+ )?(?:majority|lead|margin|winning margin)\b")
# "Ben Gummer lost to Sandy Martin. His majority in 2015 was 3,733": that of the one who held the seat.
_MAJORITY_THEN = re.compile(
    r" (?:[a-z-]+ )?(?:majority|lead|margin) (?:(?:in|from|at) (?:the )?(?:‹Y\d+›|last (?:general )?election)"
    r"|(?:last time|(?:two|three|four|five) years (?:ago|earlier))|had been)"
)
# "Gavin Robinson, who replaced Jeffrey Donaldson as leader, was safe: he ...": an aside's name is not meant.
_ASIDES = re.compile(
    r", (?:who|whose|which|a|an|the|once|then|formerly|later|now|previously|one-time)\b[^,;.]*,"
)
_IN_CLAUSE_AFTER = re.compile(r"[a-z›] (?:as|after|when|because|before) $")
# "When she conceded, Ms Mordaunt was gracious": the pronoun comes before its name.
_SUBORDINATE = re.compile(
    r"(?:After|When|As|Although|Though|While|Until|Before|Once|Since|If|Despite|Because|Even)\b[^,]*$"
)
# "Mr Kerr won by 148 votes; this time the Tory was beaten": the second part goes on about him.
_PART_OF_SENTENCE = re.compile(r"[;:] | - |, (?:but|and|while|then|yet) ")
# "Jayne Kirkham, the leader of the council": the phrase is about the name before it.
_APPOSED = re.compile(r"‹P(\d+)›, $")
