import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

interface ReadImage {
  readonly width: number;
  readonly height: number;
  readonly kind: number;
  readonly data: Uint8Array;
}

/**
 * Red, green, blue and alpha of each pixel of the picture on the first page, as a reader sees them that has
 * nothing in common with what wrote it.
 */
export async function readPixels(bytes: Uint8Array): Promise<readonly (readonly number[])[]> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0, isOffscreenCanvasSupported: false });
  const page = await (await task.promise).getPage(1);
  const { argsArray } = await page.getOperatorList();
  const name = (argsArray as unknown[][])
    .flatMap((args) => args ?? [])
    .find((each) => /^img_/.test(String(each)));
  const image = await new Promise<ReadImage>((resolve) => {
    page.objs.get(String(name), resolve);
  });
  await task.destroy();
  return Array.from({ length: image.width * image.height }, (_, index) => readPixel(image, index));
}

function readPixel({ kind, data, width }: ReadImage, index: number): readonly number[] {
  if (kind === 3) return [...data.subarray(index * 4, index * 4 + 4)];
  if (kind === 2) return [...data.subarray(index * 3, index * 3 + 3), 255];
  const column = index % width;
  const byte = data[Math.floor(index / width) * Math.ceil(width / 8) + (column >> 3)]!;
  const gray = (byte >> (7 - (column & 7))) & 1 ? 255 : 0;
  return [gray, gray, gray, 255];
}
