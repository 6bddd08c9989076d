"""What a picture looks like: the grey of each pixel, and a colour as seen without red or green."""

import zlib

Linear = tuple[float, float, float]  # red, green, blue, 0–1, in linear light

# Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1.0
SEEN_BY = {
    "protanope": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranope": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}


def linear(colour: str) -> Linear:
    """#rrggbb in linear light. Source: IEC 61966-2-1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def seen(colour: Linear, by: str) -> Linear:
    """The colour as a person without red (protanope) or green (deuteranope) sees it."""
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, colour, strict=True)))) for row in SEEN_BY[by])
    return red, green, blue


def luminance(colour: Linear) -> float:
    """0 is black, 1 white: what is left of a colour in grey. Source: WCAG 2.2, relative luminance."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def contrast(one: Linear, other: Linear) -> float:
    """From 1 (the same) to 21. Source: WCAG 2.2, contrast ratio."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def grey(png: bytes) -> list[list[int]]:
    """The rows of an eight-bit RGBA picture, 0 black to 255 white. Source: the PNG specification, filters of section 9."""
    width, data, at = int.from_bytes(png[16:20]), b"", 8
    while at < len(png):
        length, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    raw, stride = zlib.decompress(data), width * 4
    rows, above = [], bytes(stride)
    for start in range(0, len(raw), stride + 1):
        above = _unfiltered(raw[start], raw[start + 1 : start + 1 + stride], above)
        rows.append([(2 * above[x] + 7 * above[x + 1] + above[x + 2]) // 10 for x in range(0, stride, 4)])
    return rows


def _unfiltered(kind: int, row: bytes, above: bytes) -> bytes:
    done = bytearray(row)
    for x in range(len(row)):
        left, corner = (done[x - 4], above[x - 4]) if x >= 4 else (0, 0)
        guess = (0, left, above[x], (left + above[x]) // 2, _paeth(left, above[x], corner))[kind]
        done[x] = (row[x] + guess) % 256
    return bytes(done)


def _paeth(left: int, up: int, corner: int) -> int:
    near = left + up - corner
    return min((left, up, corner), key=lambda each: abs(near - each))
