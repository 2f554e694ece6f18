import type { PdfReference } from '../pdf/pdfkit-document.ts';
import SVGtoPDF from 'svg-to-pdfkit';
import { LIMITS } from '../definition/limits.ts';
import type { Picture } from '../layout/layout-context.ts';
import { endStream, listResources } from '../pdf/page-canvas.ts';
import { type PdfFile, asRecord } from '../pdf/pdf-file.ts';
import { isJpeg, readJpeg } from './read-jpeg.ts';
import { checkSvg, isSvg } from './check-svg.ts';
import { embedPng } from './png/embed-png.ts';
import { nameFormat } from './name-format.ts';
import { decodeSvg } from './svg/decode-svg.ts';
import type { SvgFonts } from './svg/drawing.ts';
import { SvgProblem } from './svg/svg-problem.ts';
import { unfoldSvg } from './svg/unfold-svg.ts';
import { isPng, PictureProblem, readPng } from './png/read-png.ts';
import { imageError, PdfError } from '../pdf-error.ts';

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

const POINTS_PER_PIXEL = 0.75;

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

type Spend = (chunk: string | Uint8Array) => void;

/** Patterns in patterns become millions of shapes from a few lines: what a drawing draws is counted while it does. */
function createSpend(): Spend {
  let bytes = 0;
  return (chunk) => {
    bytes += chunk.length + 1;
    if (bytes > LIMITS.svgBytes) throw new Error('the SVG draws too much');
  };
}

/** What an object takes in memory beside its content. */
const OBJECT = ' '.repeat(2_000);

function countWrites(reference: PdfReference, spend: Spend): PdfReference {
  spend(OBJECT);
  const { write } = reference;
  reference.write = (chunk) => {
    spend(chunk);
    write.call(reference, chunk);
  };
  return reference;
}

/** Poppler rounds the width of pattern tiles that are exactly one step wide, and the error adds up from tile to tile. */
function widenTile(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  const pattern = asRecord(data);
  if (pattern['PatternType'] !== 1 || !Array.isArray(pattern['BBox'])) return data;
  const edges: readonly unknown[] = pattern['BBox'];
  return { ...pattern, BBox: edges.map((edge) => (typeof edge === 'number' ? edge * (1 + 1e-6) : edge)) };
}

/** A drawing becomes a form of its own, in which a unit is a point; the page draws it as it draws a picture, as a square of one unit. */
function embedSvg(bytes: Uint8Array, options: EmbedOptions): Picture {
  try {
    return embedUnfolded(bytes, options);
  } catch (cause) {
    if (cause instanceof PdfError) throw cause;
    throw imageError(options.path, cause instanceof Error ? cause.message : 'the SVG cannot be drawn');
  }
}

function embedUnfolded(bytes: Uint8Array, { file, path, chain, text: tools, number }: EmbedOptions): Picture {
  const text = decodeSvg(bytes);
  const checked = checkSvg(text);
  if (checked.problem !== undefined) throw new SvgProblem(checked.problem);
  const { width, height } = checked;
  const size = { width: width / POINTS_PER_PIXEL, height: height / POINTS_PER_PIXEL };
  const { markup, faces } = unfoldSvg(text, size, { chain, text: tools, path });
  const { document, resources } = file;
  const operators: string[] = [];
  const spend = createSpend();
  const form = document.ref({
    Type: 'XObject',
    Subtype: 'Form',
    FormType: 1,
    BBox: [0, 0, width, height],
    Matrix: [1 / width, 0, 0, 1 / height, 0, 0],
    Resources: resources,
  });
  const { page, _ctm } = document;
  const scratch = {
    ...listResources(file),
    dictionary: form,
    content: form,
    resources,
    width,
    height,
    annotations: [],
    markings: [],
    write: (chunk: string) => {
      spend(chunk);
      operators.push(chunk);
    },
  };
  document.page = scratch;
  document._ctm = [1, 0, 0, -1, 0, height];
  const { ref } = document;
  document.ref = (data) => countWrites(ref.call(document, widenTile(data)), spend);
  operators.push(`1 0 0 -1 0 ${height} cm`);
  try {
    SVGtoPDF(document, markup, 0, 0, {
      width,
      height,
      assumePt: false,
      preserveAspectRatio: 'xMidYMid meet',
      warningCallback: () => undefined,
      imageCallback: () => {
        throw new Error('an SVG may not hold pictures');
      },
      fontCallback: (family) => {
        const face = faces.get(family);
        if (face === undefined) throw new Error('there is no font for its text');
        file.font(face);
        return face.key;
      },
    });
  } finally {
    document.page = page;
    document._ctm = _ctm;
    document.ref = ref;
  }
  endStream(form, operators.join('\n'));
  const name = `S${number}`;
  asRecord(resources.data['XObject'])[name] = form;
  return { name, width, height, orientation: 1, objectId: form.id };
}
