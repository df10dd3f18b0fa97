"""Sentences that are not so are refused, whatever else is so: for states, quantities, roles of places and events."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from layers.atlas import Atlas
from sahel_atlas.scenes.stories.folder import parse_story
from sahel_atlas.scenes.stories.yaml_form import StoryFaults

LATE, LONG = "2023-12-01", {"en": "Short", "nl": "Kort"}


@dataclass(frozen=True)
class Try:
    """A scene with one text in one language: where and when it is, and what bears it."""

    text: str
    lang: str = "en"
    date: str = LATE
    rests: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    to: str = ""

    def faults(self, atlas: Atlas) -> list[str]:
        """What is refused in it, in sentences."""
        notes = LONG | {self.lang: self.text}
        scene = {"name": "one", "date": self.date, "known": LATE, "caption": LONG, "notes": notes}
        scene |= {"to": self.to} if self.to else {}
        scene |= {"rests_on": list(self.rests)} if self.rests else {}
        scene |= {"claims": list(self.claims)} if self.claims else {}
        try:
            parse_story(json.dumps({"id": "try", "title": LONG, "scenes": [scene]}), "try.yaml", atlas)
        except StoryFaults as error:
            return [f.said for f in error.faults]
        return []


MALI = ("eutm-mali-nl MLI suspended",)
"""The one row with which the critic's stories passed."""
_EU = "subject=mission,kind=mission,framework=EU,MLI"
TWO = (f"suspended:{_EU} = 2", f"suspended:{_EU} = open:{_EU}")
"""In September 2020 the two missions of the EU in Mali stood still, and there were no others of the EU."""


@pytest.mark.parametrize(
    ("tried", "said"),
    [
        (Try("Work in Chad is suspended.", rests=MALI), "bears “suspended” for Chad, got eutm-mali-nl MLI suspended"),
        (Try("In Tsjaad is werk opgeschort.", "nl", rests=MALI), "bears “opgeschort” for Tsjaad"),
        (Try("Chadian work is suspended.", rests=MALI), "bears “suspended” for Chadian"),
        (Try("Work in Abéché is suspended.", rests=MALI), "bears “suspended” for Abéché"),
        (Try("Coup in Chad. Work is suspended there.", rests=MALI), "for Chad"),
        (Try("Work in Mali and Chad is suspended.", rests=MALI), "for Chad"),
        (Try("Work in Mali is adapted.", rests=MALI), "bears “adapted” for Mali"),
        (Try("Work in Mali goes on.", rests=MALI), "bears “goes on” for Mali"),
        (Try("Work in Chad is suspended.", claims=("none suspended:TCD",)), "bears “suspended” for Chad"),
        (Try("{suspended:TCD} there. Work in Chad is suspended."), "bears “suspended” for Chad"),
        (Try("{was:running:NER@2018-03} then. The dialogue in Chad is planned."), "bears “planned” for Chad"),
        (Try("EUCAP is suspended.", rests=MALI), "a row of EUCAP that bears “suspended”, got eutm-mali-nl"),
        (Try("EUCAP Sahel Mali is opgeschort.", "nl", rests=MALI), "a row of EUCAP Sahel Mali that bears"),
        (Try("Aid in Mali is suspended.", rests=MALI), "a row of “Aid” (instrument development or humanitarian)"),
        (Try("De missies in Mali liggen stil.", "nl", rests=MALI), "a row of “missies” (kind mission)"),
        (Try("Work in Mali is not suspended.", rests=MALI), "a claim that bears “not suspended”"),
        (Try("EUTM is not suspended.", rests=MALI), "a claim that bears “not suspended”"),
        (Try("Werk in Mali is niet opgeschort.", "nl", rests=MALI), "a claim that bears “not opgeschort”"),
    ],
)
def test_a_state_needs_a_row_of_what_the_sentence_names(tried: Try, said: str, atlas: Atlas) -> None:
    found = tried.faults(atlas)
    assert len(found) == 1 and said in found[0], found


@pytest.mark.parametrize(
    "tried",
    [
        Try("Work in Mali is suspended.", rests=MALI),
        Try("Dutch security work at EUTM in Mali is suspended.", rests=MALI),
        Try("{suspended:TCD} engagements in Chad are suspended."),
        Try("Work in Mali is {status:eutm-mali-nl,MLI}, it stands still."),
        Try("Werk in Mali is opgeschort; in Niger loopt {running:NER}.", "nl", rests=MALI),
        Try("Work in Niger is suspended.", claims=("suspended:NER > running:exercise,NER",)),
        Try("Work in Chad is not suspended.", claims=("none suspended:TCD",)),
        Try("EUTM is not ended.", rests=MALI),
        Try("Aid in Mali is adapted.", claims=("some adapted:development,MLI",)),
        Try(
            "De EU schort de missies in Mali op.",
            "nl",
            date="2020-07",
            to="2020-09",
            claims=("change eutm-mali-mission MLI scaled_down suspended",),
        ),
    ],
)
def test_a_state_that_a_row_claim_or_figure_bears_passes(tried: Try, atlas: Atlas) -> None:
    assert tried.faults(atlas) == []


@pytest.mark.parametrize(
    ("tried", "word"),
    [
        (Try("Nothing runs in Niger."), "“Nothing” for Niger"),
        (Try("In Niger loopt niets meer.", "nl"), "“niets” for Niger"),
        (Try("Nobody stays in Mauritania."), "“Nobody” for Mauritania"),
        (Try("Nothing is suspended in Mali.", rests=MALI), "“Nothing” for Mali"),
        (Try("Nothing runs in Chad.", claims=("none running:exercise,TCD",)), "“Nothing” for Chad"),
        (Try("Nothing is suspended in Chad.", claims=("none suspended:GHA",)), "“Nothing” for Chad"),
        (Try("Nothing runs in Chad.", claims=("none suspended:TCD",)), "“Nothing” for Chad"),
        (Try("Nothing is suspended.", claims=("none suspended:TCD",)), "“Nothing”"),
        (Try("No post is in Burkina Faso.", claims=("none running:post,BFA@2018-03",)), "“No” for Burkina Faso"),
        (Try("All work in Mali is suspended.", rests=MALI), "“All” for Mali"),
        (Try("Elke inzet in Mali ligt stil.", "nl", rests=MALI), "“Elke” for Mali"),
        (
            Try("All work in Mali is suspended.", claims=("suspended = suspended:MLI,BFA,NER",)),
            "“All” for Mali",
        ),
        (Try("All work in Chad is open.", claims=("suspended:TCD = planned:TCD",)), "“All” for Chad"),
        (Try("Both EU missions in Mali stand still.", date="2020-09-30", claims=TWO[:1]), "“Both” for Mali"),
        (Try("Half of the work is in Niger."), "“Half” for Niger"),
        (Try("De helft van het werk in Niger loopt.", "nl", rests=("post-niamey NER scaled_down",)), "“helft”"),
        (Try("Most work is in Niger.", claims=("running:MLI > running:TCD",)), "“Most” for Niger"),
        (Try("The most so far.", claims=("running:MLI = running:MLI",)), "“most”"),
        (Try("Only trainers work in Togo."), "“Only” for Togo"),
        (Try("Nothing else is there.", claims=("none running:exercise",)), "“Nothing else”"),
    ],
)
def test_a_word_of_quantity_needs_a_claim_by_rule(tried: Try, word: str, atlas: Atlas) -> None:
    found = [x for x in tried.faults(atlas) if "claim “" not in x]
    assert len(found) == 1 and f"expected a claim by rule that bears {word}" in found[0], found
    assert "Write a claim such as `" in found[0]


@pytest.mark.parametrize(
    "tried",
    [
        Try("No exercise runs in Chad.", claims=("none running:exercise,subject=NL,subject=mission,TCD",)),
        Try("Nothing is suspended in Chad.", claims=("none suspended:TCD",)),
        Try("Nothing is explored in Chad.", claims=("exploring:TCD = 0",)),
        Try("No Dutch pause in Mali.", date="2020-09-30", claims=("none suspended:MLI",)),
        Try(
            "There was no post there, in Burkina Faso {since:post-ouagadougou,BFA@2018-03}.",
            claims=("none running:post,BFA@2018-03",),
        ),
        Try("Both EU missions in Mali stand still.", date="2020-09-30", claims=TWO),
        Try("Alle EU-missies in Mali liggen stil.", "nl", date="2020-09-30", claims=TWO[1:]),
        Try(
            "All security work in Burkina Faso itself is suspended.",
            claims=("suspended:own,security,BFA = open:own,security,BFA",),
        ),
        Try("Half of the plans for Benin are explored.", claims=("planned:own,BEN = exploring:own,BEN",)),
        Try("Most is suspended in Niger.", claims=("suspended:migration,NER > suspended:humanitarian,NER",)),
        Try("De meeste inzet is in Niger opgeschort.", "nl", claims=("suspended:own,NER > running:own,NER",)),
        Try("The most so far in Mali.", date="2018-03", claims=("most suspended:subject=mission,MLI",)),
        Try("Only {running:training,TGO} Dutch trainer works in Togo."),
        Try(
            "Nothing else is suspended in Burkina Faso itself.",
            claims=("suspended:own,BFA = suspended:own,security,migration,BFA",),
        ),
    ],
)
def test_a_word_of_quantity_passes_with_its_claim(tried: Try, atlas: Atlas) -> None:
    assert tried.faults(atlas) == []


def test_nothing_means_no_mission_either_unless_it_says_dutch(atlas: Atlas) -> None:
    found = Try("No pause in Mali.", date="2020-09-30", claims=("none suspended:MLI",)).faults(atlas)
    assert len(found) == 1 and found[0].endswith(
        "expected a claim by rule that bears “No” for Mali, got eucap-sahel-mali-mission MLI suspended, "
        "eutm-mali-mission MLI suspended. Say “Dutch” where no mission is meant."
    )


@pytest.mark.parametrize(
    ("tried", "said"),
    [
        (
            Try("Ouagadougou has an embassy.", date="2019-06"),
            "bears “embassy” for Ouagadougou on 2019-06-30, got none, and on the map office. "
            "Write the claim `site ouagadougou embassy`, or what is there.",
        ),
        (Try("Ouagadougou heeft een ambassade.", "nl", date="2019-06"), "bears “ambassade” for Ouagadougou"),
        (
            Try("Ouagadougou has an embassy.", date="2019-06", claims=("site ouagadougou office",)),
            "“embassy” for Ouagadougou",
        ),
        (Try("The embassy in Burkina Faso.", date="2019-06", claims=("site niamey office",)), "“embassy” for Burkina"),
        (Try("The embassy, {since:post-ouagadougou,BFA}, in Ouagadougou.", date="2019-06"), "“embassy” for Ouaga"),
        (Try("Embassies in Bamako and Lagos.", claims=("site bamako embassy",)), "“Embassies” for Lagos"),
        (Try("A consulate in N'Djamena.", claims=("site ndjamena office",)), "“consulate” for N'Djamena"),
        (Try("De academie in Abidjan.", "nl"), "“academie” for Abidjan"),
        (Try("A camp in Kidal.", claims=("site gao field_site",)), "“camp” for Kidal"),
        (Try("Een kamp en hoofdkwartier in Gao.", "nl", claims=("site gao field_site",)), "“hoofdkwartier” for Gao"),
        (Try("A Dutch post in Togo."), "“post” for Togo on 2023-12-01, got none, and on the map nothing"),
    ],
)
def test_the_role_of_a_place_needs_a_claim_or_a_figure(tried: Try, said: str, atlas: Atlas) -> None:
    found = tried.faults(atlas)
    assert len(found) == 1 and said in found[0], found


@pytest.mark.parametrize(
    "tried",
    [
        Try("Ouagadougou has an embassy.", claims=("site ouagadougou embassy",)),
        Try("Ouagadougou has an office.", date="2019-06", claims=("site ouagadougou office",)),
        Try("The embassy in Burkina Faso is {status:post-ouagadougou,BFA}."),
        Try("In Lagos the consulate-general.", claims=("site lagos office",)),
        Try("Een post in Burkina Faso.", "nl", claims=("site ouagadougou embassy",)),
        Try("Embassies; in Lagos the consulate.", claims=("site lagos office",)),
    ],
)
def test_a_role_with_its_claim_or_figure_passes(tried: Try, atlas: Atlas) -> None:
    assert tried.faults(atlas) == []


@pytest.mark.parametrize(
    ("text", "claims", "said"),
    [
        ("{Date:E31} for Benin and Ghana", ("event E31",), "ties E31 to Benin and Ghana, got event E31"),
        ("{Date:E31} for Benin and Togo", ("event E31 BEN,GHA",), "ties E31 to Togo, got event E31 BEN,GHA"),
        ("{On:E34} for Benin", (), "ties E34 to Benin, got none. Write the claim `event E34 BEN`"),
        ("In {month:E34} in Lomé", (), "ties E34 to Lomé"),
        (
            "{Date:E31} for Benin, {date:E34} for Togo",
            ("event E31 BEN", "event E34 TGO"),
            "ties E31 to Togo, got event E31 BEN",
        ),
        ("{Date:E31} for Benin", ("event E31 BEN,TGO",), "expected E31 to name BEN,TGO, got BEN,GHA"),
    ],
)
def test_an_event_is_tied_to_the_countries_beside_its_date(
    text: str, claims: tuple[str, ...], said: str, atlas: Atlas
) -> None:
    assert any(said in x for x in Try(text, claims=claims).faults(atlas))


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("{Date:E31} for Benin and Ghana; {date:E34} for Togo", ("event E31 BEN,GHA", "event E34 TGO")),
        ("{Date:E31}. Then Benin", ()),
        ("{Date:kst-29237-201} on Benin", ()),
        ("{Date:E45} France has left", ()),
    ],
)
def test_dates_without_countries_and_countries_that_are_tied_pass(
    text: str, claims: tuple[str, ...], atlas: Atlas
) -> None:
    known = [x for x in Try(text, claims=claims).faults(atlas) if "ties" in x]
    assert known == []
