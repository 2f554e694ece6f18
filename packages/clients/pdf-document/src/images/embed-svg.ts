import SVGtoPDF from 'svg-to-pdfkit';
import { LIMITS } from '../definition/limits.ts';
import type { Picture } from '../layout/layout-context.ts';
import { endStream, listResources } from '../pdf/page-canvas.ts';
import { type PdfFile, asRecord } from '../pdf/pdf-file.ts';
import type { PdfReference } from '../pdf/pdfkit-document.ts';
import { imageError, PdfError } from '../pdf-error.ts';
import { checkSvg } from './check-svg.ts';
import { POINTS_PER_PIXEL } from './points-per-pixel.ts';
import { decodeSvg } from './svg/decode-svg.ts';
import type { SvgFonts } from './svg/drawing.ts';
import { SvgProblem } from './svg/svg-problem.ts';
import { unfoldSvg } from './svg/unfold-svg.ts';

interface EmbedSvgOptions {
  readonly file: PdfFile;
  /** Of the document in the input. */
  readonly path: string;
  readonly chain: SvgFonts['chain'];
  readonly text: SvgFonts['text'];
  /** Of this picture in the document. */
  readonly number: number;
}

/**
 * A drawing becomes a form of its own, in which a unit is a point; the page draws it as it draws a picture,
 * as a square of one unit.
 */
export function embedSvg(bytes: Uint8Array, options: EmbedSvgOptions): Picture {
  try {
    return embedUnfolded(bytes, options);
  } catch (cause) {
    if (cause instanceof PdfError) throw cause;
    throw imageError(options.path, cause instanceof Error ? cause.message : 'the SVG cannot be drawn');
  }
}

function embedUnfolded(bytes: Uint8Array, options: EmbedSvgOptions): Picture {
  const { file, path, chain, text: tools, number } = options;
  const text = decodeSvg(bytes);
  const checked = checkSvg(text);
  if (checked.problem !== undefined) throw new SvgProblem(checked.problem);
  const { width, height } = checked;
  const size = { width: width / POINTS_PER_PIXEL, height: height / POINTS_PER_PIXEL };
  const { markup, faces } = unfoldSvg(text, size, { chain, text: tools, path });
  const form = file.document.ref({
    Type: 'XObject',
    Subtype: 'Form',
    FormType: 1,
    BBox: [0, 0, width, height],
    Matrix: [1 / width, 0, 0, 1 / height, 0, 0],
    Resources: file.resources,
  });
  const operators = collectOperators({ file, form, width, height }, () =>
    SVGtoPDF(file.document, markup, 0, 0, {
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
    }),
  );
  endStream(form, operators);
  const name = `S${number}`;
  asRecord(file.resources.data['XObject'])[name] = form;
  return { name, width, height, orientation: 1, objectId: form.id };
}

interface FormArea {
  readonly file: PdfFile;
  readonly form: PdfReference;
  readonly width: number;
  readonly height: number;
}

/** Lets pdfkit draw into a form instead of its page; gives the operators. */
function collectOperators({ file, form, width, height }: FormArea, draw: () => void): string {
  const { document, resources } = file;
  const { page, _ctm, ref } = document;
  const spend = createSpend();
  const operators: string[] = [`1 0 0 -1 0 ${height} cm`];
  // pdfkit reads more of a page than its types say.
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
  document.ref = (data) => countWrites(ref.call(document, widenTile(data)), spend);
  try {
    draw();
  } finally {
    document.page = page;
    document._ctm = _ctm;
    document.ref = ref;
  }
  return operators.join('\n');
}

type Spend = (chunk: string | Uint8Array) => void;

/**
 * Patterns in patterns become millions of shapes from a few lines: what a drawing draws is counted while it
 * does.
 */
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

/**
 * Poppler rounds the width of pattern tiles that are exactly one step wide, and the error adds up from tile
 * to tile.
 */
function widenTile(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  const pattern = asRecord(data);
  if (pattern['PatternType'] !== 1 || !Array.isArray(pattern['BBox'])) return data;
  const edges: readonly unknown[] = pattern['BBox'];
  return { ...pattern, BBox: edges.map((edge) => (typeof edge === 'number' ? edge * (1 + 1e-6) : edge)) };
}
