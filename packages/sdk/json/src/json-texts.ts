const QUOTE = 34;
const BACKSLASH = 92;
/** `[` and `]` differ from `{` and `}` in this bit. */
const CURLY = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;
/** What ends a number, `true`, `false` or `null`. */
const AFTER_LITERAL = /[\s,\]}]/g;
const SPACE = /\s*/y;

/**
 * The members of a JSON object, each as the text that it is written with: no digit and no order is lost. Of a
 * name that is there twice, the last counts. What is inside the members is not checked.
 * @throws SyntaxError when the text is not an object
 */
export function jsonMembers(text: string): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  const reader = createReader(text);
  reader.expect('{');
  if (!reader.isNext('}')) {
    do {
      const name: unknown = JSON.parse(reader.value());
      if (typeof name !== 'string') throw unexpected();
      reader.expect(':');
      members.set(name, reader.value());
    } while (reader.isNext(','));
    reader.expect('}');
  }
  reader.expectEnd();
  return members;
}

/**
 * The items of a JSON list, each as the text that it is written with. What is inside the items is not
 * checked.
 * @throws SyntaxError when the text is not a list
 */
export function jsonItems(text: string): readonly string[] {
  const items: string[] = [];
  const reader = createReader(text);
  reader.expect('[');
  if (!reader.isNext(']')) {
    do items.push(reader.value());
    while (reader.isNext(','));
    reader.expect(']');
  }
  reader.expectEnd();
  return items;
}

function createReader(text: string) {
  let at = 0;
  const skipSpace = (): void => {
    SPACE.lastIndex = at;
    SPACE.test(text);
    at = SPACE.lastIndex;
  };
  const isNext = (character: string): boolean => {
    skipSpace();
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };
  return {
    isNext,
    expect(character: string): void {
      if (!isNext(character)) throw unexpected();
    },
    expectEnd(): void {
      skipSpace();
      if (at !== text.length) throw unexpected();
    },
    value(): string {
      skipSpace();
      const start = at;
      at = endOfValue(text, start);
      return text.slice(start, at);
    },
  };
}

function endOfValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return endOfString(text, start);
  if ((first | CURLY) === OPEN) return endOfContainer(text, start);
  AFTER_LITERAL.lastIndex = start;
  const end = AFTER_LITERAL.exec(text)?.index ?? text.length;
  if (end === start) throw unexpected();
  return end;
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
  throw unexpected();
}

function endOfContainer(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      continue;
    }
    at += 1;
    if ((code | CURLY) === OPEN) depth += 1;
    else if ((code | CURLY) === CLOSE) depth -= 1;
    if (depth === 0) return at;
  }
  throw unexpected();
}

const unexpected = (): SyntaxError => new SyntaxError('Expected JSON of another shape');
