"""Who is who in official files: by numbers, never by a name across contests."""

from __future__ import annotations

from electiongraph.linking.registered_people import Standing, resolve_registered


def row(key, name, *numbers, contest="c/1", day="2024-07-04", party="Labour", weight=1):
    return Standing(key, name, numbers, contest, day, party, weight)


def people_of(*rows):
    found = resolve_registered(rows)
    return [sorted(one.key for one in rows if found.by_key[one.key] is person) for person in found.persons]


def test_a_number_joins_over_elections_and_changed_surnames():
    rows = (
        row("f1#1", "Sarah Newton", "mnis:4071", contest="c/2010", day="2010-05-06"),
        row("f2#1", "Sarah Newton-Hick", "mnis:4071", contest="c/2015", day="2015-05-07"),
        row("f3#1", "Sarah Hick", "mnis:4071", contest="c/2017", day="2017-06-08"),
    )
    [person] = resolve_registered(rows).persons
    assert (person.name, person.other_names) == ("Sarah Hick", ("Sarah Newton", "Sarah Newton-Hick"))
    assert person.iri.endswith("/mnis-4071")
    assert person.identified_by == "mnis:4071"


def test_a_name_alone_joins_nobody_across_contests():
    rows = (row("f1#1", "John Smith"), row("f2#1", "John Smith", contest="c/2"))
    assert len(people_of(*rows)) == 2


def test_numbers_of_two_registers_meet_in_one_row():
    rows = (
        row("f1#1", "Jo White", "democracy-club:60365", contest="c/1"),
        row("f2#1", "Jo White", "mnis:5105", "democracy-club:60365", contest="c/2"),
        row("f3#1", "Joanne White", "mnis:5105", contest="c/3"),
    )
    [person] = resolve_registered(rows).persons
    assert person.identifiers == ("democracy-club:60365", "mnis:5105")
    assert person.identified_by == "mnis:5105"


def test_homonyms_in_a_contest_are_told_apart_by_party_in_their_iris():
    rows = (row("f#1", "Greg Smith", party="Conservative"), row("f#2", "Greg Smith", party="Green"))
    iris = [person.iri.rpartition("--")[2] for person in resolve_registered(rows).persons]
    assert iris == ["conservative", "green"]


def test_a_mistaken_number_stays_with_those_who_have_it_most():
    rows = (
        row("f1#1", "Dominic Grieve", "mnis:16", contest="c/2010", weight=2),
        row("f2#1", "Dominic Grieve", "mnis:16", contest="c/2015", weight=2),
        row("f3#1", "Adam Cleary", "mnis:16", contest="c/2019"),
    )
    found = resolve_registered(rows)
    assert people_of(*rows) == [["f3#1"], ["f1#1", "f2#1"]]
    assert found.mistaken == {
        "f3#1": "mnis:16 is the number of Dominic Grieve; Adam Cleary is taken for somebody else"
    }


def test_a_mistaken_number_is_dropped_and_the_other_number_of_the_row_stays():
    rows = (
        row("f1#1", "Jim Clarke", "democracy-club:26371", contest="c/1"),
        row("f2#1", "Jim Clarke", "democracy-club:26371", contest="c/2"),
        row("f3#1", "Paul Coyne", "democracy-club:26371", "mnis:9999", contest="c/3"),
    )
    found = resolve_registered(rows)
    assert found.by_key["f3#1"].identifiers == ("mnis:9999",)


def test_a_shared_given_or_short_name_is_word_enough_for_one_person():
    rows = (
        row("f1#1", "Annunziata Rees-Mogg", "mnis:1", contest="c/1"),
        row("f2#1", "Nancy Mogg", "mnis:1", contest="c/2"),
    )
    assert len(people_of(*rows)) == 1


class TestOneContestInTwoFiles:
    def test_same_name_and_party_is_one_person(self):
        assert people_of(row("f#1", "Sarah Owen", "mnis:4777"), row("g#1", "Sarah Owen")) == [["f#1", "g#1"]]

    def test_same_name_in_another_party_is_one_person_where_nobody_else_has_it(self):
        """Files differ in whether Labour and Co-operative is a party of its own."""
        rows = (row("f#1", "Jim McMahon", party="Labour"), row("g#1", "Jim McMahon", party="Labour Co-op"))
        assert len(people_of(*rows)) == 1

    def test_a_form_of_the_name_needs_the_party(self):
        near = row("f#1", "Dave Holland", party="Reform UK")
        assert len(people_of(near, row("g#1", "David Holland", party="Reform UK"))) == 1
        assert len(people_of(near, row("g#1", "David Holland", party="Green"))) == 2

    def test_other_numbers_of_one_register_part(self):
        rows = (row("f#1", "Sarah Owen", "mnis:4777"), row("g#1", "Sarah Owen", "mnis:1"))
        assert len(people_of(*rows)) == 2

    def test_rows_of_one_file_are_never_joined(self):
        assert len(people_of(row("f#1", "Sarah Owen"), row("f#2", "Sarah Owen"))) == 2

    def test_two_independents_of_nearly_one_name_are_not_guessed_at(self):
        rows = (
            row("f#1", "Jon Smith", party="Independent"),
            row("f#2", "Jonny Smith", party="Independent"),
            row("g#1", "Jonathan Smith", party="Independent"),
        )
        assert len(people_of(*rows)) == 3

    def test_another_contest_is_another_person(self):
        assert len(people_of(row("f#1", "Sarah Owen"), row("g#1", "Sarah Owen", contest="c/2"))) == 2


def test_the_order_of_rows_does_not_matter():
    rows = (
        row("f1#1", "Jo White", "democracy-club:60365", contest="c/1"),
        row("f2#1", "Jo White", "mnis:5105", "democracy-club:60365", contest="c/2"),
        row("g#1", "Joanne White", contest="c/2"),
        row("f3#1", "Ann Other", "mnis:5105", contest="c/3"),
    )
    one, other = resolve_registered(rows), resolve_registered(rows[::-1])
    assert one.persons == other.persons
    assert dict(one.mistaken) == dict(other.mistaken)
