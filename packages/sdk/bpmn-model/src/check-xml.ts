import { ModelError } from './model-error.ts';

/** Well beyond real models: their parser takes time that grows with the square of some of these. */
const MAX_ELEMENTS = 100_000;
const MAX_DEPTH = 1_000;
const MAX_ATTRIBUTES = 200;
const MAX_NAMESPACES = 32;

const NAME = '[\\p{L}_][\\p{L}\\p{M}\\p{N}_.:·-]*';
const OPENING = new RegExp(`<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'uy');
const CLOSING = new RegExp(`</(${NAME})\\s*>`, 'uy');
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"[^"]*"|'[^']*')`, 'gu');

/** What is neither an element nor text, by how it begins and ends. */
const SKIPPED = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** What a file is meant to be, and how large it may be. */
export interface CheckXmlOptions {
  /** Default 100,000. */
  readonly maxElements?: number;
  /** For messages. Default `BPMN`. */
  readonly format?: string;
}

/**
 * Checks in one pass that a text is well-formed XML of a shape that models have. The parser of models takes
 * far too long for some that are not.
 * @throws ModelError
 */
export function checkXml(
  xml: string,
  { maxElements = MAX_ELEMENTS, format = 'BPMN' }: CheckXmlOptions = {},
): void {
  const malformed = (at: number): ModelError =>
    new ModelError(`The file is not ${format}: it is not well-formed XML at character ${at + 1}`, {
      position: at,
    });
  const open: string[] = [];
  const namespaces = new Set<string>();
  let elements = 0;
  let end = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', end)) {
    const skipped = SKIPPED.find(([start]) => xml.startsWith(start, at));
    if (skipped !== undefined) {
      end = findEnd(xml, skipped, at);
      if (end < 0) throw malformed(at);
      continue;
    }
    CLOSING.lastIndex = at;
    const closing = CLOSING.exec(xml);
    if (closing !== null) {
      end = CLOSING.lastIndex;
      if (open.pop() !== closing[1]) throw malformed(at);
      continue;
    }
    OPENING.lastIndex = at;
    const [, name, attributes = '', empty] = OPENING.exec(xml) ?? [];
    if (name === undefined) throw malformed(at);
    end = OPENING.lastIndex;
    elements += 1;
    if (empty === '') open.push(name);
    if (elements > maxElements) throw beyond('elements', maxElements);
    if (open.length > MAX_DEPTH) throw beyond('levels', MAX_DEPTH);
    checkAttributes(attributes, { namespaces, format });
  }
  if (open.length > 0 || elements === 0) throw malformed(xml.length);
}

function findEnd(xml: string, [start, stop]: readonly [string, string], at: number): number {
  const found = xml.indexOf(stop, at + start.length);
  return found < 0 ? found : found + stop.length;
}

function checkAttributes(
  attributes: string,
  { namespaces, format }: { readonly namespaces: Set<string>; readonly format: string },
): void {
  if (attributes === '') return;
  const names = new Set<string>();
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(attributes); match; match = ATTRIBUTE.exec(attributes)) {
    const [, name = ''] = match;
    if (names.has(name))
      throw new ModelError(`The file is not ${format}: an element has the attribute ${name} twice`);
    names.add(name);
    if (names.size > MAX_ATTRIBUTES) throw beyond('attributes of an element', MAX_ATTRIBUTES);
    if (name.startsWith('xmlns:')) namespaces.add(name);
  }
  if (namespaces.size > MAX_NAMESPACES) throw beyond('prefixes of namespaces', MAX_NAMESPACES);
}

const beyond = (what: string, most: number): ModelError =>
  new ModelError(`The file has more than ${most} ${what}`);
