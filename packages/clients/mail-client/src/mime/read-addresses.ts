/** An address in the header of a mail that somebody sent; nothing of it can be trusted. */
export interface ReadAddress {
  /** May be empty. Encoded words in it are not decoded. */
  readonly name: string;
  readonly address: string;
}

interface Entry {
  /** In the order in which they stand, a blank between those that do not touch. */
  text: string;
  names: string[];
  comments: string[];
  angles: string[];
}

const createEntry = (): Entry => ({ text: '', names: [], comments: [], angles: [] });

/**
 * Takes a header of addresses apart (RFC 5322 3.4) before anything in it is decoded: what an encoded word
 * says is a name, never an address (RFC 2047 6.2). Groups are laid flat. An entry of which nobody can say
 * which address it means has none. Linear in the length of the text.
 */
export function readAddresses(text: string): readonly ReadAddress[] {
  const found: ReadAddress[] = [];
  let entry = createEntry();
  /**
   * A quotation mark that nothing closes is passed over; those after it too, or each would be looked for to
   * the end.
   */
  let hasOpenQuote = false;
  const endEntry = (): void => {
    const address = readAddress(entry);
    if (address !== undefined) found.push(address);
    entry = createEntry();
  };
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at);
    let end: number = character === '"' && hasOpenQuote ? text.length + 1 : findEnd(text, at);
    const inner = text.slice(at + 1, end - 1);
    switch (character) {
      case '"':
        hasOpenQuote = end > text.length;
        if (hasOpenQuote) {
          end = at + 1;
          break;
        }
        entry.names.push(unescape(inner));
        entry.text += text.slice(at, end);
        break;
      case '(':
        entry.comments.push(unescape(inner));
        break;
      case '<':
        entry.angles.push(withoutComments(inner));
        break;
      case ',':
      case ';':
        endEntry();
        break;
      case ':':
        // The name of a group; anything else in front of a colon would be no address either.
        entry = createEntry();
        break;
      default:
        entry.text += /\s/.test(character) ? ' ' : text.slice(at, end);
        if (!/\s/.test(character)) entry.names.push(text.slice(at, end));
    }
    at = end;
  }
  endEntry();
  return found;
}

/** Where what begins here ends. */
function findEnd(text: string, start: number): number {
  switch (text.charAt(start)) {
    case '"':
      return findClosing(text, start, '"');
    case '<':
      return findClosing(text, start, '>');
    case '[':
      return findClosing(text, start, ']');
    case '(':
      return findCommentEnd(text, start);
    case ',':
    case ';':
    case ':':
      return start + 1;
    default: {
      let end = start + 1;
      if (!/\s/.test(text.charAt(start)))
        while (end < text.length && !/[\s"(<,;:[]/.test(text.charAt(end))) end += 1;
      return end;
    }
  }
}

function findClosing(text: string, start: number, closing: string): number {
  let isQuoted = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === closing && !isQuoted) return at + 1;
    else if (character === '"') isQuoted = !isQuoted;
  }
  return text.length + 1;
}

function findCommentEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length + 1;
}

const unescape = (text: string): string => text.replaceAll(/\\(.)/gs, '$1');

function withoutComments(text: string): string {
  let kept = '';
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at);
    const end = character === '"' || character === '(' ? findEnd(text, at) : at + 1;
    if (character !== '(') kept += text.slice(at, end);
    at = end;
  }
  return kept;
}

function readAddress({ text, names, comments, angles }: Entry): ReadAddress | undefined {
  const given = angles.map(withoutBlanks).filter((address) => address !== '');
  const [angle, ...others] = given;
  if (angle !== undefined) {
    const name = names.length > 0 ? names.join(' ') : comments.join(' ');
    return others.length === 0 && isUnambiguous(angle) ? { name, address: angle } : undefined;
  }
  const words = withoutBlanks(text).match(/(?:"(?:[^"\\]|\\.)*"|[^\s"])+/g) ?? [];
  const [address, ...more] = words.filter((word) => word.replaceAll(/"[^"]*"/g, '').includes('@'));
  if (address === undefined || more.length > 0 || !isUnambiguous(address)) return undefined;
  return { name: comments.join(' '), address };
}

/** Of `a@b@c` nobody can say where it is delivered. */
const isUnambiguous = (address: string): boolean =>
  address.replaceAll(/"[^"]*"/g, '').split('@').length === 2;

/** Blanks around dots and `@` mean nothing, nor does a source route (RFC 5322, 4.4). */
const withoutBlanks = (text: string): string =>
  text
    .trim()
    .replace(/^(?:@[^:]*|mailto):/i, '')
    .replace(/>+$/, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([.@]) ?/g, '$1');
