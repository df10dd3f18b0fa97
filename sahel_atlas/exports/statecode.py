"""State code: a scene in at most 200 characters that need no look-up anywhere.

The query string is packed with a dictionary of the words it is made of, written in base 57 (no characters that look
alike) and closed with a checksum. The first character names the version of the dictionary.
"""

from __future__ import annotations

import zlib

from geo.errors import AtlasError
from sahel_atlas.scenes.scene import Scene

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
PREFIX = "SEA1-"
LIMIT = 200
_LONGEST = 20_000
_DICTIONARY = (
    b"paragraph: context: route:central-mediterranean place: event: leg: site: &selection=country:engagement:"
    b"&theme=projector&theme=dark&lang=nl&fill=population&fill=HDI&fill=engagements&by=framework&by=instrument"
    b"&compare=swipe&compare=side&known2=&date2=&tab=route&tab=compare&tab=timeline&tab=table&layers=relief,regions,"
    b"groups,states,indicators,routes,embassies,missions,initiatives,events,places&text=&document=kst-29237-201"
    b"&confidence=general_knowledge,verified,stated_in_letter&decision=considered,intended,decided"
    b"&partner=&lead=NLD,EU,UN&channel=civil_society,central_government,regional_organisation,armed_forces"
    b"&status=exploring,planned,active,adapted,scaled_down,suspended,ended&framework=bilateral,EU,UN,US-led,regional"
    b"&goal=sustainable_development,geopolitics&kind=contribution,mission,programme,training,post,exercise"
    b"&group=coastal_named,bordering_sahel,eu_initiative,sahel&country=BFA,MLI,MRT,NER,TCD,BEN,CIV,GHA,NGA,SEN,TGO"
    b"&subject=NL,mission,context&instrument=diplomacy,security,migration,development,humanitarian"
    b"&view=-2.60,18.60,5.22&known=2023-12-01&to=2018-&date=2019-2020-2021-2022-2024-2023-12-01-07"
)


def encode(scene: Scene) -> str:
    """The state code of a scene.

    Raises
    ------
    geo.errors.AtlasError
        If the scene does not fit into the limit, which only a very long selection or text does.
    """
    query = scene.to_query().removeprefix("v=1").removeprefix("&").encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _DICTIONARY)
    body = packer.compress(query) + packer.flush()
    code = PREFIX + _text(body + _check(body))
    if len(code) > LIMIT:
        raise AtlasError(
            expected=f"a state of at most {LIMIT} characters",
            got=f"{len(code)}",
            do="select fewer things or filter by fewer words, or share the link",
            where="state code",
        )
    return code


def decode(code: str) -> Scene:
    """The scene of a state code; spaces and line breaks are ignored.

    Raises
    ------
    geo.errors.AtlasError
        If the text is no state code or a character was lost or changed.
    """
    text = "".join(code.split())
    body = _bytes(text.removeprefix(PREFIX)) if text.startswith(PREFIX) and len(text) <= LIMIT else b""
    if text.startswith(PREFIX) and len(text) > LIMIT:
        raise _no_code(f"a state code of at most {LIMIT} characters", f"{len(text)}")
    query = _unpacked(body[:-3]) if len(body) >= 3 and _check(body[:-3]) == body[-3:] else None
    if query is None:
        if text.startswith(PREFIX):
            raise _no_code("a whole state code", f"{text[:60]!r}, in which a character was lost, added or changed")
        raise _no_code(f"a state code that begins with {PREFIX}", repr(text[:60]))
    return Scene.from_query(f"v=1&{query}" if query else "v=1")


def _no_code(expected: str, got: str) -> AtlasError:
    do = "copy the whole code from the small print, every character counts"
    return AtlasError(expected=expected, got=got, do=do, where="state code")


def _unpacked(body: bytes) -> str | None:
    """The query string of a body; None when it was not packed like this, or would be longer than any scene."""
    unpacker = zlib.decompressobj(-15, _DICTIONARY)
    try:
        query = unpacker.decompress(body, _LONGEST)
    except zlib.error:
        return None
    return query.decode("utf-8", "replace") if unpacker.eof and not unpacker.unused_data else None


def _check(body: bytes) -> bytes:
    return zlib.crc32(PREFIX.encode() + body).to_bytes(4, "big")[:3]


def _text(raw: bytes) -> str:
    value = int.from_bytes(b"\x01" + raw, "big")
    digits = ""
    while value:
        value, digit = divmod(value, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits


def _bytes(text: str) -> bytes:
    value = 0
    for character in text:
        if character not in ALPHABET:
            return b""
        value = value * len(ALPHABET) + ALPHABET.index(character)
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return raw[1:] if raw[:1] == b"\x01" else b""
