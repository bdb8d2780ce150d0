from __future__ import annotations

import pytest

from electiongraph.linking.names import NameMatch, are_one_edit_apart, match_names, name_tokens


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Mark Anthony Gaius Versallion", "Mark Versallion", NameMatch.FULLER),
        ("Attiq Ahmed Malik", "Attiq Malik", NameMatch.FULLER),
        ("Dave Holland", "David Holland", NameMatch.SHORT_FORM),
        ("William Lavin", "Will Lavin", NameMatch.SHORT_FORM),
        ("Steven Lambert", "Steve Lambert", NameMatch.SHORT_FORM),
        ("Paul Trathern", "Paul Trathen", NameMatch.ONE_EDIT),
        ("Waheed Akhbar", "Waheed Akbar", NameMatch.ONE_EDIT),
        ("Cade Silbey", "Cade Sibley", NameMatch.ONE_EDIT),
        ("Chris Hinchcliff", "Chris Hinchliff", NameMatch.ONE_EDIT),
        ("Sir Oliver Heald", "Oliver Heald", NameMatch.SAME),
        ("Siân Berry", "Sian Berry", NameMatch.SAME),
        ("Emma Holland-Lindsay", "Emma Holland Lindsay", NameMatch.SAME),
        ("Pat O’Neill", "Pat O'Neill", NameMatch.SAME),
        ("Shapps", "Grant Shapps", NameMatch.SURNAME_ONLY),
        ("Greg Smith", "Gary Smith", None),
        ("Ann Lee", "Ann Lea", None),
        ("Alan Francis", "Alan Frost", None),
        ("Tom Gray", "Ann Brown", None),
    ],
)
def test_match_names_both_ways(one, other, expected):
    assert match_names(one, other) is expected
    assert match_names(other, one) is expected


def test_titles_are_dropped_but_a_name_of_titles_is_kept():
    assert name_tokens("Cllr Dr Yasin Rehman MP") == ("yasin", "rehman")
    assert name_tokens("Lord") == ("lord",)


def test_one_edit_is_one():
    assert are_one_edit_apart("abc", "abcd")
    assert are_one_edit_apart("abcd", "abdc")
    assert not are_one_edit_apart("abcd", "dcba")
    assert not are_one_edit_apart("", "ab")
