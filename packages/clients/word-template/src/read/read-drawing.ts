import type { XmlElement } from '../package/read-xml.ts';
import { child, emuOf, findDeep } from '../package/xml-query.ts';
import type { Picture, PictureOffset, PicturePosition } from '../model.ts';
import { unsupported } from './notes.ts';
import type { Story } from './story.ts';

/**
 * The picture of a drawing (ECMA-376 Part 1, 20.4); `undefined` for a shape without text, which is noted.
 * @throws WordError `unsupported` for a drawing that says something: a chart, a diagram, a text box
 */
export function readDrawing(drawing: XmlElement, story: Story, around: string): Picture | undefined {
  const frame = child(drawing, 'wp:inline') ?? child(drawing, 'wp:anchor');
  const graphic = child(child(frame, 'a:graphic'), 'a:graphicData');
  if (frame === undefined || graphic === undefined) return undefined;
  if (findDeep(graphic, 'w:txbxContent') !== undefined) throw unsupported('A text box', around);
  const picture = child(graphic, 'pic:pic');
  if (picture === undefined) {
    const uri = (graphic.attributes.get('uri') ?? '').split('/').at(-1);
    if (uri === 'chart') throw unsupported('A chart', around);
    if (uri === 'diagram') throw unsupported('A diagram (SmartArt)', around);
    story.notes.add('Shapes without text are left out');
    return undefined;
  }
  const fill = child(picture, 'pic:blipFill');
  const id = child(fill, 'a:blip')?.attributes.get('r:embed');
  const relationship = story.relationships.get(id ?? '');
  if (relationship === undefined) throw unsupported('A picture that is not in the file', around);
  if (child(fill, 'a:srcRect') !== undefined && child(fill, 'a:srcRect')?.attributes.size !== 0)
    story.notes.add('Cropped pictures are drawn whole');
  const extent = child(frame, 'wp:extent');
  return {
    kind: 'picture',
    part: relationship.target,
    ...readDescription(child(frame, 'wp:docPr')),
    width: Math.max(1, emuOf(extent?.attributes.get('cx')) ?? 72),
    height: Math.max(1, emuOf(extent?.attributes.get('cy')) ?? 72),
    position: frame.name === 'wp:inline' ? { kind: 'inline' } : readPosition(frame, story),
  };
}

/** An alternative text that begins with a placeholder names the document that takes the picture's place. */
function readDescription(properties: XmlElement | undefined): Pick<Picture, 'replacement' | 'alt'> {
  const description = (properties?.attributes.get('descr') ?? '').trim().slice(0, 2_000);
  const [, replacement, rest] = /^(\$\{[^{}]+\})\s*(.*)$/su.exec(description) ?? [];
  return replacement === undefined
    ? { replacement: undefined, alt: description }
    : { replacement, alt: rest ?? '' };
}

function readPosition(anchor: XmlElement, story: Story): PicturePosition {
  const isFree = child(anchor, 'wp:wrapNone') !== undefined;
  const horizontal = child(anchor, 'wp:positionH');
  const x = readOffset(horizontal);
  const fromX = horizontal?.attributes.get('relativeFrom') ?? 'column';
  if (!isFree) {
    if (child(anchor, 'wp:wrapTopAndBottom') === undefined)
      story.notes.add('Text flows below pictures, not around them');
    const align = x === 'center' ? 'center' : x === 'end' ? 'right' : 'left';
    return { kind: 'block', align };
  }
  const vertical = child(anchor, 'wp:positionV');
  const fromY = vertical?.attributes.get('relativeFrom') ?? 'paragraph';
  return {
    kind: 'free',
    x: { from: fromX === 'page' || fromX === 'margin' ? fromX : 'column', offset: x },
    y: { from: fromY === 'page' || fromY === 'margin' ? fromY : 'paragraph', offset: readOffset(vertical) },
    isBehind: ['1', 'true'].includes(anchor.attributes.get('behindDoc') ?? ''),
  };
}

function readOffset(position: XmlElement | undefined): PictureOffset<never>['offset'] {
  const align = child(position, 'wp:align')?.text.trim();
  if (align === 'center') return 'center';
  if (align === 'right' || align === 'bottom' || align === 'outside') return 'end';
  if (align !== undefined) return 'start';
  return emuOf(child(position, 'wp:posOffset')?.text.trim()) ?? 0;
}
