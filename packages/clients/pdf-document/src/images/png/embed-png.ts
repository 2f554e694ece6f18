import type { PdfReference } from '../../pdf/pdfkit-document.ts';
import { LIMITS } from '../../definition/limits.ts';
import type { PdfFile } from '../../pdf/pdf-file.ts';
import { createPlane, type Plane } from './fold-plane.ts';
import { CHANNELS, PictureProblem, type PngFile, type PngHeader } from './read-png.ts';
import { type Pass, type PngLine, unfoldLines } from './unfold-lines.ts';
import { createUnpack } from './unpack-samples.ts';

/**
 * Puts a PNG into the document, in memory that does not grow with its pixels. One without transparency goes
 * in as it is, once all of it has been seen.
 * @throws PictureProblem
 */
export async function embedPng(png: PngFile, file: PdfFile): Promise<PdfReference> {
  const { header, transparency } = png;
  if (header.kind.endsWith('alpha') || transparency !== undefined || header.isInterlaced)
    return embedUnfolded(png, file);
  await unfoldLines(png, { onLine: () => undefined });
  const { depth, kind } = header;
  const image = openImage(png, { file, depth, channels: CHANNELS[kind] });
  image.end(Buffer.concat(png.data));
  return image;
}

async function embedUnfolded(png: PngFile, file: PdfFile): Promise<PdfReference> {
  const { header, transparency } = png;
  const { width: columns, kind, isInterlaced } = header;
  const channels = kind.startsWith('rgb') ? 3 : 1;
  const colors = createPlane({ columns, channels });
  const alpha =
    kind.endsWith('alpha') || transparency !== undefined ? createPlane({ columns, channels: 1 }) : undefined;
  const planes = alpha === undefined ? [colors] : [colors, alpha];
  const line = { colors: new Uint8Array(columns * channels), alpha: new Uint8Array(columns) };
  const unpack = createUnpack(png);
  const settle = async (): Promise<void> => {
    for (const plane of planes) await plane.settle();
  };
  if (isInterlaced) await unfoldInterlaced(png, { channels, colors, alpha, settle });
  else
    await unfoldLines(png, {
      onLine({ samples, filter }) {
        unpack(samples, columns, line);
        colors.add(line.colors, filter);
        alpha?.add(line.alpha, filter);
      },
      onStep: settle,
    });
  const image = openImage(png, { file, depth: 8, channels });
  if (alpha !== undefined) {
    const mask = openMask(header, file);
    mask.end(await alpha.end());
    image.data['SMask'] = mask;
  }
  image.end(await colors.end());
  return image;
}

interface Target {
  readonly channels: 1 | 3;
  readonly colors: Plane;
  readonly alpha: Plane | undefined;
  readonly settle: () => Promise<void>;
}

/** The lines come in seven passes: all pixels have to be there before the first line is whole. */
async function unfoldInterlaced(png: PngFile, { channels, colors, alpha, settle }: Target): Promise<void> {
  const { width, height } = png.header;
  const bytes = width * height * (channels + 1);
  if (bytes > LIMITS.interlacedBytes)
    throw new PictureProblem(
      `it has ${width} x ${height} pixels, more than an interlaced PNG may have; save it without interlacing`,
    );
  const all = { colors: new Uint8Array(width * height * channels), alpha: new Uint8Array(width * height) };
  const line = { colors: new Uint8Array(width * channels), alpha: new Uint8Array(width) };
  const unpack = createUnpack(png);
  const place = (pass: Pass, row: number): void => {
    const top = (pass.top + row * pass.stepY) * width;
    for (let column = 0; column < pass.columns; column += 1) {
      const at = top + pass.left + column * pass.stepX;
      all.alpha[at] = line.alpha[column] ?? 0;
      for (let channel = 0; channel < channels; channel += 1)
        all.colors[at * channels + channel] = line.colors[column * channels + channel] ?? 0;
    }
  };
  await unfoldLines(png, {
    onLine({ samples, pass, row }: PngLine) {
      unpack(samples, pass.columns, line);
      place(pass, row);
    },
  });
  const SUB = 1;
  for (let row = 0; row < height; row += 1) {
    colors.add(all.colors.subarray(row * width * channels, (row + 1) * width * channels), SUB);
    alpha?.add(all.alpha.subarray(row * width, (row + 1) * width), SUB);
    if (row % 256 === 0) await settle();
  }
}

interface ImageOptions {
  readonly file: PdfFile;
  readonly depth: number;
  readonly channels: number;
}

const predictLines = ({ width, height }: PngHeader, depth: number, channels: number) => ({
  Type: 'XObject',
  Subtype: 'Image',
  BitsPerComponent: depth,
  Width: width,
  Height: height,
  Filter: 'FlateDecode',
  DecodeParms: { Predictor: 15, Colors: channels, BitsPerComponent: depth, Columns: width },
});

function openImage(
  { header, palette }: PngFile,
  { file: { document }, depth, channels }: ImageOptions,
): PdfReference {
  if (palette === undefined)
    return document.ref({
      ...predictLines(header, depth, channels),
      ColorSpace: channels === 1 ? 'DeviceGray' : 'DeviceRGB',
    });
  const table = document.ref();
  table.end(palette);
  return document.ref({
    ...predictLines(header, depth, channels),
    ColorSpace: ['Indexed', 'DeviceRGB', palette.byteLength / 3 - 1, table],
  });
}

const openMask = (header: PngHeader, { document }: PdfFile): PdfReference =>
  document.ref({ ...predictLines(header, 8, 1), ColorSpace: 'DeviceGray' });
