// eslint-disable-next-line @nx/enforce-module-boundaries -- bundled where it is published
import SVGtoPDF from '#svg-to-pdfkit';
import { toImageInvalid } from '../errors.ts';
import type { Picture } from '../layout/layout-context.ts';
import { endStream, listResources } from '../pdf/page-canvas.ts';
import { type PdfFile, toRecord } from '../pdf/pdf-file.ts';
import type { FontFace } from '../text/font-set.ts';
import { findJpegProblem, isJpeg } from './check-jpeg.ts';
import { findPngProblem, isPng } from './check-png.ts';
import { checkSvg, isSvg } from './check-svg.ts';

export interface EmbedOptions {
  readonly file: PdfFile;
  /** Of the document in the input. */
  readonly path: string;
  /** PDF/A. */
  readonly isArchived: boolean;
  /** For texts in drawings. */
  readonly faceOf: (cut: { readonly bold: boolean; readonly italic: boolean }) => FontFace | undefined;
  /** Of this one in the document. */
  readonly number: number;
}

const POINTS_PER_PIXEL = 0.75;

/**
 * Puts a picture into the document, once however often it is drawn.
 * @throws ConnectorError `PDF_IMAGE_INVALID`
 */
export function embedPicture(bytes: Uint8Array, options: EmbedOptions): Picture {
  if (isPng(bytes)) return embedPixels(bytes, findPngProblem(bytes), options);
  if (isJpeg(bytes)) return embedPixels(bytes, findJpegProblem(bytes, options), options);
  if (isSvg(bytes)) return embedSvg(Buffer.from(bytes).toString('utf8'), options);
  throw toImageInvalid(options.path, 'it is neither PNG nor JPEG nor SVG');
}

function embedPixels(bytes: Uint8Array, problem: string | undefined, { file, path }: EmbedOptions): Picture {
  if (problem !== undefined) throw toImageInvalid(path, problem);
  const { document } = file;
  try {
    const image = document.openImage(bytes);
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
    throw toImageInvalid(path, cause instanceof Error ? cause.message : 'it is damaged');
  }
}

/** A drawing becomes a form of its own, in which a unit is a point; the page draws it as it draws a picture, as a square of one unit. */
function embedSvg(text: string, { file, path, faceOf, number }: EmbedOptions): Picture {
  const checked = checkSvg(text);
  if (checked.problem !== undefined) throw toImageInvalid(path, checked.problem);
  const { width, height } = checked;
  const { document, resources } = file;
  const operators: string[] = [];
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
    write: (chunk: string) => void operators.push(chunk),
  };
  document.page = scratch;
  document._ctm = [1, 0, 0, -1, 0, height];
  operators.push(`1 0 0 -1 0 ${height} cm`);
  try {
    SVGtoPDF(document, text, 0, 0, {
      width,
      height,
      assumePt: false,
      preserveAspectRatio: 'xMidYMid meet',
      warningCallback: () => undefined,
      imageCallback: () => {
        throw new Error('an SVG may not hold pictures');
      },
      fontCallback: (_family, bold, italic) => {
        const face = faceOf({ bold, italic });
        if (face === undefined) throw new Error('there is no font for its text');
        file.font(face);
        return face.key;
      },
    });
  } catch (cause) {
    throw toImageInvalid(path, cause instanceof Error ? cause.message : 'the SVG cannot be drawn');
  } finally {
    document.page = page;
    document._ctm = _ctm;
  }
  endStream(form, operators.join('\n'));
  const name = `S${number}`;
  toRecord(resources.data['XObject'])[name] = form;
  return { name, width, height, orientation: 1, objectId: form.id };
}
