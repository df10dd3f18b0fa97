"""What every test may use: the checkout, the loaded atlas, the material beside the checkout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: they are slow, and Playwright leaves an event loop behind in this thread."""
    for item in items:
        if "browser" in item.path.relative_to(ROOT).parts:
            item.add_marker(pytest.mark.browser)
            # On a busy machine a page may come too late; what fails twice is wrong, and the summary names each.
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


# How long one example takes says how busy the machine is, not whether the code is right.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember how the test itself went, so that a fixture can act on it when it closes."""
    report: Any = yield
    setattr(item, f"report_{report.when}", report)
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def atlas() -> Any:
    """The atlas on its own tables, loaded once; a test must not change it."""
    from layers.atlas import Atlas

    return Atlas.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The research material that stands beside some checkouts; without it the test skips and says so."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the research material, which does not stand beside this checkout")
    return folder
