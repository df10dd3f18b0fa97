"""The marking of a page in HTML: bands that stand without a script, and what the page says of itself."""

from __future__ import annotations

import html

from sahel_atlas.exports.marking import Marking


def band_html(marking: Marking) -> str:
    """Two bands, for the top and the foot of the window; nothing without a marking."""
    if not marking:
        return ""
    words = "".join(f'<b style="color:{colour}">{html.escape(text)}</b>' for text, colour in marking.parts)
    # The style sheet makes long ones smaller by the number of their letters.
    size = f'style="--letters:{len(marking.line)}"'
    return "".join(f'<div class="marking-band" data-side="{side}" {size}>{words}</div>' for side in ("top", "foot"))


def meta_html(marking: Marking) -> str:
    """The marking as metadata of the page; nothing without one."""
    return f'<meta name="marking" content="{html.escape(marking.line)}">' if marking else ""


def root_html(marking: Marking) -> str:
    """The attribute of the page's root that makes room for the bands, with a blank before it."""
    return ' data-marking="on"' if marking else ""
