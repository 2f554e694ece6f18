import { SaxesParser, type SaxesTagNS } from 'saxes';
import { WORD_LIMITS } from '../limits.ts';
import { WordError } from '../word-error.ts';
import { normalizeName } from './xml-names.ts';

/** An element; names have the prefixes of the standard, whatever the file calls them. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Of its own text; that of elements inside is theirs. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/**
 * Reads a part of a Word file. Nothing outside of it is looked at, and entities other than the five of XML
 * are unknown.
 * @throws WordError for what is not well-formed, has a document type, or is beyond the limits
 */
export function readXml(bytes: Uint8Array, part: string): XmlElement {
  const text = decode(bytes, part);
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('error', (cause) => {
    throw new WordError('damaged', `${part} is not well-formed: ${cause.message}`, { cause });
  });
  parser.on('doctype', () => {
    throw new WordError('unsafe', `${part} has a document type (DTD), which a Word file never has`);
  });
  parser.on('opentag', (tag) => {
    count += 1;
    if (count > WORD_LIMITS.xmlElements) throw tooLarge(part, 'elements', WORD_LIMITS.xmlElements);
    if (open.length >= WORD_LIMITS.xmlDepth) throw tooLarge(part, 'levels of elements', WORD_LIMITS.xmlDepth);
    const element: OpenElement = {
      name: normalizeName(tag.uri, tag.local),
      attributes: readAttributes(tag, part),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const addText = (content: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += content;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  if (root === undefined) throw new WordError('damaged', `${part} is empty`);
  return root;
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

function readAttributes(tag: SaxesTagNS, part: string): ReadonlyMap<string, string> {
  const attributes = Object.values(tag.attributes);
  if (attributes.length === 0) return NO_ATTRIBUTES;
  const { attributes: limit, attributeCharacters } = WORD_LIMITS;
  if (attributes.length > limit) throw tooLarge(part, 'attributes of an element', limit);
  return new Map(
    attributes.map(({ uri, local, value }) => {
      if (value.length > attributeCharacters)
        throw tooLarge(part, 'characters of an attribute', attributeCharacters);
      return [normalizeName(uri, local), value] as const;
    }),
  );
}

/** Parts are UTF-8 or UTF-16 (ECMA-376 Part 2, 8.1.4). */
function decode(bytes: Uint8Array, part: string): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.length > WORD_LIMITS.xmlCharacters)
      throw tooLarge(part, 'characters', WORD_LIMITS.xmlCharacters);
    return text;
  } catch (cause) {
    if (cause instanceof WordError) throw cause;
    throw new WordError('damaged', `${part} is not UTF-8 or UTF-16`, { cause });
  }
}

const tooLarge = (part: string, what: string, limit: number): WordError =>
  new WordError('too-large', `${part} has more than ${limit} ${what}`);
