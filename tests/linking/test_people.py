"""Who is who: joined where a source links them, apart where anything speaks against it."""

from __future__ import annotations

from electiongraph.gazetteers import load_gazetteers
from electiongraph.linking.entity_linking import distinct_sources, link_facts
from electiongraph.linking.people import People, resolve_people

SEAT = "Luton North"


def candidate(person: str, party: str = "", votes: int = 0, seat: str = SEAT, **more: object):
    common = {"person": person, "seat": seat, **more}
    told = [{**common, "predicate": "standsIn"}]
    if party:
        told.append({**common, "predicate": "standsFor", "value": party})
    if votes:
        told.append({**common, "predicate": "votes", "value": votes})
    return f"{person} {party} {votes} {seat} {more}", told


def fact(predicate: str, person: str, **more: object):
    return f"{predicate} {person} {more}", [{"predicate": predicate, "person": person, **more}]


def people(*sources) -> People:
    return resolve_people(link_facts(distinct_sources(sources), load_gazetteers()))


def names(found: People) -> list[set[str]]:
    return sorted(({form.name for form in person.names} for person in found.persons), key=sorted)


def test_one_edit_with_the_same_party_is_one_person(make_source):
    found = people(
        make_source("a", candidate("Waheed Akbar", "Workers Party", 3914)),
        make_source("b", candidate("Waheed Akhbar", "Workers Party", 3914)),
    )
    assert names(found) == [{"Waheed Akbar", "Waheed Akhbar"}]


def test_one_edit_with_other_party_and_votes_is_two_people(make_source):
    found = people(
        make_source("a", candidate("Ann Brown", "Labour", 900), candidate("Ann Browne", "Green", 700)),
    )
    assert len(found.persons) == 2


def test_two_independents_one_edit_apart_stay_apart(make_source):
    found = people(
        make_source(
            "a", candidate("Asif Khan", "Independent", 300), candidate("Atif Khan", "Independent", 200)
        ),
    )
    assert len(found.persons) == 2


def test_namesakes_in_one_list_stay_apart_and_have_their_own_iris(make_source):
    seat = "Mid Buckinghamshire"
    found = people(
        make_source(
            "a",
            candidate("Greg Smith", "Conservative", 20150, seat),
            candidate("Greg Smith", "Green", 2942, seat),
        ),
        make_source("b", candidate("Greg Smith", "Conservative", seat=seat)),
    )
    assert len(found.persons) == 2
    assert {person.iri.rsplit("--", 1)[1] for person in found.persons} == {"conservative", "green"}
    conservative = next(person for person in found.persons if person.iri.endswith("conservative"))
    assert len({claim.source.iri for form in conservative.names for claim in form.claims}) == 2


def test_namesakes_in_two_seats_at_one_election_stay_apart(make_source):
    found = people(
        make_source("a", candidate("Rachel Reeves", "Labour", seat="Leeds West and Pudsey")),
        make_source("b", candidate("Rachel Reeves", "Green", seat="Bassetlaw")),
    )
    assert len(found.persons) == 2


def test_same_name_and_party_in_two_seats_of_one_document_stay_apart(make_source):
    found = people(
        make_source(
            "a", candidate("John Smith", "Labour"), candidate("John Smith", "Labour", seat="Bedford")
        ),
    )
    assert len(found.persons) == 2


def test_a_member_who_moves_seat_is_one_person_when_a_document_tells_of_both(make_source):
    by_election = {"seat": "Mid Bedfordshire", "election": "2023-10-19"}
    found = people(
        make_source(
            "a",
            fact("incumbentIn", "Alistair Strathern", seat="Mid Bedfordshire"),
            candidate("Alistair Strathern", "Labour", seat="Hitchin"),
        ),
        make_source("b", fact("elected", "Alistair Strathern", **by_election)),
        make_source("c", candidate("Alistair Strathern", "Labour", 22067, seat="Hitchin")),
    )
    [person] = found.persons
    assert "--2024-07-04-" in person.iri


def test_an_office_holder_is_the_candidate_of_that_name_in_the_same_document(make_source):
    found = people(
        make_source(
            "a",
            fact("appointedTo", "Wes Streeting", value="Health Secretary", election=""),
            candidate("Wes Streeting", "Labour", seat="Ilford North"),
        )
    )
    assert len(found.persons) == 1


def test_an_office_holder_is_not_a_losing_candidate_of_another_document(make_source):
    found = people(
        make_source(
            "a", fact("appointedTo", "Rachel Reeves", value="Chancellor of the Exchequer", election="")
        ),
        make_source("b", candidate("Rachel Reeves", "Green", 1947, seat="Bassetlaw")),
    )
    assert len(found.persons) == 2


def test_a_minister_is_the_only_member_of_that_name_in_another_document(make_source):
    seat = "Leeds West and Pudsey"
    found = people(
        make_source(
            "a", fact("appointedTo", "Rachel Reeves", value="Chancellor of the Exchequer", election="")
        ),
        make_source("b", fact("elected", "Rachel Reeves", seat=seat)),
        make_source("c", candidate("Rachel Reeves", "Green", 1947, seat="Bassetlaw")),
    )
    assert len(found.persons) == 2
    assert [len(person.names[0].claims) for person in found.persons if seat_of(person) == seat] == [2]


def seat_of(person) -> str:
    return max(claim.fact.seat for form in person.names for claim in form.claims)


def test_a_returning_officer_is_not_an_mp_of_another_document(make_source):
    found = people(
        make_source("a", fact("appointedTo", "Robin Porter", value="Returning Officer", election="")),
        make_source("b", fact("elected", "Robin Porter", seat=SEAT)),
    )
    assert len(found.persons) == 2


def test_who_stood_in_the_predecessor_is_one_person(make_source):
    link = {
        "predicate": "formerlyNamed",
        "seat": "Mid Buckinghamshire",
        "value": "Buckingham",
        "election": "",
    }
    found = people(
        make_source("a", fact("elected", "Greg Smith", seat="Buckingham", election="2019-12-12")),
        make_source("b", candidate("Greg Smith", "Conservative", seat="Mid Buckinghamshire")),
        make_source("c", ("it replaces Buckingham", [link])),
    )
    assert len(found.persons) == 1


def test_unrelated_seats_at_two_elections_in_two_documents_stay_apart(make_source):
    found = people(
        make_source("a", candidate("Steve Lambert", "Labour", seat="Bassetlaw", election="2019-12-12")),
        make_source("b", candidate("Steve Lambert", "Labour", seat="Aylesbury")),
    )
    assert len(found.persons) == 2


def test_the_preferred_spelling_has_most_independent_witnesses_then_fewest_words(make_source):
    spread = [
        make_source("a", candidate("Attiq Ahmed Malik", "Independent", 5384)),
        make_source("b", candidate("Attiq Malik", "Independent", 5384)),
    ]
    assert people(*spread).persons[0].name == "Attiq Malik"
    more = make_source("c", ("title", []), candidate("Attiq Ahmed Malik", "", 5384))
    assert people(*spread, more).persons[0].name == "Attiq Ahmed Malik"


def test_a_surname_alone_is_never_the_preferred_name(make_source):
    found = people(
        make_source("a", candidate("Shapps", "Conservative")),
        make_source("b", candidate("Shapps", "", 16078)),
        make_source("c", candidate("Grant Shapps", "Conservative")),
    )
    assert [person.name for person in found.persons] == ["Grant Shapps"]
