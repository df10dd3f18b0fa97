"""Everything that can be looked at, rendered from the real data onto contact sheets in ``build/gallery``.

Run by ``make gallery``; ``make gallery ARGS="figures stories"`` makes a part. A maker takes a folder and gives the
contact sheets it wrote and what went wrong; a new one is a line in `MAKERS`. ``make gallery ARGS=docs`` renews the
small selection in ``docs/gallery``, which is committed.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from serving import FLAGS, chromium  # noqa: E402

from sahel_atlas.exports.figure.animation import contact_sheet, palette_of  # noqa: E402
from sahel_atlas.exports.fonts import font_file  # noqa: E402
from sahel_atlas.exports.items import Work, find_work, series  # noqa: E402
from sahel_atlas.exports.make import Extras, export, make, plates  # noqa: E402
from sahel_atlas.exports.options import SIZES, THEMES, ExportOptions  # noqa: E402
from sahel_atlas.exports.plate.plate import Plate  # noqa: E402
from sahel_atlas.exports.write import Job  # noqa: E402

OUT, DOCS = ROOT / "build" / "gallery", ROOT / "docs" / "gallery"
LETTER = "date=2023-12-01"
EVERYTHING = "layers=relief,groups,states,indicators,routes,embassies,missions,initiatives,events,places,regions"
SERIES = "date=2022-01&to=2023-12&known=2023-12-01&layers=relief,groups,missions,embassies,states"
Picture = tuple[str, Image.Image]
Made = tuple[list[Path], list[str]]


@cache
def atlas() -> Any:
    """The atlas on its own tables."""
    from layers.atlas import Atlas

    return Atlas.load()


def picture(what: str | Work, **asked: Any) -> Image.Image:
    """A scene as a picture."""
    work = what if isinstance(what, Work) else find_work(what, atlas(), asked.get("lang", ""))
    data = make(work, atlas(), "png", ExportOptions(**{"dpi": 96, **asked}))[""]
    return Image.open(io.BytesIO(data)).convert("RGB")


def sheet(pictures: Iterable[Picture], path: Path, width: int = 620, columns: int = 3) -> Path:
    """Pictures side by side, each with its name above it; rows are as high as their highest."""
    font = ImageFont.truetype(font_file(600), 17)
    small = [
        (name, p.resize((width, round(p.height * width / p.width)), Image.Resampling.LANCZOS)) for name, p in pictures
    ]
    rows = [small[i : i + columns] for i in range(0, len(small), columns)]
    heights = [max(p.height for _, p in row) + 38 for row in rows]
    whole = Image.new("RGB", (columns * (width + 12) + 12, sum(heights) + 12), "#FFFFFF")
    pen, top = ImageDraw.Draw(whole), 6
    for row, height in zip(rows, heights, strict=True):
        for column, (name, one) in enumerate(row):
            left = 12 + column * (width + 12)
            pen.text((left, top + 6), name, fill="#16202B", font=font)
            whole.paste(one, (left, top + 30))
            pen.rectangle((left - 1, top + 29, left + one.width, top + 30 + one.height), outline="#8B949C")
        top += height
    path.parent.mkdir(parents=True, exist_ok=True)
    whole.save(path, "PNG", optimize=True)
    return path


def figures(folder: Path) -> Made:
    """Each size in each theme and language: a sheet per theme and language."""
    sheets = []
    for lang in ("en", "nl"):
        for theme in THEMES:
            marked = {"marking": "UNCLASSIFIED", "tlp": "AMBER+STRICT"} if theme in ("dark", "print") else {}
            sizes = [*SIZES, "1000x500"]
            shown = [
                (f"{size} {theme} {lang}", picture(LETTER, size=size, theme=theme, lang=lang, **marked))
                for size in sizes
            ]
            sheets.append(sheet(shown, folder / f"{theme}-{lang}.png"))
    return sheets, []


def layers(folder: Path) -> Made:
    """What only some scenes draw: choropleths, regions, events, coups, views, filters, nothing at all."""
    asked = {
        "HDI": f"{LETTER}&{EVERYTHING}&fill=HDI",
        "population": f"{LETTER}&{EVERYTHING}&fill=population",
        "engagements": f"{LETTER}&{EVERYTHING}&fill=engagements",
        "after the coup": "date=2023-08-10&layers=relief,groups,states,events,missions,embassies,places",
        "a view": f"{LETTER}&view=2.00,14.00,6.20&selection=country:NER",
        "later than known": "date=2024-08&known=2023-12-01",
        "not recorded": "date=2014-06",
        "EU, security": f"{LETTER}&instrument=security&framework=EU&known=2023-12-01",
        "nothing": f"{LETTER}&instrument=humanitarian&framework=US-led",
        "missions": f"{LETTER}&subject=mission",
        "one mission": f"{LETTER}&subject=mission&kind=mission&text=EUTM",
        "two countries": f"{LETTER}&country=BFA,NER",
    }
    shown = [(name, picture(query)) for name, query in asked.items()]
    return [sheet(shown, folder / "layers.png")], []


def stories(folder: Path) -> Made:
    """Each shipped story in both languages, a picture per scene, and a series as a contact sheet."""
    sheets = []
    for file in sorted((atlas().folder / "stories").glob("*.yaml")):
        for lang in ("en", "nl"):
            work = find_work(file.stem, atlas(), lang)
            shown = [(f"{i + 1}", picture(Work((item,)))) for i, item in enumerate(work.items)]
            sheets.append(sheet(shown, folder / f"{file.stem}-{lang}.png"))
    work = series(find_work(SERIES, atlas()), "quarter")
    target = folder / "series.png"
    export(work, atlas(), target, ExportOptions(), Extras(sheet=True))
    return [*sheets, target], []


def formats(folder: Path) -> Made:
    """One file of every drawn format, and what other programs make of each."""
    folder.mkdir(parents=True, exist_ok=True)
    one, many = find_work(LETTER, atlas()), series(find_work(SERIES, atlas()), "half_year")
    options, faults, shown = ExportOptions(marking="UNCLASSIFIED"), [], []
    for end in ("png", "svg", "pdf", "pptx", "tif", "gif"):
        target = folder / f"letter.{end}"
        export(many if end == "gif" else one, atlas(), target, options)
        try:
            shown.append((f"{end}, {target.stat().st_size / 1e6:.1f} MB", opened(target)))
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            faults.append(f"{target.name}: {str(error).splitlines()[0]}")
    export(one, atlas(), folder / "world.png", options, Extras(world=True))
    shown.append(("png with world file", Image.open(folder / "world.png").convert("RGB")))
    return [sheet(shown, folder / "formats.png")], faults


def opened(path: Path) -> Image.Image:
    """A file as the program of its format shows it: Chromium, poppler, LibreOffice, Pillow."""
    if path.suffix == ".pptx":
        soffice = needed("SOFFICE", "libreoffice-impress", "soffice", "libreoffice")
        command = [
            soffice,
            "--headless",
            "--convert-to",
            "pdf:impress_pdf_Export",
            "--outdir",
            str(path.parent / "office"),
        ]
        subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=240)
        path = path.parent / "office" / f"{path.stem}.pdf"
    if path.suffix == ".pdf":
        program = needed("PDFTOPPM", "poppler-utils", "pdftoppm")
        done = subprocess.run(
            [program, "-r", "110", "-png", "-f", "1", "-l", "1", str(path)], check=True, capture_output=True
        )
        return Image.open(io.BytesIO(done.stdout)).convert("RGB")
    if path.suffix == ".svg":
        return browsed(path)
    return Image.open(path).convert("RGB")


def browsed(path: Path) -> Image.Image:
    """An SVG in a real browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(path.resolve().as_uri())
        data = page.screenshot()
        browser.close()
    return Image.open(io.BytesIO(data)).convert("RGB")


def needed(variable: str, package: str, *names: str) -> str:
    """A program by its variable, its name, or as `scripts/need.sh` finds or installs it."""
    found = os.environ.get(variable) or next((p for name in names if (p := shutil.which(name))), None)
    return found or said("sh", "scripts/need.sh", package, *names)


def said(*command: str) -> str:
    """What a command prints."""
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def screens(folder: Path) -> Made:
    """Every screen and state of the page."""
    from gallery_screens import make as screenshots

    return screenshots(folder)


@dataclass(frozen=True)
class Chosen:
    """A picture of the committed selection: its file, its words, and what `atlas export` is asked for it."""

    name: str
    words: str
    what: str
    asked: dict[str, Any] = field(default_factory=dict)

    def command(self) -> str:
        """The command that writes this picture."""
        more = "".join(f" --{key} {quoted(str(value))}" for key, value in self.asked.items())
        return f".venv/bin/atlas export {quoted(self.what)} -o {self.name}.png{more}"


def quoted(text: str) -> str:
    """A word of a command line."""
    return text if text.replace("-", "").replace(".", "").isalnum() else f'"{text}"'


STOOD_STILL = "The letter: 7 engagements are suspended somewhere, most in security and migration"
CHOSEN = (
    Chosen("letter", "16:9, screen colours: the day of the letter.", LETTER),
    Chosen(
        "dark-dutch",
        "Dark, in Dutch, with a marking and a TLP label.",
        f"{LETTER}&known=2023-12-01",
        {"theme": "dark", "lang": "nl", "marking": "ONGERUBRICEERD", "tlp": "GREEN"},
    ),
    Chosen(
        "a4-portrait",
        "A4 upright, for print: the legend lies below the map.",
        LETTER,
        {"size": "a4-portrait", "theme": "print"},
    ),
    Chosen(
        "greyscale",
        "A4 on its side in greys; position and words carry what colour carried.",
        LETTER,
        {"size": "a4-landscape", "theme": "greyscale"},
    ),
    Chosen(
        "after-the-coup",
        "4:3, two weeks after the coup in Niger: coups and transitions below the names, events as pins.",
        "date=2023-08-10&layers=relief,groups,states,events,missions,embassies,places",
        {"size": "4:3"},
    ),
    Chosen(
        "missions",
        "Only missions and initiatives, which are never counted: a dot and words per country instead of wheels.",
        f"{LETTER}&subject=mission",
    ),
    Chosen(
        "choropleth",
        "A choropleth with its classes; what has no data is hatched.",
        f"{LETTER}&layers=relief,groups,indicators,places&fill=HDI",
    ),
    Chosen(
        "a-finding",
        "Square, a part of the map with one country selected and a title of one's own.",
        f"{LETTER}&known=2023-12-01&view=1.00,14.00,5.60&selection=country:NER",
        {"size": "square", "title": STOOD_STILL},
    ),
)


def docs(folder: Path) -> Made:
    """The committed selection in `docs/gallery` with its page; in 256 colours, to keep the checkout small."""
    DOCS.mkdir(parents=True, exist_ok=True)
    lines = [
        "# Gallery",
        "",
        "Made from the atlas's own data by `make gallery ARGS=docs`, and reduced to 256 colours and 1,200 pixels to",
        "keep the checkout small. `make gallery` renders every size, theme, language, story and format, and every",
        "screen of the page, onto contact sheets in `build/gallery`.",
    ]
    for one in CHOSEN:
        work = find_work(one.what, atlas(), one.asked.get("lang", ""))
        plate = plates(work, atlas(), ExportOptions(**one.asked), Job())[0]
        thumb(picture(work, **one.asked), [plate], DOCS / f"{one.name}.png")
        lines += ["", f"## {one.words}", "", f"![{one.words}]({one.name}.png)", "", "```sh", one.command(), "```"]
    work = series(find_work(SERIES, atlas()), "quarter")
    shown = plates(work, atlas(), ExportOptions(), Job())
    thumb(Image.open(io.BytesIO(contact_sheet(shown, Job()))).convert("RGB"), shown, DOCS / "series.png")
    words = "A range of dates as a contact sheet; `.gif` and `.mp4` make a film of the same."
    command = f'.venv/bin/atlas export "{SERIES}" -o series.png --series quarter --sheet'
    lines += [
        "",
        f"## {words}",
        "",
        "![A contact sheet with a picture per quarter](series.png)",
        "",
        "```sh",
        command,
        "```",
        "",
    ]
    (DOCS / "README.md").write_text("\n".join(lines), encoding="utf-8")
    return [DOCS / "README.md"], []


def thumb(whole: Image.Image, shown: Sequence[Plate], path: Path) -> None:
    """A picture small enough to be committed, in the colours that its plates are drawn in."""
    whole.thumbnail((1200, 1200), Image.Resampling.LANCZOS)
    palette = palette_of([whole], shown)
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)


MAKERS: dict[str, Callable[[Path], Made]] = {
    "figures": figures,
    "layers": layers,
    "stories": stories,
    "formats": formats,
    "screens": screens,
}
"""Name -> what makes those contact sheets, in a folder of that name."""


def run(names: Sequence[str]) -> Iterator[str]:
    """Make parts of the gallery; gives what went wrong."""
    for name in names:
        started = time.perf_counter()
        sheets, faults = (docs if name == "docs" else MAKERS[name])(OUT / name)
        for path in sheets:
            print(path.relative_to(ROOT))
        print(f"{name}: {time.perf_counter() - started:.0f} s", flush=True)
        yield from (f"{name}: {fault}" for fault in faults)


def main(asked: Sequence[str]) -> int:
    """Render the parts asked for, or all; 1 when something went wrong."""
    unknown = [name for name in asked if name not in (*MAKERS, "docs")]
    if unknown:
        print(f"expected parts out of {', '.join((*MAKERS, 'docs'))}, got {', '.join(unknown)}", file=sys.stderr)
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    faults = list(run(asked or tuple(MAKERS)))
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
