"""Stories on the page: the presenter, the second screen with notes, and the builder.

`assets/50_presenter.js` shows scenes, `51_notes.js` the second screen, `52_offline.js` counts requests to other
addresses and `53_builder.js` makes stories. Python reads, checks and writes the YAML.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dash import Dash, html
from flask import Response, jsonify, request

from sahel_atlas.records.words import Pair
from sahel_atlas.views.api.rows import request_marking
from sahel_atlas.views.refusals import status_of

WORDS: dict[str, Pair] = {
    "present.title": ("Present a story", "Een verhaal presenteren"),
    "present.marking": ("Choose a marking first", "Kies eerst een rubricering"),
    "present.marking.why": (
        "Nothing is presented here without one. It stands above and below on both screens.",
        "Zonder rubricering wordt hier niets gepresenteerd. Ze staat boven en onder op beide schermen.",
    ),
    "present.start": ("Present", "Presenteren"),
    "present.notes": ("Notes in a second window", "Notities in een tweede venster"),
    "present.make": ("Make a story", "Een verhaal maken"),
    "present.scenes": ("{n} scenes", "{n} scènes"),
    "present.choose": (
        "→ or Page Down starts the first story, a number any other.",
        "→ of Page Down begint het eerste verhaal, een cijfer een ander.",
    ),
    "present.none": ("No story was found.", "Er is geen verhaal gevonden."),
    "present.faults": ("These stories could not be read:", "Deze verhalen konden niet worden gelezen:"),
    "shell.fault.stories": (
        "The stories could not be read from the server.",
        "De verhalen konden niet van de server worden opgehaald.",
    ),
    "present.unknown": (
        "There is no story called {name}. Choose one of these.",
        "Er is geen verhaal met de naam {name}. Kies er een uit de lijst.",
    ),
    "present.label": ("Presenter", "Presentatie"),
    "present.step": ("Scene {k} of {n}", "Scène {k} van {n}"),
    "present.back": ("Previous scene", "Vorige scène"),
    "present.next": ("Next scene", "Volgende scène"),
    "present.play": ("Play to the next scene", "Afspelen tot de volgende scène"),
    "present.pause": ("Pause", "Pauzeren"),
    "present.motion": ("Animated transitions", "Vloeiende overgangen"),
    "present.ask": ("Ask the map (Q)", "De kaart bevragen (Q)"),
    "present.leave": ("Leave (Esc)", "Verlaten (Esc)"),
    "present.full": ("Full screen", "Volledig scherm"),
    "present.return": ("Back to scene {k} (G)", "Terug naar scène {k} (G)"),
    "present.asking": ("The story waits at scene {k}.", "Het verhaal wacht bij scène {k}."),
    "present.month": ("Month", "Maand"),
    "present.instruments": ("Instruments", "Instrumenten"),
    "present.blank": ("The screen is blank. Press B.", "Het scherm is leeg. Druk op B."),
    "present.key.scene": ("previous, next scene", "vorige, volgende scène"),
    "present.key.ends": ("first, last scene", "eerste, laatste scène"),
    "present.key.play": ("play the time to the next scene", "de tijd afspelen tot de volgende scène"),
    "present.key.number": ("scene by number", "scène op nummer"),
    "present.key.blank": ("blank the screen", "scherm leeg"),
    "present.key.theme": ("projector or dark", "beamer of donker"),
    "present.key.ask": ("ask the map", "de kaart bevragen"),
    "present.key.return": ("back to the scene", "terug naar de scène"),
    "present.key.flight": ("transitions on or off", "overgangen aan of uit"),
    "present.key.full": ("full screen", "volledig scherm"),
    "present.key.leave": ("leave the story", "verhaal verlaten"),
    "notes.title": ("Notes", "Notities"),
    "notes.next": ("Next", "Hierna"),
    "notes.end": ("This is the last scene.", "Dit is de laatste scène."),
    "notes.jump": ("Go to a scene", "Naar een scène"),
    "notes.time": ("Time", "Tijd"),
    "notes.since": ("Since the start", "Sinds het begin"),
    "notes.reset": ("Reset", "Opnieuw"),
    "notes.none": ("No notes for this scene.", "Geen notities bij deze scène."),
    "notes.blank": ("Blank screen", "Scherm leeg"),
    "notes.rests": ("The caption rests on", "Het bijschrift berust op"),
    "offline.none": ("Requests to other addresses: 0", "Verzoeken aan andere adressen: 0"),
    "offline.some": ("Requests to other addresses: {n}", "Verzoeken aan andere adressen: {n}"),
    "offline.last": ("last: {x}", "laatste: {x}"),
    "builder.title": ("Your story", "Uw verhaal"),
    "builder.name.en": ("Title in English", "Titel in het Engels"),
    "builder.name.nl": ("Title in Dutch", "Titel in het Nederlands"),
    "builder.add": ("Add this view as a scene", "Weergave als scène toevoegen"),
    "builder.caption.en": ("Caption in English", "Bijschrift in het Engels"),
    "builder.caption.nl": ("Caption in Dutch", "Bijschrift in het Nederlands"),
    "builder.up": ("Move scene {k} up", "Scène {k} omhoog"),
    "builder.down": ("Move scene {k} down", "Scène {k} omlaag"),
    "builder.show": ("Show scene {k}", "Scène {k} tonen"),
    "builder.remove": ("Remove scene {k}", "Scène {k} verwijderen"),
    "builder.undo": ("Undo", "Ongedaan maken"),
    "builder.open": ("Open YAML", "YAML openen"),
    "builder.download": ("Download YAML", "YAML downloaden"),
    "builder.empty": (
        "Set date, filter and view, then add the view as a scene.",
        "Kies datum, filter en weergave, en voeg die toe als scène.",
    ),
    "builder.figures": (
        "Numbers and dates are worked out from the record. Write for example {running:NER}, {suspended:security} or "
        "{on:E28}.",
        "Getallen en datums worden uit de gegevens berekend. Schrijf bijvoorbeeld {running:NER}, {suspended:security} "
        "of {on:E28}.",
    ),
    "builder.long": (
        "Longer than three lines of 31 characters",
        "Langer dan drie regels van 31 tekens",
    ),
    "builder.opened": ("{n} scenes opened.", "{n} scènes geopend."),
    "builder.faults": ("This story cannot be used yet:", "Dit verhaal is nog niet bruikbaar:"),
    "builder.silent": ("The server did not answer; try again.", "De server reageerde niet; probeer het opnieuw."),
    "builder.from": ("Start from", "Beginnen met"),
}
EQUAL: dict[str, str] = {}


def layout() -> html.Div:
    """The part of the page that the presenter fills; it stays empty until a story is opened."""
    return html.Div(id="present-body")


def register(app: Dash, context: Any) -> None:
    """The stories to read, and the check and the writer of a story made on the page."""
    server, atlas = app.server, context.atlas
    shelf = Shelf(atlas, context.settings.stories)

    @server.get("/data/stories.json")
    def stories_json() -> Response:
        answer = jsonify(shelf.plain())
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    @server.post("/api/story")
    def api_story() -> tuple[Response, int] | Response:
        """YAML in, the story as the browser holds it out; or every fault with its line."""
        from sahel_atlas.scenes.stories.folder import parse_story
        from sahel_atlas.scenes.stories.yaml_form import StoryFaults

        try:
            story = parse_story(_text(), request.args.get("name", "story.yaml")[:80], atlas)
        except StoryFaults as error:
            return jsonify(faults=[str(f) for f in error.faults]), status_of(error)
        return jsonify(story=_told(story, atlas))

    @server.post("/api/story/yaml")
    def api_story_yaml() -> tuple[Response, int] | Response:
        """A story as the browser holds it in, YAML out, marked in its first and last line; checked like any other."""
        from sahel_atlas.scenes.stories.folder import parse_story, to_yaml
        from sahel_atlas.scenes.stories.json_form import story_of
        from sahel_atlas.scenes.stories.yaml_form import StoryFaults

        marking = request_marking()
        try:
            text = to_yaml(story_of(request.get_json(force=True, silent=True), atlas))
            parse_story(text, "story.yaml", atlas)
        except StoryFaults as error:
            # Who made it on the page has seen no lines.
            return jsonify(faults=[f.said for f in error.faults]), status_of(error)
        line = f"# {marking.line}\n" if marking else ""
        return Response(f"{line}{text}{line}", mimetype="application/yaml")


class Shelf:
    """All stories as the browser holds them; they are told again only when a file of theirs changed."""

    def __init__(self, atlas: Any, folders: tuple[Path, ...]) -> None:
        self.atlas, self.folders = atlas, folders
        self._stamps: tuple[Any, ...] | None = None
        self._plain: dict[str, Any] = {}

    def plain(self) -> dict[str, Any]:
        """The stories by title, and the faults of those that cannot be read."""
        from sahel_atlas.scenes.stories.folder import read_stories, story_files

        own = self.atlas.folder / "stories"
        files = story_files((*([own] if own.is_dir() else []), *self.folders))
        stamps = tuple((str(f), f.stat().st_size, f.stat().st_mtime_ns) for f in files if f.exists())
        if stamps != self._stamps:
            stories, faults = read_stories(self.atlas, self.folders)
            told = [_told(story, self.atlas) for story in stories]
            self._plain, self._stamps = {"stories": told, "faults": [str(f) for f in faults]}, stamps
        return self._plain


def _told(story: Any, atlas: Any) -> dict[str, Any]:
    from sahel_atlas.scenes.stories.screen import story_dict

    return story_dict(story, atlas)


def _text() -> str:
    return request.get_data(as_text=False).decode("utf-8", "replace")
