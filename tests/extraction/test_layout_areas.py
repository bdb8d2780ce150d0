"""Areas of offices: a list of mayors or commissioners without a heading takes the office's area."""

import pytest

from electiongraph.extraction.layout_areas import area_of_office
from electiongraph.extraction.polling_days import PollingDay
from electiongraph.gazetteers import load_gazetteers
from electiongraph.sources import document_from_text


@pytest.mark.parametrize(
    ("text", "kind", "area"),
    [
        ("The new Mayor of the East Midlands was named today.", "local", "East Midlands"),
        ("Tees Valley mayor Ben Houchen was back.", "mayoral", "Tees Valley"),
        ("Surrey's new police and crime commissioner spoke.", "police-and-crime-commissioner", "Surrey"),
        ("Who will be police and crime commissioner for Dyfed-Powys?", "police-and-crime-commissioner",
         "Dyfed-Powys"),
        ("The Labour mayor of Luton lost.", "mayoral", "Luton"),
        ("The mayor of Luton opened the count.", "general", ""),
        ("The Deputy mayor was there.", "mayoral", ""),
    ],
)  # fmt: skip
def test_area_of_office(text: str, kind: str, area: str) -> None:
    assert area_of_office(document_from_text(text), PollingDay("2021-05-06", kind), load_gazetteers()) == area
