import type { XmlElement } from '../package/read-xml.ts';
import { child, findDeep, listChildren, valueOf } from '../package/xml-query.ts';
import type { Inline, RunLook } from '../model.ts';
import { noteUndrawn } from './note-undrawn.ts';
import { unsupported } from './notes.ts';
import { readDrawing } from './read-drawing.ts';
import { readRunProperties } from './read-run-properties.ts';
import { findSymbol } from './symbols.ts';
import type { Field } from './fields.ts';
import type { ParagraphReading } from './paragraph-reading.ts';

/** Adds what a run holds (ECMA-376 Part 1, 17.3.2.25). */
export function readRun(run: XmlElement, reading: ParagraphReading): void {
  const { story, style, table } = reading;
  const rPr = child(run, 'w:rPr');
  const characterStyle = valueOf(rPr, 'w:rStyle');
  noteUndrawn(rPr, story.notes);
  story.noteStyles(story.styles.chain(style ?? story.styles.defaultOf('paragraph')));
  story.noteStyles(story.styles.chain(characterStyle));
  const look = story.cascade.run(readRunProperties(rPr, story.theme), { style, characterStyle, table });
  for (const element of run.children) readRunChild(element, look, reading);
}

function readRunChild(element: XmlElement, look: RunLook, reading: ParagraphReading): void {
  const { story } = reading;
  switch (element.name) {
    case 'w:t':
      addText(element.text, look, reading);
      return;
    case 'w:noBreakHyphen':
      addText('\u2011', look, reading);
      return;
    case 'w:sym':
      addText(readSymbol(element, reading), look, reading);
      return;
    case 'w:tab':
    case 'w:ptab':
      add({ kind: 'tab', look }, look, reading);
      return;
    case 'w:br':
    case 'w:cr':
      add(readBreak(element), look, reading);
      return;
    case 'w:pgNum':
      addField({ kind: 'pageNumber' }, look, reading);
      return;
    case 'w:fldChar':
      readFieldCharacter(element, look, reading);
      return;
    case 'w:instrText':
      story.fields.instruct(element.text);
      return;
    case 'w:drawing':
      addPicture(element, look, reading);
      return;
    case 'mc:AlternateContent':
      readAlternative(element, look, reading);
      return;
    default:
      refuse(element, reading);
  }
}

const IGNORED: ReadonlySet<string> = new Set([
  ...['w:rPr', 'w:softHyphen', 'w:lastRenderedPageBreak', 'w:annotationRef', 'w:commentReference'],
  ...['w:delText', 'w:delInstrText', 'w:separator', 'w:continuationSeparator'],
]);
const LOST: Readonly<Record<string, string>> = {
  'w:footnoteReference': 'A footnote',
  'w:endnoteReference': 'An endnote',
  'w:object': 'An embedded object',
  'w:ruby': 'Text with a pronunciation guide',
  'w:contentPart': 'Ink',
};

function refuse(element: XmlElement, reading: ParagraphReading): void {
  if (IGNORED.has(element.name)) return;
  const lost = LOST[element.name];
  if (lost !== undefined) throw unsupported(lost, reading.around);
  if (element.name === 'w:pict') {
    if (findDeep(element, 'w:txbxContent') !== undefined) throw unsupported('A text box', reading.around);
    if (findDeep(element, 'v:imagedata') !== undefined)
      throw unsupported('A picture in the old drawing format (VML; insert it again)', reading.around);
    reading.story.notes.add('Drawings in the old format (VML), such as watermarks and lines, are left out');
    return;
  }
  reading.story.notes.add(`What the element ${element.name} says is left out`);
}

function add(inline: Inline, look: RunLook, { story, content }: ParagraphReading): void {
  if (!look.isHidden && story.fields.isShown()) content.push(inline);
}

function addText(text: string, look: RunLook, reading: ParagraphReading): void {
  if (text === '') return;
  const link = reading.link ?? reading.story.fields.link();
  add({ kind: 'text', text, look, link }, look, reading);
}

function readBreak(element: XmlElement): Inline {
  const type = element.attributes.get('w:type');
  return { kind: 'break', to: type === 'page' || type === 'column' ? type : 'line' };
}

function readSymbol(element: XmlElement, { story }: ParagraphReading): string {
  const code = Number.parseInt(element.attributes.get('w:char') ?? '', 16);
  if (code < 0xf000 && code >= 0x20 && !(code >= 0xd800 && code <= 0xdfff)) return String.fromCharCode(code);
  const symbol = findSymbol(code);
  if (symbol !== undefined) return symbol;
  const font = element.attributes.get('w:font')?.slice(0, 60) ?? '';
  story.notes.add(
    `The character ${element.attributes.get('w:char')?.slice(0, 8)} of the font ${font} is drawn as □`,
  );
  return '□';
}

function readFieldCharacter(element: XmlElement, look: RunLook, reading: ParagraphReading): void {
  const { fields } = reading.story;
  const type = element.attributes.get('w:fldCharType');
  if (type === 'begin') fields.begin();
  else if (type === 'separate') addField(fields.separate(), look, reading);
  else if (type === 'end') addField(fields.end(), look, reading);
}

/** Page numbers are drawn anew; of other fields the result is shown that Word wrote last. */
export function addField(
  field: Field | undefined,
  look: RunLook,
  { story, content }: ParagraphReading,
): void {
  if (field === undefined || field.kind === 'link') return;
  if (field.kind === 'result') {
    story.notes.add(`Fields of the kind ${field.name} show what Word wrote last`);
    return;
  }
  if (story.kind === 'body') {
    throw unsupported('A page number outside of header and footer', '');
  }
  content.push({ kind: field.kind, look });
}

function addPicture(drawing: XmlElement, look: RunLook, reading: ParagraphReading): void {
  const picture = readDrawing(drawing, reading.story, reading.around);
  if (picture !== undefined) add(picture, look, reading);
}

/** The newer one of two ways to say something (ECMA-376 Part 3, 7.2), where it is one that can be read. */
function readAlternative(element: XmlElement, look: RunLook, reading: ParagraphReading): void {
  const choice = listChildren(element, 'mc:Choice').find(
    (each) => findDeep(each, 'pic:pic') !== undefined || findDeep(each, 'w:txbxContent') !== undefined,
  );
  const isGroup = findDeep(choice, 'wpg:wgp') !== undefined;
  if (choice !== undefined && isGroup && findDeep(choice, 'pic:pic') !== undefined)
    throw unsupported('A group of pictures and shapes', reading.around);
  const chosen = choice ?? child(element, 'mc:Fallback');
  for (const inner of chosen?.children ?? []) readRunChild(inner, look, reading);
}
