"""What kind of file each ending of the atlas is, whatever the machine believes."""

from __future__ import annotations

import mimetypes

TYPES = {
    ".css": "text/css",
    ".geojson": "application/geo+json",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


def name_types() -> None:
    """Tell `mimetypes` the types of `TYPES`, for this process.

    Windows keeps its own table, which other programs write into: where it calls a script plain text, a browser that is
    told not to guess does not run it, and the page stays empty. Python knows some endings from 3.13 on only.
    """
    for ending, kind in TYPES.items():
        mimetypes.add_type(kind, ending)
