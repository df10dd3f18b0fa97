"""What the parts of a story's text say: states, quantities, roles of places, and the names in them."""

from __future__ import annotations

import pytest

from layers.atlas import Atlas
from sahel_atlas.scenes.stories.names import THINGS, Naming, roles_in
from sahel_atlas.scenes.stories.said import QUANTITIES, STATES, parts, quantities_in, read, states_in


@pytest.fixture(scope="module")
def naming(atlas: Atlas) -> Naming:
    return Naming(atlas)


@pytest.mark.parametrize(
    ("text", "lang", "states"),
    [
        ("Work is suspended there", "en", {"suspended"}),
        ("Much work stands still and EUTM ended", "en", {"suspended", "ended"}),
        ("Half of the work goes on", "en", {"running"}),
        ("Hulp aangepast, werk stilgelegd", "nl", {"adapted", "suspended"}),
        ("De verkenning is gepland; de meeste inzet loopt", "nl", {"exploring", "planned", "running"}),
        ("De EU schort de missies op", "nl", {"suspended"}),
        ("Beide missies liggen al een jaar stil", "nl", {"suspended"}),
        ("De hulp gaat gewoon door", "nl", {"running"}),
        ("{suspended:NER} of them", "en", set()),
        ("Dutch soldiers train", "en", set()),
    ],
)
def test_words_that_claim_a_state_are_heard(text: str, lang: str, states: set[str]) -> None:
    assert {s.name for bare, _ in parts(text) for s in states_in(bare, lang)} == states
    assert len(STATES) == 7


@pytest.mark.parametrize(
    ("text", "lang", "denied"),
    [
        ("Aid is not suspended", "en", [True]),
        ("Aid no longer runs", "en", [True]),
        ("It isn't really planned", "en", [True]),
        ("Not long ago, aid was suspended", "en", [False]),
        ("De hulp loopt niet meer", "nl", [True]),
        ("De hulp gaat niet door", "nl", [True]),
        ("Die is nooit opgeschort", "nl", [True]),
        ("Opgeschort, niet beëindigd", "nl", [False, True]),
        ("Suspended here and not suspended there", "en", [False, True]),
    ],
)
def test_a_state_may_be_denied(text: str, lang: str, denied: list[bool]) -> None:
    assert [state.negated for state in states_in(text, lang)] == denied


@pytest.mark.parametrize(
    ("word", "lang", "kind"),
    [
        *((word, "en", "none") for word in ["no", "none", "nobody", "nothing", "nowhere", "neither"]),
        *((word, "en", "all") for word in ["all", "every", "everything", "each"]),
        *((word, "nl", "none") for word in ["geen", "niets", "niemand", "nergens"]),
        *((word, "nl", "all") for word in ["alle", "allemaal", "alles", "elk", "elke", "ieder", "iedere"]),
        ("both", "en", "both"),
        ("half", "en", "half"),
        ("only", "en", "only"),
        ("most", "en", "most"),
        ("the highest", "en", "most"),
        ("nothing else", "en", "rest"),
        ("beide", "nl", "both"),
        ("de helft", "nl", "half"),
        ("alleen", "nl", "only"),
        ("de meeste", "nl", "most"),
        ("verder geen", "nl", "rest"),
    ],
)
def test_every_word_of_quantity_is_heard(word: str, lang: str, kind: str) -> None:
    assert [found for found, _ in quantities_in(f"In Niger {word} zzz", lang)] == [kind]
    assert kind in {name for name, _, _ in QUANTITIES}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Half a year later", "en"),
        ("not at all, after all, above all, each other", "en"),
        ("a small allotment", "en"),
        ("Een halfjaar later", "nl"),
        ("allereerst de grens", "nl"),
    ],
)
def test_other_words_are_no_quantities(text: str, lang: str) -> None:
    assert list(quantities_in(text, lang)) == []


def test_parts_end_at_full_stops_and_semicolons_and_keep_their_figures() -> None:
    text = "{Date:E31} for Benin; {amount:ailct-nl.a1} here, while {running} run. Stop"
    assert parts(text) == [
        (" for Benin", ("Date:E31",)),
        (" here", ("amount:ailct-nl.a1",)),
        ("while  run.", ("running",)),
        ("Stop", ()),
    ]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Côte d’Ivoire, Cote d'Ivoire, Ivory Coast, Ivoorkust, CIV", {"CIV"}),
        ("Tsjaad en Mali's buren", {"TCD", "MLI"}),
        ("Malian troops, Nigerese agenten", {"MLI", "NER"}),
        ("Nigeria, Guinea-Bissau and the Gulf of Guinea", {"NGA", "GNB"}),
        ("the Netherlands, France, the US, Brussels", set()),
        ("burkina faso", {"BFA"}),
        ("Nigerdelta", set()),
    ],
)
def test_countries_are_found_by_all_their_names(text: str, countries: set[str], naming: Naming) -> None:
    assert set(naming.countries(text)) == countries


def test_places_stand_for_their_countries_and_there_for_those_before(atlas: Atlas, naming: Naming) -> None:
    first, second, third = read("Work in Ouagadougou. Aid is suspended there. There is more.", "en", naming, atlas)
    assert first.countries == second.countries == {"BFA": "Ouagadougou"} and third.countries == {}
    assert first.places == {"ouagadougou": "Ouagadougou"}
    *_, last = read("Coup in Tsjaad. De hulp is daar opgeschort.", "nl", naming, atlas)
    assert last.countries == {"TCD": "Tsjaad"}
    assert set(next(read("France and Brussels", "en", naming, atlas)).countries) == set(), "they only take part"


def test_engagements_are_found_by_acronym_and_name(naming: Naming) -> None:
    assert naming.engagements("EUTM")["EUTM"] == {"eutm-mali-mission", "eutm-mali-nl"}
    assert naming.engagements("EUCAP Sahel Niger")["EUCAP Sahel Niger"] == {
        "eucap-sahel-niger-mission",
        "eucap-sahel-niger-nl",
    }
    assert "flintlock-2024-nl" in naming.engagements("the next Flintlock")["Flintlock"]
    assert naming.engagements("eutm, posts and dialogue") == {}


@pytest.mark.parametrize(
    ("text", "lang", "roles"),
    [
        ("an embassy and offices", "en", ["embassy", "office"]),
        ("the consulate-general, a camp", "en", ["office", "field_site"]),
        ("headquarters of the academy", "en", ["headquarters", "academy"]),
        ("een ambassade, kantoren", "nl", ["embassy", "office"]),
        ("ambassadekantoor, consulaat-generaal", "nl", ["office", "office"]),
        ("hoofdkwartier, academie, kamp, post", "nl", ["headquarters", "academy", "field_site", "embassy"]),
        ("staff officers, campaign, post-coup", "en", []),
    ],
)
def test_roles_of_places_are_heard(text: str, lang: str, roles: list[str]) -> None:
    assert [found[0] for _, found in roles_in(text, lang)] == roles


def test_things_are_heard_in_both_languages(atlas: Atlas) -> None:
    named = {t.facet: t.values for t in THINGS if t.named("Dutch aid in the missions", "en")}
    assert named == {t.facet: t.values for t in THINGS if t.named("Nederlandse hulp in de missies", "nl")}
    assert not any(t.named("commission, commissie, aide", lang) for t in THINGS for lang in ("en", "nl"))
    missions = next(t for t in THINGS if t.values == ("mission",))
    assert missions.fits(atlas.engagement("eutm-mali-mission"))
    assert not missions.fits(atlas.engagement("eutm-mali-nl"))
