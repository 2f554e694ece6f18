import type { XmlElement } from '../package/read-xml.ts';
import { child, listChildren, valueOf } from '../package/xml-query.ts';
import type { Inline } from '../model.ts';
import { joinPlaceholders } from '../fill/join-placeholders.ts';
import type { TableText } from './cascade.ts';
import type { ParagraphReading } from './paragraph-reading.ts';
import type { FlatParagraph } from './template-blocks.ts';
import { parseField } from './fields.ts';
import { shorten, unsupported } from './notes.ts';
import { readParagraphProperties } from './read-paragraph-properties.ts';
import { readRunProperties } from './read-run-properties.ts';
import { addField, readRun } from './read-run.ts';
import type { Story } from './story.ts';

/** Reads a paragraph (ECMA-376 Part 1, 17.3.1.22); its placeholders are joined. */
export function readParagraph(element: XmlElement, story: Story, table: TableText): FlatParagraph {
  const pPr = child(element, 'w:pPr');
  const style = valueOf(pPr, 'w:pStyle');
  const around = shorten(collectText(element));
  const content: Inline[] = [];
  const reading: ParagraphReading = { story, table, style, content, link: undefined, around };
  if (child(pPr, 'w:framePr') !== undefined)
    story.notes.add('Text frames are drawn where they stand in the text');
  readChildren(element.children, reading);
  const { look, heading, list } = story.cascade.paragraph(readParagraphProperties(pPr), { style, table });
  const own = readRunProperties(child(pPr, 'w:rPr'), story.theme);
  const mark = story.cascade.run(own, { style, characterStyle: undefined, table });
  return {
    kind: 'paragraph',
    look,
    mark,
    style,
    heading,
    list,
    around,
    content: joinPlaceholders(content, around),
  };
}

/** Elements that only mark something, or say what only an editor needs. */
const IGNORED = new Set([
  ...['w:pPr', 'w:proofErr', 'w:bookmarkEnd', 'w:permStart', 'w:permEnd', 'w:commentRangeStart'],
  ...['w:commentRangeEnd', 'w:del', 'w:moveFrom', 'w:moveFromRangeStart', 'w:moveFromRangeEnd'],
  ...['w:moveToRangeStart', 'w:moveToRangeEnd', 'w:smartTagPr', 'w:customXmlPr', 'w:sdtPr', 'w:sdtEndPr'],
]);
/** Elements around runs. */
const TRANSPARENT = new Set([
  ...['w:ins', 'w:moveTo', 'w:smartTag', 'w:customXml', 'w:sdt', 'w:sdtContent', 'w:dir', 'w:bdo'],
]);

function readChildren(elements: readonly XmlElement[], reading: ParagraphReading): void {
  for (const element of elements) {
    const { name } = element;
    if (name === 'w:r') readRun(element, reading);
    else if (name === 'w:hyperlink') readHyperlink(element, reading);
    else if (name === 'w:fldSimple') readSimpleField(element, reading);
    else if (name === 'w:bookmarkStart')
      reading.content.push({
        kind: 'bookmark',
        name: (element.attributes.get('w:name') ?? '').slice(0, 100),
      });
    else if (TRANSPARENT.has(name)) readChildren(element.children, reading);
    else if (name === 'm:oMath' || name === 'm:oMathPara') throw unsupported('An equation', reading.around);
    else if (name === 'w:subDoc') throw unsupported('A part of a master document', reading.around);
    else if (!IGNORED.has(name)) reading.story.notes.add(`What the element ${name} says is left out`);
    if (['w:del', 'w:ins', 'w:moveFrom'].includes(name))
      reading.story.notes.add('Tracked changes are drawn as if they were accepted');
  }
}

/** A link to an address or a bookmark (17.16.22). */
function readHyperlink(element: XmlElement, reading: ParagraphReading): void {
  const target = reading.story.relationships.get(element.attributes.get('r:id') ?? '')?.target;
  const anchor = element.attributes.get('w:anchor');
  // Word writes braces of an address as it writes all that is unusual in one.
  const address = target?.replaceAll(/%7B/gi, '{').replaceAll(/%7D/gi, '}').replaceAll('%20', ' ');
  const link = address ?? (anchor === undefined ? undefined : `#${anchor}`);
  readChildren(element.children, { ...reading, link });
}

function readSimpleField(element: XmlElement, reading: ParagraphReading): void {
  const field = parseField(element.attributes.get('w:instr') ?? '');
  if (field.kind === 'link') {
    readChildren(element.children, { ...reading, link: field.address });
    return;
  }
  const { story, style, table } = reading;
  const rPr = child(listChildren(element, 'w:r')[0], 'w:rPr');
  const characterStyle = valueOf(rPr, 'w:rStyle');
  addField(
    field,
    story.cascade.run(readRunProperties(rPr, story.theme), { style, characterStyle, table }),
    reading,
  );
  if (field.kind === 'result') readChildren(element.children, reading);
}

const MAX_TEXT = 1_000;

/** The text of a paragraph as it stands in the file. */
function collectText(element: XmlElement): string {
  let text = '';
  const collect = ({ name, text: own, children }: XmlElement): void => {
    if (text.length > MAX_TEXT) return;
    if (name === 'w:t') text += own;
    if (name === 'w:tab' || name === 'w:br') text += ' ';
    for (const inner of children) if (inner.name !== 'w:del' && inner.name !== 'w:pPr') collect(inner);
  };
  collect(element);
  return text;
}
