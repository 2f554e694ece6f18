"""Writes PNGs of every kind to a folder, and beside each the red, green, blue and alpha that Pillow reads in it.

Pillow writes those that it can write; interlaced ones, and grays of 2 and 4 bits, it only reads.
"""

import struct
import sys
import zlib
from pathlib import Path

from PIL import Image

folder = Path(sys.argv[1])
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def sample(x, y, channel, depth):
    # Areas of one value each, so that a picture that is moved or mixed up shows.
    return ((x // 3) * 5 + (y // 2) * 7 + channel * 3 + (x * y) // 11) % (1 << depth) if depth <= 8 else (
        (x * 1999 + y * 7919 + channel * 20011) % 65536
    )


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def encode(width, height, kind, depth, interlaced, key):
    colors = 1 << min(depth, 8)
    rows = b""
    for left, top, step_x, step_y in ADAM7 if interlaced else ((0, 0, 1, 1),):
        columns = range(left, width, step_x)
        if len(columns) == 0:
            continue
        for y in range(top, height, step_y):
            bits = "".join(
                format(sample(x, y, c, depth), f"0{depth}b") for x in columns for c in range(CHANNELS[kind])
            )
            bits += "0" * (-len(bits) % 8)
            rows += b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    chunks = [chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, int(interlaced)))]
    if kind == 3:
        chunks.append(chunk(b"PLTE", bytes((i * 83 + c * 47) % 256 for i in range(colors) for c in range(3))))
    if key and kind == 3:
        chunks.append(chunk(b"tRNS", bytes((0, 90, 255, 30))[:colors]))
    elif key:
        chunks.append(chunk(b"tRNS", b"".join(struct.pack(">H", sample(0, 0, c, depth)) for c in range(CHANNELS[kind]))))
    half = len(packed := zlib.compress(rows)) // 2
    chunks += [chunk(b"IDAT", packed[:half]), chunk(b"IDAT", packed[half:]), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def keep(name):
    image = Image.open(folder / f"{name}.png")
    if image.mode.startswith("I"):
        # Pillow cuts off what is above 255 when it makes bytes of 16 bits.
        data = image.tobytes()
        order = "<" if image.mode.endswith("16") else "<"
        size = len(data) // (image.width * image.height)
        values = struct.unpack(f"{order}{image.width * image.height}{'H' if size == 2 else 'i'}", data)
        pixels = b"".join(bytes((v >> 8,) * 3 + (255,)) for v in values)
    else:
        pixels = image.convert("RGBA").tobytes()
    (folder / f"{name}.rgba").write_bytes(struct.pack(">II", image.width, image.height) + pixels)


for kind, depths in DEPTHS.items():
    for depth in depths:
        for interlaced in (False, True):
            # Pillow has no transparent color of 16 bits.
            for key in (False, True) if kind in (0, 2, 3) and depth <= 8 else (False,):
                for width, height in ((33, 17), (1, 1), (2, 3), (5, 9), (7, 4), (8, 8)) if interlaced else ((33, 17),):
                    name = f"k{kind}d{depth}{'i' if interlaced else 'n'}{'t' if key else ''}-{width}x{height}"
                    (folder / f"{name}.png").write_bytes(encode(width, height, kind, depth, interlaced, key))
                    keep(name)

base = Image.new("RGBA", (33, 17))
base.putdata([((x * 7) % 256, (y * 15) % 256, (x * y) % 256, 255 - x * 7) for y in range(17) for x in range(33)])
for mode in ("1", "L", "LA", "RGB", "RGBA", "I;16"):
    name = f"pillow-{mode.replace(';', '')}"
    gray = base.convert("L")
    image = gray.point(lambda v: v * 257, "I").convert("I;16") if mode == "I;16" else base.convert(mode)
    image.save(folder / f"{name}.png")
    keep(name)
for bits in (1, 2, 4, 8):
    image = base.convert("RGB").quantize(1 << bits)
    image.save(folder / f"pillow-P{bits}.png", bits=bits)
    image.save(folder / f"pillow-P{bits}t.png", bits=bits, transparency=0)
    keep(f"pillow-P{bits}")
    keep(f"pillow-P{bits}t")
base.convert("RGB").save(folder / "pillow-RGBt.png", transparency=base.convert("RGB").getpixel((4, 4)))
keep("pillow-RGBt")
