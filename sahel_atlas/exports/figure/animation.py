"""Films and contact sheets: GIF, MP4 where ffmpeg is there, and one PNG of all pictures side by side."""

from __future__ import annotations

import io
import math
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import AtlasError
from sahel_atlas.exports.marking import GROUND
from sahel_atlas.exports.plate.marking import framed, marking_on
from sahel_atlas.exports.plate.plate import Label, Mark, Plate, Shape
from sahel_atlas.exports.write import Job

if TYPE_CHECKING:
    from PIL.Image import Image

FILM_WIDTH, SHEET_WIDTH = 1280, 640
"""Width in pixels of a film's picture, and of a picture on a contact sheet."""
NEAR = 8
"""How near, of 256, a mixed colour may come to one that is drawn."""
SECONDS = (0.1, 30.0)
COLUMNS = 4
EXACT = 80
"""How many colours of a film's palette are those that shapes and words are drawn in."""


def gif(plates: Sequence[Plate], seconds: float, job: Job) -> bytes:
    """An endless GIF; the date stands in each picture. All pictures share one palette, so that nothing flickers."""
    from PIL import Image

    check_seconds(seconds)
    frames = _frames(plates, FILM_WIDTH, job)
    palette = palette_of(frames, plates)
    small = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    out = io.BytesIO()
    # A GIF without a pause at its end does not show where it begins again.
    stands = [round(seconds * 1000)] * (len(small) - 1) + [round(seconds * 1000) + 1500]
    small[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=small[1:],
        duration=stands,
        loop=0,
        optimize=False,
        comment=_said(plates[0]).encode(),
    )
    return out.getvalue()


def mp4(plates: Sequence[Plate], seconds: float, job: Job) -> bytes:
    """An MP4 (H.264).

    Raises
    ------
    geo.errors.AtlasError
        If ffmpeg is not installed or refuses.
    """
    check_seconds(seconds)
    program = film_program()
    with tempfile.TemporaryDirectory() as folder:
        for i, frame in enumerate(_frames(plates, FILM_WIDTH, job)):
            frame.save(Path(folder) / f"{i:04d}.png")
        target = Path(folder) / "film.mp4"
        command = [program, "-loglevel", "error", "-framerate", f"{1 / seconds:g}"]
        command += ["-i", str(Path(folder) / "%04d.png")]
        command += ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,fps=12", "-pix_fmt", "yuv420p"]
        command += ["-map_metadata", "-1", "-metadata", f"comment={_said(plates[0])}", str(target)]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", check=False, stdin=subprocess.DEVNULL
        )
        if done.returncode:
            raise AtlasError(
                expected="a film", got=done.stderr.strip()[-300:], do="write a .gif instead", where="ffmpeg"
            )
        return target.read_bytes()


def film_program() -> str:
    """Where ffmpeg is.

    Raises
    ------
    geo.errors.AtlasError
        If it is not installed.
    """
    program = shutil.which("ffmpeg")
    if program is None:
        raise AtlasError(
            expected="ffmpeg on this machine", got="none", do="install it, or write a .gif instead", where="mp4"
        )
    return program


def contact_sheet(plates: Sequence[Plate], job: Job) -> bytes:
    """All pictures side by side on one PNG; each bears its title and date, and a marking stands over the whole too."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    frames = _frames(plates, SHEET_WIDTH, job)
    columns = min(COLUMNS, math.ceil(math.sqrt(len(frames))))
    gap = 12
    width, height = max(f.width for f in frames), max(f.height for f in frames)
    rows = math.ceil(len(frames) / columns)
    sheet = Image.new("RGB", (columns * (width + gap) + gap, rows * (height + gap) + gap), "#47535F")
    for i, frame in enumerate(frames):
        sheet.paste(frame, (gap + i % columns * (width + gap), gap + i // columns * (height + gap)))
    marking = marking_on(plates[0])
    said, out = PngInfo(), io.BytesIO()
    said.add_itxt("StateCode", " ".join(plate.code for plate in plates))
    if marking:
        said.add_itxt("Marking", marking.line)
    framed(sheet, marking).save(out, "PNG", pnginfo=said)
    return out.getvalue()


def _said(plate: Plate) -> str:
    """What a film says of itself: the code of its first picture, and its marking."""
    return f"{plate.code} {marking_on(plate).line}".strip()


def check_seconds(seconds: float) -> None:
    """Whether a picture stands long enough to be seen and not for ever.

    Raises
    ------
    geo.errors.AtlasError
        If it does not.
    """
    if not SECONDS[0] <= seconds <= SECONDS[1]:
        raise AtlasError(
            expected=f"{SECONDS[0]:g} to {SECONDS[1]:g} seconds per picture",
            got=f"{seconds:g}",
            do="choose a number inside",
            where="seconds",
        )


def _frames(plates: Sequence[Plate], width: int, job: Job) -> list[Image]:
    from PIL import Image

    from sahel_atlas.exports.figure.figure import plate_bytes

    frames = []
    for i, plate in enumerate(plates):
        job.tell(0.5 + 0.45 * i / len(plates), f"{i + 1}/{len(plates)}")
        drawn = io.BytesIO(plate_bytes(plate, "png", max(40, round(width / plate.width * 72))))
        with Image.open(drawn) as image:
            frames.append(image.convert("RGB"))
    return frames


def palette_of(frames: Sequence[Any], plates: Sequence[Plate]) -> Any:
    """One palette for the whole film, as a palette image.

    The colours that shapes and words are drawn in come first: wheels are small, and a palette of what covers most of
    a picture would grey them. The rest is for the relief and for soft edges, from the first, middle and last picture.
    """
    from PIL import Image

    drawn = Counter(hue for plate in plates for m in plate.marks for hue in _colours(m) if hue)
    marked = [colour for _, colour in marking_on(plates[0]).parts]
    first = [GROUND, *marked] if marked else []
    exact = list(dict.fromkeys([*first, *(hue for hue, _ in drawn.most_common(EXACT - len(first)))]))
    chosen = [frames[0], frames[len(frames) // 2], frames[-1]]
    half = (max(1, frames[0].width // 2), max(1, frames[0].height // 2))
    joined = Image.new("RGB", (half[0], 3 * half[1]))
    for i, frame in enumerate(chosen):
        joined.paste(frame.resize(half), (0, i * half[1]))
    rest = joined.quantize(256, method=Image.Quantize.MEDIANCUT).getpalette() or []
    wanted = [_channels(hue) for hue in exact]
    mixed = [tuple(rest[i : i + 3]) for i in range(0, len(rest), 3)]
    # A mixed colour next to a drawn one would take its place in parts of an even surface.
    apart = [m for m in mixed if all(max(abs(a - b) for a, b in zip(m, w, strict=True)) > NEAR for w in wanted)]
    values = [part for colour in (*wanted, *apart)[:256] for part in colour]
    held = Image.new("P", (1, 1))
    held.putpalette(values + [0] * (768 - len(values)))
    return held


def _channels(hue: str) -> tuple[int, ...]:
    return tuple(int(hue[i : i + 2], 16) for i in (1, 3, 5))


def _colours(mark: Mark) -> tuple[str, ...]:
    if isinstance(mark, Shape):
        return (mark.fill, mark.stroke)
    return (mark.colour, mark.halo) if isinstance(mark, Label) else ()
