"""Writes JPEGs of every kind that phones, cameras and printers make to a folder, and beside each the pixels that Pillow reads in it."""

import struct
import sys
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

folder = Path(sys.argv[1])
WIDTH, HEIGHT = 32, 16
# Blocks of one color each: what differs between decoders is rounding, not the smoothing of edges.
COLORS = ((220, 30, 30), (30, 180, 40), (40, 60, 210), (240, 220, 20), (255, 255, 255), (0, 0, 0), (128, 128, 128), (90, 20, 120))
photo = Image.new("RGB", (WIDTH, HEIGHT))
photo.putdata([COLORS[(x // 16 + 2 * (y // 16) + (3 if x >= 16 else 0)) % 8] for y in range(HEIGHT) for x in range(WIDTH)])


def keep(name, data):
    path = folder / f"{name}.jpg"
    path.write_bytes(data)
    with Image.open(path) as image:
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    (folder / f"{name}.rgba").write_bytes(struct.pack(">II", *upright.size) + upright.tobytes())


def save(name, image=photo, **options):
    path = folder / f"{name}.jpg"
    image.save(path, **{"quality": 95, **options})
    keep(name, path.read_bytes())
    return path.read_bytes()


def orient(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


for sampling, name in ((0, "444"), (1, "422"), (2, "420")):
    save(f"baseline-{name}", subsampling=sampling)
    save(f"progressive-{name}", subsampling=sampling, progressive=True)
save("gray", photo.convert("L"))
save("gray-progressive", photo.convert("L"), progressive=True)
save("optimized", optimize=True)
save("restart-blocks", restart_marker_blocks=1)
save("restart-rows", restart_marker_rows=1)
save("rgb", keep_rgb=True)
save("comment", comment=b"made by nobody")
save("resolution", dpi=(300, 300))
save("profile", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
save("pixel", photo.crop((0, 0, 1, 1)))
save("odd", photo.crop((0, 0, 13, 7)))
for orientation in range(1, 9):
    save(f"exif-{orientation}", exif=orient(orientation))
save("exif-6-progressive", exif=orient(6), progressive=True)
plain = save("plain")
(folder / "plain.jpg").unlink()
keep("zeros-behind", plain + bytes(300))
keep("film-behind", plain + b"\0\0\0\x18ftypmp42" + bytes(range(1, 255)) * 8)
keep("picture-behind", plain + plain)
tables = plain.index(b"\xff\xdb")
keep("fill-bytes", plain[:tables] + b"\xff\xff\xff" + plain[tables:])
length = struct.unpack(">H", plain[4:6])[0]
keep("without-jfif", plain[:2] + plain[4 + length :])
