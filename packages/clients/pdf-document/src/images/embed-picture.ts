import type { Picture } from '../layout/layout-context.ts';
import { listResources } from '../pdf/page-canvas.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { isJpeg, readJpeg } from './read-jpeg.ts';
import { isSvg } from './check-svg.ts';
import { embedSvg } from './embed-svg.ts';
import { embedPng } from './png/embed-png.ts';
import { nameFormat } from './name-format.ts';
import type { SvgFonts } from './svg/drawing.ts';
import { POINTS_PER_PIXEL } from './points-per-pixel.ts';
import { isPng, PictureProblem, readPng } from './png/read-png.ts';
import { imageError } from '../pdf-error.ts';

export interface EmbedOptions {
  readonly file: PdfFile;
  /** Of the document in the input. */
  readonly path: string;
  /** PDF/A. */
  readonly isArchived: boolean;
  /** For texts in drawings: faces in the order in which they are asked for a glyph. */
  readonly chain: SvgFonts['chain'];
  readonly text: SvgFonts['text'];
  /** Of this one in the document. */
  readonly number: number;
  /** Counts what all pictures together have. @throws PdfError `too-large` */
  readonly spendPixels: (pixels: number) => void;
}

/**
 * Puts a picture into the document, once however often it is drawn.
 * @throws PdfError `image`
 */
export async function embedPicture(bytes: Uint8Array, options: EmbedOptions): Promise<Picture> {
  if (isPng(bytes)) return embedPngPixels(bytes, options);
  if (isJpeg(bytes)) return embedJpeg(bytes, options);
  if (isSvg(bytes)) return embedSvg(bytes, options);
  const format = nameFormat(bytes);
  const other = format === undefined ? '' : `, but ${format}; save it as one of them`;
  throw imageError(options.path, `it is neither PNG nor JPEG nor SVG${other}`);
}

async function embedPngPixels(
  bytes: Uint8Array,
  { file, path, number, spendPixels }: EmbedOptions,
): Promise<Picture> {
  try {
    const png = readPng(bytes);
    const { width, height } = png.header;
    spendPixels(width * height);
    const image = await embedPng(png, file);
    const name = `P${number}`;
    listResources(file).xobjects[name] = image;
    return {
      name,
      objectId: image.id,
      orientation: 1,
      width: width * POINTS_PER_PIXEL,
      height: height * POINTS_PER_PIXEL,
    };
  } catch (cause) {
    throw cause instanceof PictureProblem ? imageError(path, cause.message) : cause;
  }
}

function embedJpeg(bytes: Uint8Array, { file, path, isArchived }: EmbedOptions): Picture {
  const { document } = file;
  try {
    const image = document.openImage(readJpeg(bytes, { isArchived }));
    image.embed(document);
    if (image.obj === null) throw new Error('it is damaged');
    listResources(file).xobjects[image.label] = image.obj;
    const size = { width: image.width * POINTS_PER_PIXEL, height: image.height * POINTS_PER_PIXEL };
    const { orientation = 1 } = image;
    const isTurned = orientation > 4;
    return {
      name: image.label,
      objectId: image.obj.id,
      orientation,
      width: isTurned ? size.height : size.width,
      height: isTurned ? size.width : size.height,
    };
  } catch (cause) {
    throw imageError(path, cause instanceof Error ? cause.message : 'it is damaged');
  }
}
