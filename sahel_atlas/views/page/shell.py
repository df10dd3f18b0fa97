"""The page: top bar, rail, stage, dossier and dock. Each view fills its own part."""

from __future__ import annotations

from dash import Dash

from sahel_atlas.records.words import ENGLISH, say
from sahel_atlas.views import components as html
from sahel_atlas.views.api import stories as present
from sahel_atlas.views.context import Context
from sahel_atlas.views.export import panel as export
from sahel_atlas.views.panels import compare, dock, dossier, legend, map, rail, route, search, table, timeline

TABS = ("map", "table", "timeline", "compare", "route")


def text(key: str, tag: html.Tag = html.Span, **props: object) -> html.Component:
    """An element whose words follow the language: the browser fills it from `key`."""
    return tag(say(key, ENGLISH), **{"data-t": key}, **props)


def layout() -> html.Component:
    """The skeleton of the page; the painters in `assets/` fill it from the payload."""
    return html.Div(
        id="atlas",
        children=[
            text("shell.skip", html.A, href="#map", className="skip"),
            _top_bar(),
            html.Div(id="bars", role="status", **{"aria-live": "polite"}),
            html.Aside(id="rail", className="rail", **{"data-label": "shell.filters"}, children=rail.layout()),
            html.Main(
                id="stage",
                className="stage",
                children=[
                    html.H1(id="stage-title", className="visually-hidden"),
                    html.Div(id="sentence", className="sentence"),
                    html.Section(
                        id="panel-map", className="panel", children=[map.layout(), legend.layout(), route.layout()]
                    ),
                    html.Section(id="panel-table", className="panel", children=table.layout()),
                    html.Section(id="panel-timeline", className="panel", children=timeline.layout()),
                    html.Section(id="panel-compare", className="panel", children=compare.layout()),
                ],
            ),
            html.Aside(id="dossier", className="dossier", **{"data-label": "shell.details"}, children=dossier.layout()),
            html.Section(id="dock", className="dock", **{"data-label": "shell.dock"}, children=dock.layout()),
            export.layout(),
            present.layout(),
            html.Div(id="dialogs"),
            html.Div(id="live", className="visually-hidden", role="status", **{"aria-live": "polite"}),
        ],
    )


def _top_bar() -> html.Component:
    return html.Header(
        className="topbar",
        children=[
            html.Button(
                "☰", id="rail-button", type="button", className="button icon", **{"data-label": "shell.filters"}
            ),
            html.Div(
                className="brand",
                children=[html.Span(id="brand-mark", **{"aria-hidden": "true"}), html.Span(id="brand-name")],
            ),
            html.Div(id="search", className="search", role="search", children=search.layout()),
            _tabs(),
            html.Div(className="tools", children=_tools()),
        ],
    )


def _tabs() -> html.Component:
    buttons = [
        html.Button(text(f"shell.tab.{name}"), className="tab", type="button", **{"data-tab": name}) for name in TABS
    ]
    return html.Nav(id="tabs", className="tabs", children=buttons, **{"data-label": "shell.tabs"})


def _tools() -> list[html.Component]:
    languages = [html.Button(code.upper(), type="button", lang=code, **{"data-lang": code}) for code in ("nl", "en")]
    return [
        html.Div(className="toggle", role="group", children=languages, **{"data-label": "shell.language"}),
        html.Button(id="theme-button", type="button", className="button icon", **{"data-label": "shell.theme"}),
        html.Button("?", id="help-button", type="button", className="button icon", **{"data-label": "shell.help"}),
        text("shell.share", html.Button, id="share-button", type="button", className="button"),
        text("shell.export", html.Button, id="export-button", type="button", className="button"),
        text("shell.present", html.Button, id="present-button", type="button", className="button primary"),
    ]


def register(app: Dash, context: Context) -> None:
    """Let the views that ask the server for something bring their addresses; the others live in the browser alone."""
    for view in (search, table, dossier, export, present):
        view.register(app, context)
