import type { PageCanvas } from './canvas.ts';
import { createContentStream } from './content-stream.ts';
import { drawText } from './draw-text.ts';
import { formatNumber } from './escape-pdf.ts';
import type { PdfFile } from './pdf-file.ts';
import { computePictureMatrix } from './picture-matrix.ts';
import type { TaggedPage } from './structure-tree.ts';

export type Drawing = Pick<PageCanvas, 'fill' | 'line' | 'text' | 'picture' | 'raw'> & {
  operators(): string;
};

interface DrawingOptions {
  readonly file: PdfFile;
  readonly height: number;
  /** `undefined`: nothing of it has an owner, as in headers and footers. */
  readonly tagged: TaggedPage | undefined;
}

/** Draws into a stream of its own, in points from the upper left corner. */
export function createDrawing({ file, height, tagged }: DrawingOptions): Drawing {
  const stream = createContentStream({ structure: file.structure, height, tagged });
  return {
    operators: () => stream.end(),
    fill(box, color) {
      stream.setOwner('artifact');
      stream.setFill(color);
      stream.push(`${[box.x, box.y, box.width, box.height].map(formatNumber).join(' ')} re f`);
    },
    line([x1, y1], [x2, y2], look) {
      stream.setOwner('artifact');
      stream.setStroke(look);
      stream.push(`${formatNumber(x1)} ${formatNumber(y1)} m ${formatNumber(x2)} ${formatNumber(y2)} l S`);
    },
    text: (line, at, ownerOf) => drawText({ stream, file }, line, at, ownerOf),
    picture({ name, orientation }, box, owner) {
      stream.setOwner(owner);
      stream.push(`q ${computePictureMatrix(box, orientation).map(formatNumber).join(' ')} cm /${name} Do Q`);
    },
    raw(operators, owner) {
      stream.setOwner(owner);
      stream.push(operators);
      stream.forgetState();
    },
  };
}
