import type { Line, PlacedPiece } from '../text/text-line.ts';
import type { Owner } from './canvas.ts';
import type { ContentStream } from './content-stream.ts';
import { formatNumber } from './escape-pdf.ts';
import type { PdfFile } from './pdf-file.ts';

interface TextTarget {
  readonly stream: ContentStream;
  readonly file: PdfFile;
}

interface Baseline {
  readonly x: number;
  readonly baseline: number;
}

/** Draws a line of text, the pieces of each owner as marked content of its own. */
export function drawText(
  target: TextTarget,
  line: Line,
  { x, y }: { readonly x: number; readonly y: number },
  ownerOf: (piece: PlacedPiece) => Owner,
): void {
  const at = { x, baseline: y + line.baseline };
  for (const { owner, pieces } of groupByOwner(line.pieces, ownerOf)) {
    target.stream.setOwner(owner);
    target.stream.push('BT');
    for (const run of groupByLook(pieces)) drawGlyphs(target, run, at);
    target.stream.push('ET');
    drawDecorations(target.stream, pieces, at);
  }
}

interface OwnedPieces {
  readonly owner: Owner;
  readonly pieces: readonly PlacedPiece[];
}

/**
 * Gives each group before it asks for more owners: an element of the structure begins when it is asked for.
 */
function* groupByOwner(
  pieces: readonly PlacedPiece[],
  ownerOf: (piece: PlacedPiece) => Owner,
): Generator<OwnedPieces> {
  let group: PlacedPiece[] = [];
  let owner: Owner;
  for (const piece of pieces) {
    const next = ownerOf(piece);
    if (group.length > 0 && next !== owner) {
      yield { owner, pieces: group };
      group = [];
    }
    owner = next;
    group.push(piece);
  }
  if (group.length > 0) yield { owner, pieces: group };
}

type Run = [first: PlacedPiece, ...others: PlacedPiece[]];

/** Neighbours of one font, size and color. */
function groupByLook(pieces: readonly PlacedPiece[]): readonly Run[] {
  const runs: Run[] = [];
  for (const piece of pieces) {
    const run = runs.at(-1);
    if (run !== undefined && hasSameLook(run[0], piece)) run.push(piece);
    else runs.push([piece]);
  }
  return runs;
}

const hasSameLook = (one: PlacedPiece, other: PlacedPiece): boolean =>
  one.face === other.face &&
  one.look.size === other.look.size &&
  one.look.color === other.look.color &&
  one.look.rise === other.look.rise;

/** Writes pieces of one look as one array of glyphs, divided where the glyphs are raised. */
function drawGlyphs({ stream, file }: TextTarget, run: Run, at: Baseline): void {
  const [first] = run;
  const { size, color } = first.look;
  const raised = ((first.look.rise ?? 0) * 1000) / size;
  stream.setFill(color);
  stream.push(
    `/${file.font(first.face).embedded.id} ${formatNumber(size)} Tf 1 0 0 -1 ${formatNumber(at.x + first.x)} ${formatNumber(at.baseline)} Tm`,
  );
  let glyphs = '';
  let rise = 0;
  let end = first.x;
  const write = (): void => {
    if (glyphs !== '') stream.push(`[${glyphs}] TJ`);
    glyphs = '';
  };
  for (const piece of run) {
    const gap = piece.x - end;
    if (Math.abs(gap) > 0.005) glyphs += `${formatNumber((-gap * 1000) / size)} `;
    for (const stroke of piece.shape.strokes) {
      if (stroke.rise + raised !== rise) {
        write();
        rise = stroke.rise + raised;
        stream.push(`${formatNumber((rise * size) / 1000)} Ts`);
      }
      glyphs += stroke.glyphs;
    }
    end = piece.x + piece.width;
  }
  write();
  if (rise !== 0) stream.push('0 Ts');
}

function drawDecorations(stream: ContentStream, pieces: readonly PlacedPiece[], at: Baseline): void {
  for (const { look, x, width } of pieces) {
    for (const [isDrawn, offset] of [
      [look.underline, 0.12],
      [look.strike, -0.27],
    ] as const) {
      if (!isDrawn) continue;
      stream.setFill(look.color);
      const thickness = look.size * 0.05;
      const y = at.baseline + look.size * offset;
      stream.push(
        `${formatNumber(at.x + x)} ${formatNumber(y)} ${formatNumber(width)} ${formatNumber(thickness)} re f`,
      );
    }
  }
}
