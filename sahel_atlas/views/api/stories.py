"""Stories on the page: the presenter, the second screen with notes, and the builder.

In `assets/present`, `presenter.js` shows scenes, `notes.js` the second screen, `offline.js` counts requests to other
addresses and `builder.js` makes stories. Python reads, checks and writes the YAML.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dash import Dash
from flask import Flask, Response, jsonify, request

from layers.atlas import Atlas
from sahel_atlas.scenes.stories.types import Story
from sahel_atlas.views import components as html
from sahel_atlas.views.api.rows import request_marking
from sahel_atlas.views.context import Context
from sahel_atlas.views.refusals import status_of


def layout() -> html.Component:
    """The part of the page that the presenter fills; it stays empty until a story is opened."""
    return html.Div(id="present-body")


def register(app: Dash, context: Context) -> None:
    """The stories to read, and the check and the writer of a story made on the page."""
    server: Flask = app.server
    atlas = context.atlas
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

    def __init__(self, atlas: Atlas, folders: tuple[Path, ...]) -> None:
        self.atlas, self.folders = atlas, folders
        self._stamps: tuple[tuple[str, int, int], ...] | None = None
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


def _told(story: Story, atlas: Atlas) -> dict[str, Any]:
    from sahel_atlas.scenes.stories.screen import story_dict

    return story_dict(story, atlas)


def _text() -> str:
    return request.get_data(as_text=False).decode("utf-8", "replace")
