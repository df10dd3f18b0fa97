"""Vectors of the base geography: countries, land, coast, borders, outline, lakes, rivers, regions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geo.bounds import Bounds
from geo.files import read_vector, write_geojson
from geo.shapes import repair, simplify_coverage
from layers.regions import VINTAGE
from sahel_atlas.records import vocabulary as v

if TYPE_CHECKING:
    import geopandas as gpd

    from sahel_atlas.build.sources import Unpacked

BOX = Bounds(-50, -12, 60, 55)
"""What a wide projector screen sees around the region, degrees."""
GRID_DEG = 0.001
"""The step of what is written, three decimals of a degree."""
TOLERANCE_DEG = 0.02
REGION_TOLERANCE_DEG = 0.02

RIVER_NAMES = {
    "A?na": "Aïna",
    "Aoukal?": "Aoukalé",
    "B?nou?": "Bénoué",
    "Bago?": "Bagoé",
    "Baoul?": "Baoulé",
    "G?ba": "Gêba",
    "Kad??": "Kadéï",
    "Komo?": "Komoé",
    "Nakanb?": "Nakanbé",
    "Nakanb? (White Volta)": "Nakanbé (White Volta)",
    "Ou?m?": "Ouémé",
    "S?n?gal": "Sénégal",
}
"""The source writes `?` for accented letters."""
RIVER_WIDTH = {
    "Niger": 1,
    "Nile": 1,
    "Benue": 2,
    "Bénoué": 2,
    "Sénégal": 2,
    "Bafing": 2,
    "Chari": 2,
    "Volta": 2,
    "Logone": 3,
    "Mouhoun  (Black Volta)": 3,
    "Nakanbé (White Volta)": 3,
    "Komoé": 3,
    "Sassandra": 3,
    "Bandama": 3,
    "Gambia": 3,
    "Gambie": 3,
    "El Bahr el Abyad  (White Nile)": 2,
    "El Bahr el Azraq  (Blue Nile)": 2,
    "Bani": 3,
    "Kaduna": 3,
    "Ouémé": 3,
    "Falémé": 3,
    "Sanaga": 3,
    "Ubangi": 2,
    "Congo": 1,
}
"""Rivers that are drawn, by width class: 1 widest."""

TOUCHED = ("BFA", "MLI", "NER")
"""Sahel countries whose coastal neighbours' border regions are a group of their own."""


def write_all(sources: Unpacked, folder: Path, only: Sequence[str] | None, say: Callable[[str], None]) -> list[Path]:
    """Write the vector files asked for; returns their paths."""
    wanted = set(only) if only is not None else set(MAKERS)
    countries = _countries(sources) if wanted & {"countries", "focus", "land", "coast", "outline_sahel"} else None
    written = []
    for name, make in MAKERS.items():
        if name in wanted:
            say(f"making {name}")
            path = folder / f"{name}.geojson"
            write_geojson(make(sources, countries), path)
            written.append(path)
    return written


def _clip(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    import geopandas as gpd
    from shapely.geometry import box

    mended, _ = repair(frame)
    return gpd.clip(mended, box(*BOX)).sort_index()


def _countries(sources: Unpacked) -> gpd.GeoDataFrame:
    raw = read_vector(sources.earth / "cultural" / "ne_10m_admin_0_countries.shp")
    raw["iso3"] = raw["ADM0_A3"].where(raw["ISO_A3_EH"].isin(["-99"]), raw["ISO_A3_EH"])
    kept = _clip(raw[["iso3", "NAME_EN", "NAME_NL", "geometry"]])
    simple = simplify_coverage(kept.rename(columns={"NAME_EN": "name_en", "NAME_NL": "name_nl"}), TOLERANCE_DEG)
    simple, _ = repair(simple)
    tiers = dict.fromkeys(v.SAHEL, 1) | dict.fromkeys(v.COASTAL, 2) | dict.fromkeys(v.ROUTE_COUNTRIES, 3)
    simple["tier"] = [tiers.get(iso3) for iso3 in simple["iso3"]]
    simple = _drop_specks(simple)
    return simple.sort_values(["iso3", "name_en"]).reset_index(drop=True)[
        ["iso3", "name_en", "name_nl", "tier", "geometry"]
    ]


LANDINGS = ((12.6, 35.51), (14.4, 35.9), (25.0, 35.2))
"""Lampedusa, Malta and Crete (lon, lat): islands where sea legs end are kept however small they are."""
SPECK_DEG2 = 0.0012
"""Smaller islands cannot be seen at the scales of the map."""


def _drop_specks(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Islands too small to see, except where a country would vanish or a sea leg ends."""
    from shapely.geometry import MultiPolygon, Point

    def kept(shape):  # type: ignore[no-untyped-def]
        if shape.geom_type != "MultiPolygon":
            return shape
        parts = sorted(shape.geoms, key=lambda p: -p.area)
        landings = [Point(p) for p in LANDINGS]
        big = [p for p in parts if p.area >= SPECK_DEG2 or any(p.distance(q) < 0.05 for q in landings)] or parts[:1]
        return MultiPolygon(big)

    frame = frame[~frame.geometry.is_empty].copy()
    frame["geometry"] = frame.geometry.map(kept)
    return frame


def _focus(sources: Unpacked, countries: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    """The countries that the map tints, alone: all that the first view needs of admin-0."""
    assert countries is not None
    return countries[countries["tier"].notna()].reset_index(drop=True)


def _land(sources: Unpacked, countries: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    import geopandas as gpd

    assert countries is not None
    return gpd.GeoDataFrame({"id": ["land"]}, geometry=[countries.geometry.union_all()], crs="EPSG:4326")


def _coast(sources: Unpacked, countries: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    import geopandas as gpd
    from shapely.geometry import box

    land = _land(sources, countries).geometry.iloc[0]
    inner = box(BOX.west + 1e-6, BOX.south + 1e-6, BOX.east - 1e-6, BOX.north - 1e-6)
    return gpd.GeoDataFrame({"id": ["coast"]}, geometry=[land.boundary.intersection(inner)], crs="EPSG:4326")


def _outline(sources: Unpacked, countries: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    import geopandas as gpd

    assert countries is not None
    five = countries[countries["iso3"].isin(v.SAHEL)].geometry.union_all()
    return gpd.GeoDataFrame({"id": ["sahel"]}, geometry=[five], crs="EPSG:4326")


_CLASSES = {
    "Disputed (please verify)": "disputed",
    "Line of control (please verify)": "line_of_control",
    "Indefinite (please verify)": "indefinite",
    "Indeterminant frontier": "indefinite",
    "Unrecognized": "disputed",
}


def _borders(sources: Unpacked, countries: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    raw = read_vector(sources.earth / "cultural" / "ne_10m_admin_0_boundary_lines_land.shp")
    raw = raw[~raw["FEATURECLA"].isin(["Overlay limit", "Lease limit"])]
    raw["class"] = [
        _CLASSES.get(a) or _CLASSES.get(b) or "international"
        for a, b in zip(raw["FEATURECLA"], raw["FCLASS_NL"].fillna(""), strict=True)
    ]
    focus = set(v.FOCUS)
    raw["focus"] = [int(a in focus or b in focus) for a, b in zip(raw["ADM0_A3_L"], raw["ADM0_A3_R"], strict=True)]
    clipped = _clip(raw[["class", "focus", "geometry"]])
    clipped["geometry"] = clipped.geometry.simplify(TOLERANCE_DEG * 0.6)
    merged = clipped.dissolve(by=["class", "focus"], as_index=False)
    # A dissolve cuts lines at every vertex that two of them share: joined again, dashes run on and a page draws less.
    # They are joined as they will be written, for rounding brings further ends together.
    merged["geometry"] = merged.geometry.set_precision(GRID_DEG, mode="pointwise").line_merge()
    return merged[["class", "focus", "geometry"]]


def _lakes(sources: Unpacked, countries: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    raw = read_vector(sources.earth / "physical" / "ne_10m_lakes.shp")
    name = next(c for c in ("name_en", "NAME_EN", "name", "NAME") if c in raw.columns)
    rank = next(c for c in ("scalerank", "SCALERANK") if c in raw.columns)
    kept = _clip(raw[raw[rank] <= 6][[name, "geometry"]].rename(columns={name: "name"}))
    kept["geometry"] = kept.geometry.simplify(TOLERANCE_DEG * 0.6)
    kept = kept[[shape.area > 0.01 for shape in kept.geometry]]
    return kept.sort_values("name", na_position="last").reset_index(drop=True)


def _rivers(sources: Unpacked, countries: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    raw = read_vector(sources.magics / "ne_10m_rivers_lake_centerlines.shp")
    raw["name"] = raw["name"].replace(RIVER_NAMES)
    kept = _clip(raw[raw["name"].isin(list(RIVER_WIDTH))][["name", "geometry"]])
    kept["geometry"] = kept.geometry.simplify(TOLERANCE_DEG * 0.6)
    merged = kept.dissolve(by="name", as_index=False)
    merged["width"] = merged["name"].map(RIVER_WIDTH)
    return merged[["name", "width", "geometry"]]


def _regions(sources: Unpacked, countries: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    import pandas as pd

    raw = read_vector(sources.places)
    raw = raw[raw["adm0_a3"].isin(list(v.FOCUS))][["adm0_a3", "name", "region", "iso_3166_2", "geometry"]]
    provinces = raw["adm0_a3"] == "BFA"
    dissolved = raw[provinces].dissolve("region", as_index=False)
    dissolved["name"] = dissolved["region"]
    both = pd.concat([raw[~provinces], dissolved])
    both = both.rename(columns={"adm0_a3": "iso3"}).sort_values(["iso3", "name"]).reset_index(drop=True)
    both["id"] = [f"{iso3}-{i:02d}" for i, iso3 in enumerate(both["iso3"])]
    both["vintage"] = [VINTAGE[iso3][0] for iso3 in both["iso3"]]
    mended, _ = repair(both)
    sahel = {iso3: mended[mended["iso3"] == iso3].geometry.union_all().buffer(0.005) for iso3 in TOUCHED}
    mended["touches"] = [
        ";".join(c for c, shape in sahel.items() if iso3 in v.COASTAL and region.intersects(shape))
        for iso3, region in zip(mended["iso3"], mended.geometry, strict=True)
    ]
    simple = simplify_coverage(mended, REGION_TOLERANCE_DEG)
    return simple[["id", "iso3", "name", "vintage", "touches", "geometry"]]


MAKERS = {
    "countries": lambda sources, countries: countries,
    "focus": _focus,
    "land": _land,
    "coast": _coast,
    "outline_sahel": _outline,
    "borders": _borders,
    "lakes": _lakes,
    "rivers": _rivers,
    "regions": _regions,
}
