import type { FilledParagraph, FilledPicture } from '@jobwright/word-template';
import { chooseSide, createLine } from '../text/layout-text.ts';
import type { Line, Look, PlacedPiece } from '../text/text-line.ts';
import type { CutParagraph } from './break-lines.ts';
import { type FilledLine, placeSegment, type Segment } from './fill-lines.ts';
import type { WordContext } from './word-context.ts';

/** A line with everything in its place; lengths in points. */
export interface PlacedLine {
  readonly line: Line;
  /** The number or bullet in front of it. */
  readonly label: Line | undefined;
  readonly pictures: readonly { readonly picture: FilledPicture; readonly x: number; readonly y: number }[];
}

/** Puts the words of a line where alignment and tabs say. */
export function placeLine(
  filled: FilledLine,
  {
    cut,
    paragraph,
    context,
  }: { readonly cut: CutParagraph; readonly paragraph: FilledParagraph; readonly context: WordContext },
): PlacedLine {
  const metrics = measureLine(filled, { cut, paragraph, context });
  const pieces: PlacedPiece[] = [];
  let end = filled.left;
  for (const segment of filled.segments) {
    const x = placeSegment(segment, end, trimmedWidth(segment));
    pieces.push(...createLeader(segment, { from: end, to: x }, context));
    const placed = placeWords(segment, filled, { cut, paragraph, metrics });
    pieces.push(...placed.map((piece) => ({ ...piece, x: piece.x + x })));
    end = x + segment.width;
  }
  const isLabel = (piece: PlacedPiece): boolean => cut.label !== undefined && piece.look === cut.label;
  const ofLabel = pieces.filter(isLabel);
  const pictures = pieces.flatMap((piece) => {
    const picture = cut.pictures.get(piece.look);
    return picture === undefined ? [] : [{ picture, x: piece.x, y: metrics.baseline - picture.height }];
  });
  const ofText = pieces.filter((piece) => !isLabel(piece) && !cut.pictures.has(piece.look));
  return {
    line: { pieces: ofText, ...metrics },
    label: ofLabel.length === 0 ? undefined : { pieces: ofLabel, ...metrics },
    pictures,
  };
}

const trimmedWidth = ({ words, width }: Segment): number => width - (words.at(-1)?.blankWidth ?? 0);

interface LineTools {
  readonly cut: CutParagraph;
  readonly paragraph: FilledParagraph;
}
interface Metrics {
  readonly height: number;
  readonly baseline: number;
}

/** A line with tabs is aligned by them alone. */
function placeWords(
  segment: Segment,
  { segments, left, right, isLast }: FilledLine,
  { cut, paragraph, metrics }: LineTools & { readonly metrics: Metrics },
): readonly PlacedPiece[] {
  const { isRightToLeft, hasRightToLeft } = cut;
  const side = chooseSide(paragraph.look.align, isRightToLeft);
  const hasTabs = segments.length > 1;
  const align = side === 'justify' && isLast ? chooseSide('start', isRightToLeft) : side;
  return createLine(segment.words, {
    ...metrics,
    ...{ isRightToLeft, hasRightToLeft },
    width: hasTabs ? 0 : right - left,
    align: hasTabs ? 'left' : align,
  }).pieces;
}

const MAX_LEADER = 400;

/** Dots, or the like, in the room of a tab. */
function createLeader(
  { tab }: Segment,
  { from, to }: { readonly from: number; readonly to: number },
  { word }: WordContext,
): readonly PlacedPiece[] {
  const face = tab?.look.chain[0];
  if (tab === undefined || tab.stop.leader === '' || face === undefined) return [];
  const { size } = tab.look;
  const one = word.tools.text.shape(face, tab.stop.leader, 'ltr').width * (size / 1000);
  const count = Math.min(MAX_LEADER, Math.floor((to - from - size / 3) / Math.max(0.1, one)));
  if (count < 1) return [];
  const text = tab.stop.leader.repeat(count);
  const shape = word.tools.text.shape(face, text, 'ltr');
  const width = (shape.width * size) / 1000;
  const look = { ...tab.look, link: undefined };
  return [{ text, face, shape, look, width, level: 0, isSpace: false, x: to - width }];
}

/** How high a line is (17.3.1.33): as the highest of what is on it, as the paragraph says. */
function measureLine(
  { segments }: FilledLine,
  { cut, paragraph, context }: LineTools & { readonly context: WordContext },
): Metrics {
  let ascent = 0;
  let descent = 0;
  let pictureHeight = 0;
  const count = (look: Look): void => {
    const kit = look.chain[0]?.kit;
    if (kit === undefined) return;
    ascent = Math.max(ascent, (kit.ascent / kit.unitsPerEm) * look.size);
    descent = Math.max(descent, (-kit.descent / kit.unitsPerEm) * look.size);
  };
  for (const { words } of segments) {
    for (const { look } of words.flatMap(({ pieces }) => pieces)) {
      const picture = cut.pictures.get(look);
      if (picture === undefined) count(look);
      else pictureHeight = Math.max(pictureHeight, picture.height);
    }
  }
  if (ascent === 0) count(context.word.look(paragraph.mark, undefined));
  const natural = ascent + descent;
  const { line } = paragraph.look;
  if (line.rule === 'exact') return { height: line.points, baseline: line.points - descent };
  const wanted = 'factor' in line ? natural * line.factor : Math.max(line.points, natural);
  const height = Math.max(wanted, pictureHeight + descent);
  return { height, baseline: height - descent };
}
