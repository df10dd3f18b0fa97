"""The table tab: the rows of the query, in groups, that select, follow and can be taken away."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

from layers.atlas import Atlas
from sahel_atlas.scenes.query import COLUMNS, query_rows
from sahel_atlas.scenes.resolve import resolve
from sahel_atlas.scenes.scene import Scene

READY = "#table-grid[data-state=ready]"
SHOWN = """() => {
  const found = [];
  atlas.table.grid.forEachNodeAfterFilterAndSort((node) => found.push(node.data));
  return found;
}"""


def open_table(page: Any, server: Any, query: str = "") -> None:
    page.goto(f"{server.url}?tab=table&{query}")
    page.wait_for_selector(READY)


def grid_rows(page: Any) -> list[dict[str, Any]]:
    return [data["row"] for data in page.evaluate(SHOWN) if "row" in data]


@pytest.mark.parametrize("query", ["", "country=NER&known=2023-12-01", "date=2016-05&instrument=security&by=framework"])
def test_rows_are_those_of_the_query(page: Any, server: Any, atlas: Atlas, query: str) -> None:
    open_table(page, server, query)
    shown = {tuple(map(str, (row["id"], row["status"], row["countries"]))) for row in grid_rows(page)}
    rows = query_rows(atlas, Scene.from_query(query))
    assert shown == {tuple(map(str, (row["id"], row["status"], row["countries"]))) for row in rows}


DOORS = """() => {
  const { state } = atlas;
  return [...document.querySelectorAll('a.door')].map((link) => {
    const scene = { ...state.scene, ...JSON.parse(link.dataset.door) };
    return [link.textContent, state.engine.look(scene).counts.listed, link.getAttribute('href')];
  });
}"""


def test_a_group_says_what_its_wheel_says_and_what_it_lists(page: Any, server: Any, atlas: Atlas) -> None:
    open_table(page, server, "date=2023-08")
    shown = resolve(Scene(date="2023-08"), atlas)
    groups = {data["group"]: data for data in page.evaluate(SHOWN) if "group" in data}
    for iso3, wheel in shown.wheels.items():
        listed = len({r.engagement_id for r in shown.rows if r.country == iso3})
        said = re.sub("<[^>]+>", "", groups[f"country{iso3}"]["note"])
        assert [int(n) for n in re.findall(r"\d+", said)][-3:] == [wheel.running, wheel.open, listed], said
        assert "engagements listed" in said


@pytest.mark.parametrize("query", ["", "by=instrument&framework=EU", "country=NER&date=2023-07&to=2023-12"])
def test_every_number_of_a_group_opens_its_rows(page: Any, server: Any, query: str) -> None:
    open_table(page, server, query)
    page.evaluate("() => atlas.table.all(false)")
    page.wait_for_selector("a.door")
    doors = page.evaluate(DOORS)
    assert doors
    assert all(int(said) == listed for said, listed, _ in doors), doors
    link = page.locator("a.door").last
    asked = link.get_attribute("href")
    link.click()
    page.wait_for_function("(query) => '?' + atlas.state.toQuery(atlas.state.scene) === query", arg=asked)
    page.wait_for_function(
        "(n) => document.querySelector('#table-foot .count').textContent.startsWith(n)", arg=doors[-1][0]
    )


def test_a_stretch_of_time_shows_from_when_to_when(page: Any, server: Any, atlas: Atlas) -> None:
    open_table(page, server, "date=2023-07&to=2023-12&country=NER")
    scene = Scene.from_query("date=2023-07&to=2023-12&country=NER", atlas.values)
    told = {(r["id"], r["status"], r["from"], r["to"]) for r in query_rows(atlas, scene)}
    assert {(r["id"], r["status"], r["from"], r["to"]) for r in grid_rows(page)} == told
    assert any(r[2] > "2023-07-01" for r in told)
    heads = page.evaluate("() => atlas.table.grid.getAllDisplayedColumns().map((c) => c.getColId())")
    assert {"from", "to"} <= set(heads)


@pytest.mark.parametrize(
    ("lang", "words", "ran"),
    [
        ("en", "1 Dec 2021 – 31 Dec 2023", "Dutch engagements open in this period ran"),
        ("nl", "1 dec 2021 – 31 dec 2023", "Nederlandse inzet in deze periode: "),
    ],
)
def test_a_period_is_shown_as_one_and_told_in_the_past(page: Any, server: Any, lang: str, words: str, ran: str) -> None:
    open_table(page, server, f"date=2021-12&to=2023-12&lang={lang}")
    assert page.locator("#table-grid .flag").text_content() == words
    fields = [page.locator(name).input_value() for name in ("#table-day", "#table-to")]
    assert fields == (["Dec 2021", "Dec 2023"] if lang == "en" else ["dec 2021", "dec 2023"])
    ends = page.evaluate("""() => { const cell = document.querySelector('#table-grid .ag-row .period');
      const wide = cell.parentNode.querySelector('svg').getBoundingClientRect(), r = cell.getBoundingClientRect();
      const [a, z] = atlas.state.engine.raw.window;
      const day = (x) => a + ((x - wide.left - 8) / (wide.width - 16)) * (z + 1 - a);
      return [day(r.left), day(r.right)]; }""")
    days = [page.evaluate(f"atlas.days.fromIso('{day}')") for day in ("2021-12-01", "2024-01-01")]
    assert ends == [pytest.approx(day, abs=30) for day in days]
    notes = [re.sub("<[^>]+>", "", data["note"]) for data in page.evaluate(SHOWN) if "group" in data]
    assert any(ran in note for note in notes) and not any(
        "engagements run" in note or "lopend" in note for note in notes
    )
    page.locator("#table-to").fill("")
    page.locator("#table-to").press("Enter")
    page.wait_for_function("() => atlas.state.scene.to === ''")
    page.wait_for_function("() => !document.querySelector('#table-to')")
    assert page.locator("#table-day").input_value().lower() == "dec 2021"
    page.wait_for_function("() => document.querySelector('#table-grid .flag').textContent.toLowerCase() === 'dec 2021'")


def test_a_head_counts_what_was_asked_for(page: Any, server: Any) -> None:
    open_table(page, server, "date=2023-12-01&status=planned")
    notes = [re.sub("<[^>]+>", "", data["note"]) for data in page.evaluate(SHOWN) if "group" in data]
    assert any(note.startswith("Dutch engagements, planned: ") for note in notes)
    assert not any("run" in note for note in notes), notes
    page.evaluate("() => atlas.table.all(false)")
    page.wait_for_selector("a.door")
    doors = page.evaluate(DOORS)
    assert doors and all(int(said) == listed > 0 for said, listed, _ in doors), doors


def test_a_row_lists_all_its_countries_and_those_that_match(page: Any, server: Any) -> None:
    open_table(page, server, "country=NER")
    row = next(r for r in grid_rows(page) if r["id"] == "anti-isis-coalition-nl")
    assert row["countries"] == ["BFA", "MLI", "MRT", "NER", "TCD"]
    assert row["countries_matched"] == ["NER"]


def test_groups_close_and_open_by_click_and_key(page: Any, server: Any) -> None:
    open_table(page, server, "country=MLI,NER")
    whole = len(page.evaluate(SHOWN))
    page.locator(".group-toggle").first.click()
    page.wait_for_selector('.group-toggle[aria-expanded="false"]')
    assert len(page.evaluate(SHOWN)) < whole
    page.evaluate("() => { atlas.table.grid.setFocusedCell(0, 'name'); }")
    page.keyboard.press("Enter")
    page.wait_for_selector('.group-toggle[aria-expanded="false"]', state="detached")
    assert len(page.evaluate(SHOWN)) == whole
    page.get_by_role("button", name="Close all groups").click()
    page.get_by_role("button", name="Open all groups").wait_for()
    assert all("group" in data for data in page.evaluate(SHOWN))


def test_sorting_keeps_groups_together(page: Any, server: Any) -> None:
    open_table(page, server, "country=MLI,NER")
    for _ in range(2):
        page.locator('.ag-header-cell[col-id="status"]').click()
        page.wait_for_selector('.ag-header-cell[col-id="status"]:not([aria-sort="none"])')
        data = page.evaluate(SHOWN)
        assert [x["g"] for x in data] == sorted(x["g"] for x in data)
        firsts = [data.index(next(x for x in data if x["g"] == g)) for g in {x["g"] for x in data}]
        assert all("group" in data[i] for i in firsts)
        order = list(dict.fromkeys(x["row"]["status"] for x in data if x["g"] == data[0]["g"] and "row" in x))
        assert len(order) == len(set(order))


def test_every_column_of_the_query_can_be_shown(page: Any, server: Any) -> None:
    open_table(page, server)
    page.get_by_role("button", name="Columns", exact=True).click()
    dialog = page.locator("#columns-dialog")
    assert dialog.locator("input").count() == len(COLUMNS) + 3
    dialog.get_by_role("button", name="All columns").click()
    shown = page.evaluate("() => atlas.table.grid.getAllDisplayedColumns().map((c) => c.getColId())")
    assert set(COLUMNS) <= set(shown)
    dialog.get_by_label("Lead", exact=True).uncheck()
    assert "lead" not in page.evaluate("() => atlas.table.grid.getAllDisplayedColumns().map((c) => c.getColId())")
    dialog.get_by_role("button", name="Default columns").click()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


@pytest.mark.parametrize(
    ("lang", "heads", "sums"),
    [
        ("en", ("Amount", "Currency of the amount", "What the amount is for"), "4,000,000; 5,000,000"),
        ("nl", ("Bedrag", "Valuta van het bedrag", "Bestemming van het bedrag"), "4.000.000; 5.000.000"),
    ],
)
def test_stated_sums_are_shown_and_sorted_as_numbers(
    page: Any, server: Any, lang: str, heads: tuple[str, ...], sums: str
) -> None:
    open_table(page, server, f"country=NER&lang={lang}")
    page.evaluate("() => atlas.table.show(['amount_sum', 'amount_currency', 'amount_for'])")
    page.wait_for_selector('.ag-header-cell[col-id="amount_for"]')
    assert {*heads} <= set(page.locator("#table-grid .ag-header-cell-text").all_inner_texts())
    page.evaluate("() => atlas.table.grid.applyColumnState({ state: [{ colId: 'amount_sum', sort: 'desc' }] })")
    rows = grid_rows(page)
    found = [max(row["amount_sum"], default=0) for row in rows]
    assert found == sorted(found, reverse=True) and found[:3] == [400_000_000, 40_000_000, 5_000_000]
    own = next(row for row in rows if row["id"] == "eucap-sahel-niger-nl")
    assert own["amount_sum"] == [4_000_000, 5_000_000]
    said = page.locator('#table-grid .ag-cell[col-id="amount_sum"]').all_inner_texts()
    assert sums in said
    told = page.locator('#table-grid .ag-cell[col-id="amount_for"]').all_inner_texts()
    assert "; ".join(own["amount_for"]) in told


def test_columns_are_put_in_order_and_fitted_without_a_drag(page: Any, server: Any) -> None:
    """By clicks in the dialog; a dragged header and a reload keep the same order, and group rows still span."""
    order = (
        "() => atlas.table.grid.getAllDisplayedColumns().map((c) => c.getColId()).filter((id) => !id.startsWith('ag-'))"
    )
    open_table(page, server)
    first = page.evaluate(order)
    assert first[:4] == ["name", "instruments", "framework", "status"]
    page.get_by_role("button", name="Columns", exact=True).click()
    dialog = page.locator("#columns-dialog")
    page.get_by_label("Status: to the left").click()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Status: to the left"
    page.keyboard.press("Enter")
    assert page.evaluate(order)[:4] == ["name", "status", "instruments", "framework"]
    assert page.get_by_label("Status: to the left").is_disabled()
    assert page.get_by_label("Source: to the right").is_disabled()
    page.get_by_label("Course over the years: to the left").click()
    width = "() => atlas.table.grid.getColumn('framework').getActualWidth()"
    page.evaluate("() => atlas.table.grid.setColumnWidths([{ key: 'framework', newWidth: 400 }])")
    dialog.get_by_role("button", name="Fit widths").click()
    page.wait_for_function("() => atlas.table.grid.getColumn('framework').getActualWidth() < 400")
    assert page.evaluate(width) > 60
    page.keyboard.press("Escape")
    wanted = ["name", "status", "instruments", "strip", "framework", "source"]
    assert page.evaluate(order) == wanted
    lead = page.locator("#table-grid .group-row .cell-name").first.bounding_box()["width"]
    strip = page.locator('.ag-header-cell[col-id="strip"]').bounding_box()["x"]
    assert page.locator("#table-grid .group-row .cell-name").first.bounding_box()["x"] + lead == pytest.approx(
        strip, abs=2
    )
    page.reload()
    page.wait_for_selector('#table-grid[data-state="ready"]')
    assert page.evaluate(order) == wanted


def test_a_row_selects_on_the_map_and_the_map_selects_rows(page: Any, server: Any) -> None:
    open_table(page, server, "country=NER&by=instrument")
    page.locator("#table-grid .ag-row:not(.group-row) .name").nth(1).click()
    page.wait_for_selector("#table-grid .ag-row-selected")
    chosen = page.evaluate("() => atlas.state.scene.selection")
    assert len(chosen) == 1
    assert chosen[0].startswith("engagement:")
    assert page.locator("#dossier").is_visible()
    page.evaluate("() => atlas.state.commit({ selection: ['engagement:eucap-sahel-niger-nl'] })")
    page.wait_for_timeout(300)
    selected = page.evaluate("() => atlas.table.grid.getSelectedRows().map((d) => d.row.id)")
    # It carries two instruments, so it stands in two groups, and both rows follow.
    assert selected == ["eucap-sahel-niger-nl"] * 2


def test_boxes_choose_several_by_single_clicks(page: Any, server: Any) -> None:
    open_table(page, server, "country=NER")
    boxes = page.locator("#table-grid .ag-row:not(.group-row) .ag-selection-checkbox input")
    boxes.nth(0).click()
    page.wait_for_timeout(200)
    boxes.nth(2).click()
    page.wait_for_timeout(200)
    assert len(page.evaluate("() => atlas.state.scene.selection")) == 2
    boxes.nth(0).click()
    page.wait_for_timeout(200)
    assert len(page.evaluate("() => atlas.state.scene.selection")) == 1


def test_the_search_field_narrows_and_counts(page: Any, server: Any, atlas: Atlas) -> None:
    open_table(page, server)
    expected = {row["id"] for row in query_rows(atlas, Scene.from_query("text=ouagadougou"))}
    page.get_by_role("searchbox", name="Find in the table").fill("ouagadougou")
    page.wait_for_selector(f"#table-foot .count:has-text('{len(expected)} of ')")
    assert {row["id"] for row in grid_rows(page)} == expected
    page.wait_for_selector("#sentence .said:has-text('ouagadougou')")
    page.get_by_role("searchbox", name="Find in the table").fill("nothing like this")
    page.get_by_text("No engagement matches. Widen the filters or clear").wait_for()


def test_the_grid_is_fetched_when_the_table_is_opened(page: Any, server: Any, watch: Any) -> None:
    page.goto(server.url)
    page.wait_for_selector("html[data-tab]")
    page.wait_for_load_state("networkidle")
    assert not [url for url in watch.requests if "dash_ag_grid" in url]
    page.get_by_role("button", name="Table", exact=True).click()
    page.wait_for_selector(READY)
    assert [url for url in watch.requests if "dash_ag_grid" in url]


def test_dutch_words_and_numbers(page: Any, server: Any) -> None:
    open_table(page, server, "lang=nl&country=NER")
    heads = page.locator("#table-grid .ag-header-cell-text").all_inner_texts()
    assert {"Inzet", "Kader", "Bron"} <= set(heads)
    assert page.get_by_role("button", name="Downloaden", exact=True).is_visible()
    page.locator('[data-lang="en"]').click()
    page.wait_for_selector('#table-grid .ag-header-cell-text:has-text("Engagement")')


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_downloads_open_again(page: Any, server: Any, atlas: Atlas, tmp_path: Any, lang: str) -> None:
    import geopandas as gpd
    from openpyxl import load_workbook

    query = "instrument=security&known=2023-12-01"
    rows = query_rows(atlas, Scene.from_query(query))
    open_table(page, server, f"{query}&lang={lang}")
    page.locator("#table-download").click()
    for name in ("xlsx", "gpkg", "csv"):
        with page.expect_download() as waiting:
            page.locator(f'#download-dialog a[href*="format={name}"]').click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        if name == "gpkg":
            assert list(gpd.read_file(path, layer="engagements")["id"]) == [row["id"] for row in rows]
        elif name == "xlsx":
            book = load_workbook(io.BytesIO(path.read_bytes()))
            assert book["Inzet" if lang == "nl" else "Engagements"].max_row == len(rows) + 1
        else:
            said = "Security, on 1 December 2023" if lang == "en" else "Veiligheid, op 1 december 2023"
            assert said in path.read_text(encoding="utf-8-sig")
