import pytest

from electiongraph.extraction.layout_names import is_name_like, person_name


@pytest.mark.parametrize(
    ("printed", "surname", "name"),
    [
        ("Jilleane", "BROWN", "Jilleane Brown"),
        ("Nikki", "DA COSTA", "Nikki da Costa"),
        ("DA COSTA Nikki", "", "Nikki da Costa"),
        ("OWEN Sarah", "", "Sarah Owen"),
        ("Sarah OWEN", "", "Sarah Owen"),
        ("SEAN O'BRIEN", "", "Sean O'Brien"),
        ("Siobhain McDONAGH", "", "Siobhain McDonagh"),
        ("JOHN MACDONALD", "", "John MacDonald"),
        ("NORMAN MACLEAN", "", "Norman Maclean"),
        ("Emma HOLLAND-LINDSAY", "", "Emma Holland-Lindsay"),
        ("AJ Smith", "", "AJ Smith"),
        ("Rt Hon Sir Oliver Heald KC MP", "", "Oliver Heald"),
        ("Dr Rosena Allin-Khan", "", "Rosena Allin-Khan"),
        ("Cllr Mrs Sian Timoney OBE", "", "Sian Timoney"),
        ("Robert (Bob) Smith", "", "Robert Smith"),
        ("Earl Elvis", "OF EAST ANGLIA", "Earl Elvis of East Anglia"),
    ],
)
def test_printed_name_becomes_its_usual_form(printed: str, surname: str, name: str) -> None:
    assert person_name(printed, surname) == name


def test_neighbours_show_that_short_capitals_are_a_surname() -> None:
    assert person_name("HO Christopher", surnames_first=True) == "Christopher Ho"


@pytest.mark.parametrize(
    "text", ["Count Binface", "Ieuan Môn Williams", "Paul de Hoest", "Eóin Tennyson", "Li"]
)
def test_names_are_name_like(text: str) -> None:
    assert is_name_like(text)


@pytest.mark.parametrize(
    "text",
    ["Total votes", "Adult social care", "Rejected ballots", "with Reform UK on", "14,677", "Majority"],
)
def test_labels_are_not_name_like(text: str) -> None:
    assert not is_name_like(text)
