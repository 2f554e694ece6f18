import type { Charsets } from './charsets.ts';
import { decodeWords } from './encoded-words.ts';

/** `attachment; filename="a.pdf"` taken apart. */
export interface StructuredHeader {
  /** In lower case. */
  readonly value: string;
  /** By their names in lower case, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Takes a header with parameters apart (RFC 2045 5.1, RFC 2231, and what mail programs make of them). */
export function parseStructuredHeader(text: string, charsets: Charsets): StructuredHeader {
  const pieces = splitAtSemicolons(text);
  // Some leave the value out: `Content-Disposition: filename=a.pdf`.
  const [first = '', ...others] = pieces[0]?.includes('=') === true ? ['', ...pieces] : pieces;
  const plain = new Map<string, string>();
  const extended = new Map<string, Segment[]>();
  for (const each of others) {
    const equals = each.indexOf('=');
    if (equals < 1) continue;
    const [, name = '', order, star = ''] =
      /^([^*]+)(?:\*(\d{1,4}))?(\*?)$/.exec(each.slice(0, equals).trim().toLowerCase()) ?? [];
    const value = each.slice(equals + 1).trim();
    if (name === '') continue;
    if (order === undefined && star === '') {
      if (!plain.has(name)) plain.set(name, decodeWords(value, charsets));
    } else {
      const segments = extended.get(name) ?? [];
      segments.push({ order: Number(order ?? 0), isEncoded: star !== '', value });
      extended.set(name, segments);
    }
  }
  // Written twice, the extended form is the one meant for who can read it.
  for (const [name, segments] of extended) plain.set(name, joinSegments(segments, charsets));
  return { value: first.trim().toLowerCase(), parameters: plain };
}

interface Segment {
  readonly order: number;
  readonly isEncoded: boolean;
  readonly value: string;
}

function joinSegments(segments: Segment[], charsets: Charsets): string {
  const ordered = segments.toSorted((one, other) => one.order - other.order);
  const [, charset] =
    /^([\w.:+-]*)'[^']*'/.exec(ordered[0]?.isEncoded === true ? ordered[0].value : '') ?? [];
  const bytes = ordered.map(({ isEncoded, value }, index) => {
    if (!isEncoded) return Buffer.from(value);
    const encoded = index === 0 && charset !== undefined ? value.replace(/^[^']*'[^']*'/, '') : value;
    return decodePercent(encoded);
  });
  const text = charsets.decode(Buffer.concat(bytes), charset);
  return ordered.some(({ isEncoded }) => isEncoded) ? text : decodeWords(text, charsets);
}

const decodePercent = (encoded: string): Buffer =>
  Buffer.concat(
    encoded
      .split(/(%[0-9a-f]{2})/i)
      .map((piece) =>
        /^%[0-9a-f]{2}$/i.test(piece) ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece),
      ),
  );

/** Without comments and quotation marks. */
function splitAtSemicolons(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && (isQuoted || depth > 0)) {
      at += 1;
      const next = text.charAt(at);
      // Some write the paths of files without doubling what separates them.
      if (depth === 0) part += next === '"' || next === '\\' ? next : `\\${next}`;
    } else if (isQuoted) {
      if (character === '"') isQuoted = false;
      else part += character;
    } else if (depth > 0 || character === '(') {
      // Inside of a value it may be part of a name: `report(1).pdf`.
      if (depth === 0 && isWithinValue(part)) part += character;
      else if (character === '(') depth += 1;
      else if (character === ')') depth -= 1;
    } else if (character === '"') isQuoted = true;
    else if (character === ';') {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part];
}

const isWithinValue = (part: string): boolean => /=\s*\S/.test(part) && !/\s$/.test(part);
