"""The library without a screen: as-of queries and resolving a scene, beside a pandas filter over the same rows."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

from benchmarks.measure import Figure

QUESTIONS = 200


def measure() -> list[Figure]:
    """As-of and resolve, each over random dates with a fixed seed."""
    from layers.atlas import Atlas
    from sahel_atlas.scenes.resolve import resolve
    from sahel_atlas.scenes.scene import Scene

    atlas = Atlas.load()
    source = random.Random(7)
    days = [date(2012, 1, 1) + timedelta(source.randrange(4748)) for _ in range(QUESTIONS)]
    atlas.as_of(days[0])
    ask = [_ms(lambda d=d: atlas.as_of(d)) for d in days]
    work = [_ms(lambda d=d: resolve(Scene(date=d.isoformat()), atlas)) for d in days]
    return [
        Figure(
            "as-of query in Python",
            tuple(ask),
            "ms",
            "<= 5 ms",
            {"pandas, filter and last": tuple(_pandas(atlas, days))},
        ),
        Figure("resolve a scene", tuple(work), "ms"),
    ]


def _ms(job) -> float:  # type: ignore[no-untyped-def]
    started = time.perf_counter()
    job()
    return (time.perf_counter() - started) * 1000


def _pandas(atlas, days):  # type: ignore[no-untyped-def]
    """What an analyst would write in a notebook: rows that have begun, the last one of each engagement and country."""
    import pandas as pd

    rows = pd.DataFrame(
        [
            {
                "engagement": c.engagement_id,
                "country": c.country,
                "start": pd.Timestamp(x.start),
                "status": x.period.status,
            }
            for c in atlas.clock()
            for x in c.links
        ]
    ).sort_values("start")
    for day in days:
        yield _ms(lambda d=day: rows[rows["start"] <= pd.Timestamp(d)].groupby(["engagement", "country"]).tail(1))
