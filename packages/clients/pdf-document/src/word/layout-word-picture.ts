import type { FilledParagraph, FilledPicture, PictureOffset } from '@jobwright/word-template';
import { ARTIFACT, type BoxSlice, type Node, type Slices } from '../layout/slice.ts';
import type { PageCanvas } from '../pdf/canvas.ts';
import { formatNumber } from '../pdf/escape-pdf.ts';
import { fitPicture } from './break-lines.ts';
import { locateParagraph, type WordContext, type WordTools } from './word-context.ts';

interface PicturePlace {
  readonly page: PageCanvas;
  readonly x: number;
  readonly y: number;
  readonly parent: Node;
  readonly word: WordTools;
}

/** Draws a picture as a figure of the structure; one that shows nothing to be told is decoration. */
export function drawPicture(picture: FilledPicture, { page, x, y, parent, word }: PicturePlace): void {
  const { width, height, alt } = picture;
  const bounds = [x, page.height - y - height, x + width, page.height - y].map(formatNumber).join(' ');
  const attributes = `/A <</O/Layout/Placement/Block/BBox[${bounds}]>>`;
  const node = alt === '' ? ARTIFACT : word.tools.node('Figure', parent, { alt, attributes });
  page.picture(word.picture(picture), { x, y, width, height }, node.owner());
  node.close();
}

/** Loads the pictures of a paragraph, and lays out those that are not in its lines. */
export function* layoutPictures(paragraph: FilledParagraph, context: WordContext, parent: Node): Slices {
  const { word, width } = context;
  for (const inline of paragraph.content) {
    if (inline.kind !== 'picture') continue;
    yield { kind: 'wait', until: () => word.loadPicture(inline) };
    if (inline.alt === '' && context.pageNumbers === undefined)
      word.note('A picture without alternative text is decoration: screen readers do not hear of it');
    const { position } = inline;
    if (position.kind === 'block') {
      const size = fitPicture(inline, width);
      const free = width - size.width;
      const left = position.align === 'center' ? free / 2 : position.align === 'right' ? free : 0;
      yield {
        ...{ kind: 'box', path: locateParagraph(paragraph), height: size.height, gap: 4, keep: false },
        draw: (page, x, y) => drawPicture({ ...inline, ...size }, { page, x: x + left, y, parent, word }),
      } satisfies BoxSlice;
    } else if (position.kind === 'free') {
      const at = position;
      yield {
        ...{ kind: 'box', path: locateParagraph(paragraph), height: 0, gap: 0, keep: true },
        draw(page, x, y) {
          const { section } = context;
          const spot = {
            x: resolveX(at.x, { x, width, size: inline.width }, section),
            y: resolveY(at.y, { y, size: inline.height }, section),
          };
          drawPicture(inline, { page, ...spot, parent, word });
        },
      } satisfies BoxSlice;
    }
  }
}

/** From an edge, or so that it stands at a side of a stretch. */
function resolve(offset: PictureOffset<string>['offset'], start: number, room: number, size: number): number {
  if (typeof offset === 'number') return start + offset;
  if (offset === 'start') return start;
  return offset === 'center' ? start + (room - size) / 2 : start + room - size;
}

function resolveX(
  { from, offset }: PictureOffset<'page' | 'margin' | 'column'>,
  { x, width, size }: { readonly x: number; readonly width: number; readonly size: number },
  section: WordContext['section'],
): number {
  const { margins } = section;
  if (from === 'page') return resolve(offset, 0, section.width, size);
  if (from === 'margin')
    return resolve(offset, margins.left, section.width - margins.left - margins.right, size);
  return resolve(offset, x, width, size);
}

function resolveY(
  { from, offset }: PictureOffset<'page' | 'margin' | 'paragraph'>,
  { y, size }: { readonly y: number; readonly size: number },
  section: WordContext['section'],
): number {
  const { margins } = section;
  if (from === 'page') return resolve(offset, 0, section.height, size);
  if (from === 'margin')
    return resolve(offset, margins.top, section.height - margins.top - margins.bottom, size);
  return typeof offset === 'number' ? y + offset : y;
}
