"""Composition root: settings in, a served atlas out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sahel_atlas.records.folders import ASSETS
from sahel_atlas.views.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

    from layers.catalog import Catalog
    from sahel_atlas.views.page.index import AtlasDash


def create_app(settings: Settings | None = None, catalog: Catalog | None = None) -> AtlasDash:
    """A Dash app on an atlas of its own; calling it twice gives two that share nothing.

    Parameters
    ----------
    settings : Settings, optional
    catalog : Catalog, optional
        The layers; `Catalog().with_layer(...)` adds one at run time.

    Raises
    ------
    sahel_atlas.records.tables.TableFaults
        If a curated table is wrong.
    """
    from sahel_atlas.scenes.checked import load_checked
    from sahel_atlas.views import guard, mount, server
    from sahel_atlas.views.context import Context
    from sahel_atlas.views.page import shell
    from sahel_atlas.views.page.index import AtlasDash
    from sahel_atlas.views.words import all_words

    settings = settings or Settings()
    atlas = load_checked(settings.data, catalog)
    served = server.Served(atlas, all_words())
    app = AtlasDash(served, ASSETS)
    app.layout = shell.layout()
    shell.register(app, Context(atlas, settings, served))
    server.add_routes(app.server, served, settings, app.hashes)
    guard.add_guards(app, settings)
    mount.mount(app.server, settings)
    return app


def create_server(settings: Settings | None = None, catalog: Catalog | None = None) -> Flask:
    """The WSGI server of `create_app`, for any WSGI host."""
    return create_app(settings, catalog).server


if __name__ == "__main__":
    import sys

    from sahel_atlas.cli import main

    raise SystemExit(main(["serve", *sys.argv[1:]]))
