"""The other JSON that the page reads and sends: answers of the server, the first scene, exports, one-file briefings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, NotRequired, TypedDict

from sahel_atlas.contract.geography import Ground, Labels, Shapes
from sahel_atlas.contract.kinds import LayerId, Status
from sahel_atlas.contract.types import Payload, SceneParts

WordPair = Annotated[tuple[str, ...], "A text in each language, in the order of `languages()`: English, Dutch"]
WordGroups = Mapping[str, WordPair]


class Said(TypedDict):
    """A text in both languages."""

    en: str
    nl: str


class Fill(TypedDict):
    """A choropleth: values by year and country, and the upper bounds of its classes."""

    unit: str
    values: Mapping[int, Mapping[str, float]]
    breaks: tuple[float, ...]
    source: str


Fills = Mapping[str, Fill]


class DroppedPart(TypedDict):
    """A part of a link that could not be used."""

    key: str
    value: Annotated[str, "As it stood in the link, cut"]
    kind: Annotated[str, "Which sentence tells the fault: `drop.KIND`"]
    valid: Annotated[tuple[str, ...], "Values that would do"]


class SceneAnswer(TypedDict):
    """`/api/scene`: a link as read."""

    scene: SceneParts
    dropped: list[DroppedPart]


class PageMarking(TypedDict):
    """The marking of the page and what may be chosen."""

    text: str
    tlp: str
    chosen: Annotated[bool, "Whether the link names it"]
    required: Annotated[bool, "Whether nothing leaves without one"]
    labels: Annotated[list[tuple[str, str]], "TLP labels with their colours"]


class First(TypedDict):
    """`atlas-first`: what stands in the page when it opens."""

    scene: SceneParts
    dropped: list[DroppedPart]
    marking: PageMarking
    data: Annotated[str, "Address of the payload"]
    words: Annotated[str, "Address of the words"]
    tag: Annotated[str, "Tag of the files of the ground"]


class Found(TypedDict):
    """An answer of `/api/search`."""

    ref: Annotated[str, "`kind:id`, as a selection holds it"]
    en: str
    nl: str
    hint_en: str
    hint_nl: str
    lon: Annotated[float | None, "Degrees"]
    lat: Annotated[float | None, "Degrees"]
    weight: int


class RestLine(TypedDict):
    """A row that a caption rests on, as a line of the notes."""

    status: Status
    en: str
    nl: str


class Written(TypedDict):
    """Texts of a scene as they were written."""

    caption: Said
    notes: Said


class StoryScene(TypedDict):
    """A scene of a story with its texts as they are told."""

    name: str
    scene: SceneParts
    caption: Said
    notes: Said
    written: NotRequired[Annotated[Written, "As written; not in a briefing of one file"]]
    citations: list[str]
    rests_on: list[str]
    claims: list[str]
    rests: list[RestLine]
    source: Said
    clock: Said
    documented: Annotated[Said, "Empty where nothing is first documented"]


class Story(TypedDict):
    """A story as the page holds it."""

    id: str
    title: Said
    scenes: list[StoryScene]


class Stories(TypedDict):
    """`/data/stories.json`."""

    stories: list[Story]
    faults: Annotated[list[str], "Stories that cannot be read, a sentence each"]


class StoryAnswer(TypedDict, total=False):
    """`/api/story`: the story that was read, or every fault of it."""

    story: Story
    faults: list[str]


class GapRow(TypedDict):
    """Something that is not known."""

    kind: str
    kind_en: str
    kind_nl: str
    name_en: str
    name_nl: str
    said_en: str
    said_nl: str
    engagements: list[str]
    countries: list[str]
    instruments: list[str]
    ref: Annotated[str, "`kind:id` that its dossier opens with"]
    key: str
    marking: NotRequired[str]
    columns: Annotated[Mapping[str, list[str]], "Grouping -> the columns that count it"]


class UnknownAnswer(TypedDict):
    """`/api/unknown`: what is not known to a scene, counted and listed."""

    marking: NotRequired[str]
    metadata: Mapping[str, str]
    kinds: Annotated[Mapping[str, Said], "Kind of gap -> its name"]
    columns: Annotated[Mapping[str, Mapping[str, Said]], "Grouping -> column -> its name"]
    counts: Annotated[Mapping[str, Mapping[str, Mapping[str, int]]], "Grouping -> kind -> column; empty for all"]
    rows: list[GapRow]


class SentenceAnswer(TypedDict):
    """`/api/sentence`: the map in words."""

    sentence: Said
    title: Said


class ShareAnswer(TypedDict):
    """`/api/share`: the question of a scene for a shell and for Python."""

    command: str
    python: str


class LetterAnswer(TypedDict):
    """`/api/paragraph` without a question: whether this server has a copy of the letter."""

    letter: bool


class ParagraphAnswer(TypedDict):
    """`/api/paragraph`: a paragraph of the letter."""

    section: str
    paragraph: str
    text: str
    altered: Annotated[bool, "Whether its words differ from the letter's"]


class Refusal(TypedDict):
    """What was refused, with HTTP status 400 or more."""

    error: Annotated[str, "Expected, got, do: one sentence"]
    where: NotRequired[Annotated[str, "The field that it is about"]]


class Health(TypedDict):
    """`/health`."""

    status: Literal["ok"]
    version: str
    data: Annotated[str, "Tag of payload, words and theme"]
    tables: Annotated[Mapping[str, int], "Rows of each table"]


class ExportAsk(TypedDict, total=False):
    """What the dialog sends; what is left out has its default."""

    query: Annotated[str, "The scene as a link"]
    story: Annotated[str, "Id of a story; empty for the scene"]
    format: str
    size: str
    theme: str
    lang: str
    title: str
    marking: str
    tlp: str
    to: Annotated[str, "Last month of a series"]
    series: Annotated[str, "Step of a series"]
    notes: bool
    citations: bool
    cover: bool
    dpi: int
    screen: Annotated[list[float] | None, "Width and height of the map, pixels"]


class ExportReview(TypedDict):
    """`/api/export/review`: what goes along, before it is made."""

    name: str
    pages: int
    compared: bool
    titles: list[str]
    title: str
    sentence: str
    date: str
    known: str
    rows: int
    hidden: Annotated[int, "Engagements that the filter leaves out"]
    layers: list[LayerId]
    sources: int
    notes: int
    citations: int
    carries: list[str]
    switches: list[str]
    pixels: str
    band: str
    way: Annotated[str, "How the file carries a marking"]
    required: NotRequired[bool]
    refused: NotRequired[Annotated[str, "Why it would be refused now; empty where it would not"]]


Course = Literal["queued", "running", "done", "failed", "cancelled"]


class ExportState(TypedDict):
    """`/api/export/ID`: the course of an export."""

    id: str
    name: str
    error: str
    where: str
    size: Annotated[int, "Bytes"]
    state: Course
    share: Annotated[float, "0 to 1"]
    step: str


class FileMarking(TypedDict):
    """The marking of a briefing."""

    text: str
    tlp: str


class LayerInside(TypedDict):
    """A layer with a style as a briefing carries it: what the server sends at `data/layer/ID.bin` and `.json`."""

    bin: Annotated[str, "The packed arrays in base 64"]
    rows: Annotated[dict[str, list[str | float | None]], "What is read of each row, by columns"]


class BriefingData(TypedDict):
    """What stands in a briefing of one file, an element `file-NAME` each."""

    payload: Payload
    words: WordGroups
    base: Annotated[Mapping[str, Shapes | Ground | Labels], "File of the ground -> what stands in it"]
    layers: Annotated[dict[str, LayerInside], "Layers with a style that some scene has on, by id"]
    story: Story
    first: Annotated[SceneParts, "The scene that it opens with"]
    marking: NotRequired[FileMarking]
