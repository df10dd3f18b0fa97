"""Composition root: settings in, a served atlas out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from layers.atlas import Atlas
from views.settings import Settings

ROOT = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Context:
    """What views may use when they register: the atlas, the settings, and the bodies already made."""

    atlas: Atlas
    settings: Settings
    served: Any


def create_app(settings: Settings | None = None) -> Any:
    """A Dash app on an atlas of its own; calling it twice gives two that share nothing.

    Raises
    ------
    layers.tables.TableFaults
        If a curated table is wrong.
    """
    from layers.checked import load_checked
    from views import guard, mount, server, shell
    from views.page import AtlasDash
    from views.words import all_words

    settings = settings or Settings()
    atlas = load_checked(settings.data)
    served = server.Served(atlas, all_words())
    app = AtlasDash(served, ROOT / "assets")
    app.layout = shell.layout()
    shell.register(app, Context(atlas, settings, served))
    server.add_routes(app.server, served, settings, app.hashes)
    guard.add_guards(app, settings)
    mount.mount(app.server, settings)
    return app


def create_server(settings: Settings | None = None) -> Any:
    """The WSGI server of `create_app`, for any WSGI host."""
    return create_app(settings).server


if __name__ == "__main__":
    import sys

    from cli import main

    raise SystemExit(main(["serve", *sys.argv[1:]]))
