"""Embassies, missions and initiatives: one layer each of engagements at places, which differ in the sites they hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geo.join import JoinReport
from layers.layer import ID, NAMES, STATE, Field, Layer, Source
from sahel_atlas.marks.sites import site_holds, site_layer, site_state
from sahel_atlas.records.clock.states import State, cite_text
from sahel_atlas.records.rows import Engagement, Place, Site

if TYPE_CHECKING:
    import geopandas as gpd

    from sahel_atlas.records.atlas import Atlas

COLUMNS = (
    "id",
    "place_id",
    "name_en",
    "name_nl",
    "role",
    "start_date",
    "end_date",
    "dated",
    "site_state",
    "reach",
    "engagement_id",
    "engagement_en",
    "engagement_nl",
    "subject",
    "counted",
    "country",
    "status",
    "since",
    "documents",
)


def point_layer(name: str) -> Layer:
    """The layer of the sites that belong to `name`: "embassies", "missions" or "initiatives"."""

    def load(atlas: Atlas, day: date, known: str) -> gpd.GeoDataFrame:
        """Points in EPSG:4326 of what holds on `day` as known on `known`.

        Parameters
        ----------
        atlas, day, known
            As in `engagement_points`.

        Returns
        -------
        geopandas.GeoDataFrame
            Columns of `LAYER.fields` and more, see `COLUMNS`.
        """
        return engagement_points(atlas, name, day, known)

    return Layer(
        id=name,
        geometry="Point",
        fields=(
            ID,
            *NAMES,
            Field("role", "what the site is: embassy, office, headquarters, field_site, training_centre or academy"),
            Field("dated", "whether the site's own start is recorded"),
            Field("site_state", "open, suspended, planned, or unrecorded where the site has no date of its own"),
            Field("reach", "own or region"),
            *STATE,
        ),
        source=Source(geometry="places.csv", attributes=("sites.csv", "engagements.csv", "periods.csv")),
        load=load,
    )


def engagement_points(atlas: Atlas, layer: str, day: date, known: str) -> gpd.GeoDataFrame:
    """Sites of one layer that hold on a day, each joined to the state of its engagement there.

    Parameters
    ----------
    atlas : Atlas
    layer : {"embassies", "missions", "initiatives"}
    day : datetime.date
        Event time.
    known : str
        Document time, ISO; empty for everything.

    Returns
    -------
    geopandas.GeoDataFrame
        Points in EPSG:4326; columns are `COLUMNS`. A site whose engagement has no state that day is left out
        and named in the report ``frame.attrs["join"]``.
    """
    import geopandas as gpd
    import pandas as pd

    atlas = atlas.at(known)
    states = {(s.engagement_id, s.country): s for s in atlas.as_of(day, known or None)}
    rows, silent = [], []
    for site in atlas.tables.sites:
        if site_layer(site, atlas) != layer or not site_holds(site, day):
            continue
        place, engagement = atlas.place(site.place_id), atlas.engagement(site.engagement_id)
        lands = (place.country_iso3, *atlas.countries_of(site.engagement_id), "")
        here = (states.get((site.engagement_id, iso3)) for iso3 in lands)
        state = next(filter(None, here), None)
        if state is not None and state.status != "ended":
            rows.append(_row(site, place, engagement, state) | {"site_state": site_state(site, state, atlas)})
        else:
            silent.append(site.site_id)
    places = [atlas.place(row["place_id"]) for row in rows]
    points = gpd.points_from_xy([p.lon for p in places], [p.lat for p in places])
    frame = gpd.GeoDataFrame(pd.DataFrame(rows, columns=list(COLUMNS)), geometry=points, crs="EPSG:4326")
    frame.attrs["join"] = JoinReport(len(rows), tuple(silent), ())
    return frame


def _row(site: Site, place: Place, engagement: Engagement, state: State) -> dict[str, Any]:
    return {
        "id": site.site_id,
        "place_id": site.place_id,
        "name_en": place.name_en,
        "name_nl": place.name_nl,
        "role": site.role,
        "start_date": site.start_date,
        "end_date": site.end_date,
        "dated": bool(site.start_date),
        "reach": engagement.reach,
        "engagement_id": site.engagement_id,
        "engagement_en": engagement.name_en,
        "engagement_nl": engagement.name_nl,
        "subject": engagement.subject,
        "counted": engagement.counted,
        "country": state.country,
        "status": state.status,
        "since": state.since,
        "documents": ";".join(cite_text(c) for c in state.citations),
    }


LAYERS = tuple(point_layer(name) for name in ("embassies", "missions", "initiatives"))
