"""Stories: scenes in an order, each with a caption, notes, citations and the rows that the caption rests on.

A story is a YAML file in `data/stories/` or in a folder of one's own. It is read strictly, every fault with its line;
its captions are told from the tables, and what they claim is checked against them (`story_check`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import FileFault
from geo.plainfile import unfit
from sahel_atlas.records.filters import FACET
from sahel_atlas.scenes.scene import Scene
from sahel_atlas.scenes.stories.check import checked_story
from sahel_atlas.scenes.stories.reader import LISTS, Reader
from sahel_atlas.scenes.stories.types import PARTS, Story, StoryScene
from sahel_atlas.scenes.stories.yaml_form import SIZE_LIMIT, StoryFault, StoryFaults, read_tree

if TYPE_CHECKING:
    from layers.atlas import Atlas


class NoStoryError(FileFault):
    """No story has this name, and it is not the path of a story file."""


def read_story(path: Path | str, atlas: Atlas) -> Story:
    """Read and check one story file.

    Raises
    ------
    FileFault
        If the file cannot be read.
    StoryFaults
        Every fault, as ``file:line: expected …, got …, do …``.
    """
    return parse_story(_text(Path(path)), Path(path).name, atlas)


def _text(path: Path) -> str:
    try:
        if wrong := unfit(path, SIZE_LIMIT):
            raise OSError(wrong)
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileFault(
            expected="a story in UTF-8 text", got=str(error), do="give the path of a .yaml file", where=str(path)
        ) from error


def try_story(name: str, atlas: Atlas, folders: Iterable[Path] = ()) -> tuple[Story | None, tuple[StoryFault, ...]]:
    """A story as far as it can be read, and all its faults; None when a scene cannot be read at all.

    Raises
    ------
    NoStoryError
        If there is no such story; the message lists the names.
    """
    path = story_path(name, atlas, folders)
    try:
        story, faults = _read(_text(path), path.name, atlas)
    except StoryFaults as error:
        return None, error.faults
    return story, tuple(sorted(faults))


def find_story(name: str, atlas: Atlas, folders: Iterable[Path] = ()) -> Story:
    """A story by the name of a shipped one, or by the path of a YAML file.

    Raises
    ------
    NoStoryError
        If there is none; the message lists the names.
    """
    return read_story(story_path(name, atlas, folders), atlas)


def story_path(name: str, atlas: Atlas, folders: Iterable[Path] = ()) -> Path:
    """The file of a story, by the name of a shipped one or by its path.

    Raises
    ------
    NoStoryError
        If there is none; the message lists the names.
    """
    if name.endswith((".yaml", ".yml")) or Path(name).is_file():
        return Path(name)
    files = story_files((atlas.folder / "stories", *folders))
    for path in files:
        if path.stem == name:
            return path
    known = ", ".join(path.stem for path in files) or "none"
    raise NoStoryError(expected=f"a story: {known}", got=repr(name), do="give one of these or the path of a YAML file")


def story_files(folders: Iterable[Path]) -> list[Path]:
    """The story files of some folders, in order of folder and name.

    Raises
    ------
    FileFault
        If a folder does not exist.
    """
    files = []
    for folder in folders:
        if not folder.is_dir():
            raise FileFault(expected="a folder with stories", got=str(folder), do="name a folder that exists")
        files += sorted(p for p in folder.iterdir() if p.suffix in (".yaml", ".yml"))
    return files


def read_stories(atlas: Atlas, folders: Iterable[Path] = ()) -> tuple[tuple[Story, ...], tuple[StoryFault, ...]]:
    """All stories of the data folder and of further folders by title; a bad file is left out, its faults are told."""
    own = atlas.folder / "stories"
    stories, faults = list[Story](), list[StoryFault]()
    for path in story_files((*([own] if own.is_dir() else []), *folders)):
        try:
            stories.append(read_story(path, atlas))
        except StoryFaults as error:
            faults += error.faults
        except FileFault as error:
            faults.append(StoryFault(path.name, 1, error.expected, error.got, error.do))
    return tuple(sorted(stories, key=lambda s: s.title.en.casefold())), tuple(faults)


def parse_story(text: str, file: str, atlas: Atlas) -> Story:
    """A story from YAML text; see `docs/decisions/0011-stories-and-the-presenter.md` for its keys.

    Raises
    ------
    StoryFaults
        Every fault at once.
    """
    story, faults = _read(text, file, atlas)
    if faults or story is None:
        raise StoryFaults(faults)
    return story


def _read(text: str, file: str, atlas: Atlas) -> tuple[Story | None, list[StoryFault]]:
    """What could be read, with the faults of the text, and those of the facts in scenes whose text has none."""
    reader = Reader(file, atlas)
    story = reader.story(read_tree(text, file))
    if story is None:
        return None, reader.faults
    story, faults = checked_story(story, atlas, reader.broken)
    return story, reader.faults + faults


def to_yaml(story: Story) -> str:
    """The story as YAML text, in the order of its keys; reading it back gives the same story."""
    import yaml

    scenes = [_plain_scene(scene) for scene in story.scenes]
    top = {"id": story.id, "title": story.title.to_dict(), "scenes": scenes}
    return str(yaml.safe_dump(top, allow_unicode=True, sort_keys=False, width=100))


def _plain_scene(scene: StoryScene) -> dict[str, Any]:
    """The keys of a scene that differ from the default, as lists and text."""
    flat, default = scene.scene.to_dict(), Scene().to_dict()
    changed = {key: value for key, value in flat.items() if value != default[key]}
    plain: dict[str, Any] = {"name": scene.name, "date": flat["date"]}
    plain |= {key: changed[key] for key in PARTS if key in changed and key != "date"}
    asked = {key: changed[key] for key in FACET if key in changed}
    if asked:
        plain["filter"] = asked
    plain["caption"] = scene.written.caption.to_dict()
    if scene.written.notes.en or scene.written.notes.nl:
        plain["notes"] = scene.written.notes.to_dict()
    for key in LISTS:
        lines = [str(x) for x in getattr(scene, key)]
        if lines:
            plain[key] = lines
    return plain
