"""Bounds in degrees, always west, south, east, north."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.errors import AtlasError


@dataclass(frozen=True)
class Bounds:
    """A box in degrees; it does not cross the date line.

    Raises
    ------
    AtlasError
        If west is not west of east, south not south of north, or a value lies off the earth.

    Examples
    --------
    >>> Bounds(-20, 0, 30, 48).contains(2.1, 13.5)
    True
    """

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        if not (-180 <= self.west < self.east <= 180 and -90 <= self.south < self.north <= 90):
            raise AtlasError(
                expected="west < east within 180 and south < north within 90 degrees",
                got=f"{self.west}, {self.south}, {self.east}, {self.north}",
                do="give bounds as west, south, east, north",
            )

    def __iter__(self) -> Iterator[float]:
        return iter((self.west, self.south, self.east, self.north))

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the box as (lon, lat)."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def contains(self, lon: float, lat: float) -> bool:
        """Whether a point lies in the box or on its edge.

        Parameters
        ----------
        lon, lat : float
            Degrees.
        """
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def union(self, other: Bounds) -> Bounds:
        """The smallest box around both.

        Examples
        --------
        >>> Bounds(0, 0, 1, 1).union(Bounds(3, -1, 4, 0))
        Bounds(west=0, south=-1, east=4, north=1)
        """
        return Bounds(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )

    def grown(self, degrees: float) -> Bounds:
        """The box with a margin, cut at the edges of the earth.

        Examples
        --------
        >>> Bounds(170, 80, 179, 89).grown(5)
        Bounds(west=165, south=75, east=180, north=90)
        """
        return Bounds(
            max(-180, self.west - degrees),
            max(-90, self.south - degrees),
            min(180, self.east + degrees),
            min(90, self.north + degrees),
        )
