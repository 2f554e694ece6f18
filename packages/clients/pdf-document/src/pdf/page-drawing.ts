import type { PlacedPiece } from '../text/text-line.ts';
import { formatNumber, formatColor } from './escape-pdf.ts';
import type { Box, Owner, PageCanvas } from './canvas.ts';
import type { PdfFile } from './pdf-file.ts';
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
  const operators: string[] = ['q', `1 0 0 -1 0 ${formatNumber(height)} cm`];
  let owner: Owner;
  let fillColor = '';
  let strokeColor = '';
  let lineWidth = -1;

  const setOwner = (next: Owner): void => {
    if (file.structure === undefined || next === owner) return;
    if (owner !== undefined) operators.push('EMC');
    owner = next;
    if (next === undefined) return;
    if (next === 'artifact' || tagged === undefined) operators.push('/Artifact BMC');
    else operators.push(`/${next.type} <</MCID ${file.structure.addContent(next, tagged)}>> BDC`);
  };
  const setFill = (color: string): void => {
    if (color === fillColor) return;
    fillColor = color;
    operators.push(`${formatColor(color)} rg`);
  };

  return {
    operators() {
      setOwner(undefined);
      operators.push('Q');
      return operators.join('\n');
    },
    fill({ x, y, width, height: h }, color) {
      setOwner('artifact');
      setFill(color);
      operators.push(`${formatNumber(x)} ${formatNumber(y)} ${formatNumber(width)} ${formatNumber(h)} re f`);
    },
    line([x1, y1], [x2, y2], { width, color }) {
      setOwner('artifact');
      if (color !== strokeColor) operators.push(`${formatColor(color)} RG`);
      if (width !== lineWidth) operators.push(`${formatNumber(width)} w`);
      [strokeColor, lineWidth] = [color, width];
      operators.push(`${formatNumber(x1)} ${formatNumber(y1)} m ${formatNumber(x2)} ${formatNumber(y2)} l S`);
    },
    text(line, { x, y }, ownerOf) {
      const baseline = y + line.baseline;
      let index = 0;
      while (index < line.pieces.length) {
        const first = line.pieces[index];
        if (first === undefined) break;
        const next = ownerOf(first);
        let end = index + 1;
        for (
          let piece = line.pieces[end];
          piece !== undefined && ownerOf(piece) === next;
          piece = line.pieces[end]
        )
          end += 1;
        setOwner(next);
        const group = line.pieces.slice(index, end);
        operators.push('BT');
        for (let piece = 0; piece < group.length;) piece = drawPieces(group, piece, { x, baseline });
        operators.push('ET');
        drawDecorations(group, { x, baseline });
        index = end;
      }
    },
    picture({ name, orientation }, box, next) {
      setOwner(next);
      operators.push(
        `q ${computePictureMatrix(box, orientation).map(formatNumber).join(' ')} cm /${name} Do Q`,
      );
    },
    raw(given, next) {
      setOwner(next);
      operators.push(given);
      [fillColor, strokeColor, lineWidth] = ['', '', -1];
    },
  };

  /** Writes pieces of one font, size and color as one array of glyphs; gives the index of the piece after them. */
  function drawPieces(
    pieces: readonly PlacedPiece[],
    start: number,
    at: { readonly x: number; readonly baseline: number },
  ): number {
    const [first] = pieces.slice(start, start + 1);
    if (first === undefined) return pieces.length;
    const { face, look } = first;
    setFill(look.color);
    operators.push(
      `/${file.font(face).embedded.id} ${formatNumber(look.size)} Tf 1 0 0 -1 ${formatNumber(at.x + first.x)} ${formatNumber(at.baseline)} Tm`,
    );
    let glyphs = '';
    let rise = 0;
    let end = first.x;
    const write = (): void => {
      if (glyphs !== '') operators.push(`[${glyphs}] TJ`);
      glyphs = '';
    };
    let index = start;
    for (; index < pieces.length; index += 1) {
      const piece = pieces[index];
      if (
        piece === undefined ||
        piece.face !== face ||
        piece.look.size !== look.size ||
        piece.look.color !== look.color
      )
        break;
      const gap = piece.x - end;
      if (Math.abs(gap) > 0.005) glyphs += `${formatNumber((-gap * 1000) / look.size)} `;
      for (const stroke of piece.shape.strokes) {
        if (stroke.rise !== rise) {
          write();
          rise = stroke.rise;
          operators.push(`${formatNumber((rise * look.size) / 1000)} Ts`);
        }
        glyphs += stroke.glyphs;
      }
      end = piece.x + piece.width;
    }
    write();
    if (rise !== 0) operators.push('0 Ts');
    return index;
  }

  function drawDecorations(
    pieces: readonly PlacedPiece[],
    at: { readonly x: number; readonly baseline: number },
  ): void {
    for (const { look, x, width } of pieces) {
      for (const [isDrawn, offset] of [
        [look.underline, 0.12],
        [look.strike, -0.27],
      ] as const) {
        if (!isDrawn) continue;
        setFill(look.color);
        const thickness = look.size * 0.05;
        const y = at.baseline + look.size * offset;
        operators.push(
          `${formatNumber(at.x + x)} ${formatNumber(y)} ${formatNumber(width)} ${formatNumber(thickness)} re f`,
        );
      }
    }
  }
}

/** Where the right and the upper edge of a picture go, in the order of EXIF: as it was taken, or mirrored and turned. */
const ORIENTATIONS: readonly (readonly [
  xu: number,
  xv: number,
  x0: number,
  yu: number,
  yv: number,
  y0: number,
])[] = [
  [1, 0, 0, 0, -1, 1],
  [-1, 0, 1, 0, -1, 1],
  [-1, 0, 1, 0, 1, 0],
  [1, 0, 0, 0, 1, 0],
  [0, -1, 1, 1, 0, 0],
  [0, 1, 0, 1, 0, 0],
  [0, 1, 0, -1, 0, 1],
  [0, -1, 1, -1, 0, 1],
];

function computePictureMatrix({ x, y, width, height }: Box, orientation: number): readonly number[] {
  const [xu, xv, x0, yu, yv, y0] = ORIENTATIONS[orientation - 1] ?? [1, 0, 0, 0, -1, 1];
  return [width * xu, height * yu, width * xv, height * yv, x + width * x0, y + height * y0];
}
