"""Dated points on the canvas: the right pixels at the right time, under pointer and keys, while the map moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

READY = """() => window.atlas && atlas.map && atlas.map.main && atlas.map.main.events
  && atlas.map.main.events.layer.count > 0
  && document.querySelectorAll('.wheel-box').length === 11 && !document.getElementById('starting')"""

# What a person sees at a place of the earth: the canvas's pixel there, found by the screen and not by the layer's sums.
HELP = """() => {
window.probe = (layer, lat, lon, dx = 0, dy = 0) => {
  const map = atlas.map.main.map, box = map.getContainer().getBoundingClientRect(), canvas = layer._container;
  const at = map.latLngToContainerPoint([lat, lon]), r = canvas.getBoundingClientRect(), k = canvas.width / r.width;
  const x = (box.left + at.x + dx - r.left) * k, y = (box.top + at.y + dy - r.top) * k;
  return [...canvas.getContext('2d').getImageData(Math.floor(x), Math.floor(y), 1, 1).data];
};
window.token = (name) => {
  const c = document.createElement('canvas').getContext('2d');
  c.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  c.fillRect(0, 0, 1, 1);
  return [...c.getImageData(0, 0, 1, 1).data];
};
window.threePoints = (more = 0) => {
  const n = 3 + more, lon = new Float64Array(n).fill(24), lat = new Float64Array(n).fill(33);
  const from = new Int32Array(n).fill(15000), until = new Int32Array(n).fill(30000), kind = new Uint8Array(n);
  lon.set([-8.1, 0.4, 8.3]); lat.set([22.2, 24.6, 20.8]); kind.set([0, 3, 4]);
  from[1] = atlas.days.fromIso('2023-08-01');
  return { lon, lat, from, until, kind };
};
window.markOf = (points, j) => {
  const at = points.layer.spotOf(j), box = atlas.map.main.map.getContainer().getBoundingClientRect();
  return [box.left + at.x, box.top + at.y];
};
window.pinOf = (id) => {
  const p = atlas.map.main.events, { layer } = p;
  return markOf(p, layer.alive.subarray(0, layer.count).find(j => p.words(j).ref === 'event:' + id));
};
window.away = () => {
  const { layer } = set, j = layer.source.indexOf(0), c = layer._container, r = c.getBoundingClientRect();
  const x = r.left + (layer.spots[j] % c.width) * r.width / c.width;
  const y = r.top + Math.floor(layer.spots[j] / c.width) * r.height / c.height;
  const m = marker.getElement().getBoundingClientRect();
  return Math.hypot(x - m.left, y - m.top);
};
}"""
FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def at_map(open_page: Callable[..., Any], server: Any) -> Callable[..., Any]:
    """Open the atlas some days after the coup in Niger, with a device pixel ratio."""

    def one(ratio: float = 1) -> Any:
        page = open_page(device_scale_factor=ratio)
        page.goto(server.url + "?v=1&date=2023-08-10")
        page.wait_for_function(READY)
        page.evaluate(HELP)
        return page

    return one


def close(a: list[int], b: list[int], most: int = 3) -> bool:
    return len(a) == len(b) and all(abs(x - y) <= most for x, y in zip(a, b, strict=True))


@pytest.mark.parametrize("ratio", [1, 2])
def test_known_points_have_their_colour_and_soft_edges(at_map: Callable[..., Any], ratio: int) -> None:
    """Few points are pictures and many are pixels; both look the same, at one and at two pixels per pixel."""
    page = at_map(ratio)
    look = """(more) => {
      const { layer } = atlas.points.load(threePoints(more)), edge = [];
      atlas.map.main.loaded.step(atlas.days.fromIso('2023-08-10'));
      for (let dx = 3; dx < 7; dx += 0.25) edge.push(probe(layer, 22.2, -8.1, dx)[3]);
      return {
        seen: [[22.2, -8.1], [24.6, 0.4], [20.8, 8.3]].map(([lat, lon]) => probe(layer, lat, lon)), edge,
        beside: probe(layer, 22.2, -8.1, 9), mode: layer.drawn.mode, colours: ['dip', 'dev', 'hum'].map(token),
        wide: layer._container.width / layer._container.offsetWidth };
    }"""
    few, many = page.evaluate(look, 0), page.evaluate(look, 2000)
    assert (few["mode"], many["mode"]) == ("few", "blit")
    assert few["wide"] == pytest.approx(ratio, abs=0.01)
    for drawn in (few, many):
        assert all(map(close, drawn["seen"], drawn["colours"])), drawn
        assert drawn["beside"] == [0, 0, 0, 0]
        assert any(20 < alpha < 235 for alpha in drawn["edge"]), f"expected a soft edge, got {drawn['edge']}"
    assert close(few["edge"], many["edge"], 6), (few["edge"], many["edge"])


def test_a_date_and_a_theme_change_what_is_painted(at_map: Callable[..., Any], watch: Any) -> None:
    """Stepping shows and hides points and asks the server nothing; a theme repaints them; overlaps blend."""
    page = at_map()
    page.evaluate("() => { window.set = atlas.points.load(threePoints()); }")
    seen = "() => [22.2, 24.6].map((lat, i) => probe(set.layer, lat, [-8.1, 0.4][i])[3])"
    mark = len(watch.requests)
    for day, wanted in (("2023-07-31", [255, 0]), ("2023-08-01", [255, 255]), ("2023-07-15", [255, 0])):
        page.evaluate(f"() => atlas.state.preview({{ date: '{day}' }})")
        page.evaluate(FRAME)
        assert page.evaluate(seen) == wanted, day
    assert watch.since(mark) == [], "expected a step to ask the server nothing"
    # With a document time, what began later is not known yet.
    page.evaluate("() => { set.step(atlas.days.fromIso('2024-01-01'), atlas.days.fromIso('2023-07-31')); }")
    assert page.evaluate(seen) == [255, 0]
    page.evaluate("() => atlas.state.commit({ theme: 'dark' })")
    page.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")
    page.evaluate(FRAME)
    dark = page.evaluate("() => [probe(set.layer, 22.2, -8.1), token('dip')]")
    assert close(*dark), dark
    blend = """([s, a, d]) => {
      const p = atlas.points.over(s | 0, a, d | 0);
      return [p & 255, p >> 8 & 255, p >> 16 & 255, p >>> 24]; }"""
    assert page.evaluate(blend, [0x80FF0000, 128, 0]) == [0, 0, 255, 128], "on nothing it stands as it is"
    assert close(page.evaluate(blend, [0x80FFFFFF, 128, 0xFF000000]), [128, 128, 128, 255])
    assert close(page.evaluate(blend, [0x80FFFFFF, 128, 0x80000000]), [170, 170, 170, 192], 4)


def test_pointer_and_keys_reach_every_event(at_map: Callable[..., Any]) -> None:
    """Hover tells, click opens, arrow keys walk in reading order with a ring and a spoken option, Enter opens."""
    page = at_map()
    marks = page.evaluate("() => atlas.map.main.eventMarks.map(e => e.event_id)")
    assert {"E28", "E26"} <= set(marks) and len(marks) >= 3
    places = [tuple(page.evaluate("pinOf", mark)) for mark in marks]
    assert len({(round(x / 9), round(y / 9)) for x, y in places}) == len(places), "pins of one place stand side by side"
    x, y = page.evaluate("pinOf", "E28")
    page.mouse.move(x, y)
    tip = page.locator(".tip", has_text="26 July 2023")
    tip.wait_for()
    assert page.evaluate("() => document.querySelector('.over-point') !== null")
    page.mouse.click(x, y)
    page.wait_for_function("() => atlas.state.scene.selection[0] === 'event:E28'")
    page.keyboard.press("Escape")
    page.wait_for_function("() => atlas.state.scene.selection.length === 0")

    held = page.locator(".points-focus")
    assert str(len(marks)) in held.get_attribute("aria-label")
    held.focus()
    page.keyboard.press("Home")
    option, walked = held.locator("[role=option]"), []
    for n, _ in enumerate(marks, 1):
        assert held.get_attribute("aria-activedescendant") == option.get_attribute("id")
        assert [option.get_attribute(f"aria-{name}") for name in ("posinset", "setsize")] == [str(n), str(len(marks))]
        ring = page.locator(".point-ring").bounding_box()
        at = page.evaluate(
            "(id) => markOf(atlas.map.main.events, Number(id.split('-')[2]))", option.get_attribute("id")
        )
        off = ring["x"] + ring["width"] / 2 - at[0], ring["y"] + ring["height"] / 2 - at[1]
        assert max(map(abs, off)) < 1.5, f"expected the ring round its point, got {off} beside it"
        walked.append(option.text_content())
        page.keyboard.press("ArrowRight")
    assert len(set(walked)) == len(marks), f"expected the keys to reach every event, got {walked}"
    page.keyboard.press("Enter")
    page.wait_for_function("() => (atlas.state.scene.selection[0] || '').startsWith('event:')")
    assert page.evaluate("() => atlas.state.scene.date") == "2023-08-10", "the arrow keys walked points, not months"

    page.keyboard.press("Escape")
    page.wait_for_function("() => atlas.state.scene.selection.length === 0")
    x, y = page.evaluate("pinOf", "E28")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 20, steps=4)
    page.mouse.up()
    page.wait_for_function("() => atlas.state.scene.view !== null")
    assert page.evaluate("() => atlas.state.scene.selection") == [], "the end of a pan opened a point"


def test_points_stay_in_place_while_the_map_moves(at_map: Callable[..., Any]) -> None:
    """In the middle of a zoom the canvas lies where Leaflet's own marks lie; a long pan leaves no bare edge."""
    page = at_map()
    page.evaluate("""() => {
      window.set = atlas.points.load(threePoints());
      const icon = L.divIcon({ className: '', iconSize: [0, 0], html: '<i></i>' });
      window.marker = L.marker([22.2, -8.1], { icon }).addTo(atlas.map.main.map);
    }""")
    assert page.evaluate("() => away()") < 1.5
    # The transition is held at three moments, before a frame can pass: Leaflet ends a flight by a clock of its own.
    flight = page.evaluate("""() => new Promise(done => {
      const map = atlas.map.main.map, seen = [], canvas = set.layer._container;
      const wide = canvas.getBoundingClientRect().width;
      const landed = () => ({ seen, after: away(), colour: probe(set.layer, 22.2, -8.1) });
      map.once('zoomend', () => requestAnimationFrame(() => done(landed())));
      map.once('zoomanim', () => {
        const flying = document.getAnimations().filter(a => a.transitionProperty === 'transform');
        for (const ms of [60, 125, 190]) {
          for (const a of flying) { a.pause(); a.currentTime = ms; }
          seen.push([canvas.getBoundingClientRect().width / wide, away()]);
        }
        for (const a of flying) a.play();
      });
      map.setZoomAround([20, -2], map.getZoom() + 1, { animate: true });
    })""")
    scales = [scale for scale, _ in flight["seen"]]
    assert 1 < scales[0] < scales[1] < scales[2] < 2, scales
    assert all(off < 2.5 for _, off in flight["seen"]), flight["seen"]
    assert flight["after"] < 1.5
    assert close(flight["colour"], page.evaluate("() => token('dip')"))
    # A drag reports `move` many times and its end once: the canvas follows on the way.
    covered = page.evaluate("""() => {
      const map = atlas.map.main.map;
      map.setZoom(map.getZoom() - 1, { animate: false });
      map._rawPanBy(L.point(300, 0));
      map.fire('move');
      const b = map.getContainer().getBoundingClientRect(), r = set.layer._container.getBoundingClientRect();
      return r.left <= b.left && r.right >= b.right && r.top <= b.top && r.bottom >= b.bottom;
    }""")
    assert covered, "expected the canvas under the whole map"
    assert page.evaluate("() => away()") < 1.5
    page.set_viewport_size({"width": 1200, "height": 700})
    page.wait_for_function("""() => away() < 1.5
      && set.layer._container.getBoundingClientRect().width >= atlas.map.main.map.getContainer().offsetWidth""")
