/** What a list of addresses is written with (RFC 5322, 3.4 and 3.2). */
export type AddressToken =
  | { readonly kind: 'separator'; readonly character: ',' | ';' | ':' }
  | { readonly kind: 'word' | 'quoted' | 'comment' | 'angle'; readonly text: string };

/** One entry of a list, without the separators around it. */
export interface AddressEntry {
  readonly tokens: readonly Exclude<AddressToken, { readonly kind: 'separator' }>[];
  /** As it was written. */
  readonly source: string;
  /** What makes it unreadable. */
  readonly problem: string | undefined;
}

const SPACE = /\s/u;
const WORD = /[^\s",;:()<>]+/y;

/** A text between two marks of which one is missing has no end: all that is left belongs to it. */
interface Found {
  readonly token: AddressToken;
  readonly end: number;
  readonly problem?: string;
}

/**
 * Takes a list of addresses apart, in time linear in its length. Every character of it is in one entry: what
 * cannot be read is one with a problem. Groups are laid flat. It can be left early.
 */
export function* splitAddresses(text: string): Generator<AddressEntry> {
  let tokens: AddressEntry['tokens'][number][] = [];
  let start = 0;
  let problem: string | undefined;
  let isInGroup = false;
  const take = (end: number): AddressEntry[] => {
    const entry = { tokens, source: text.slice(start, end).trim(), problem };
    tokens = [];
    problem = undefined;
    return entry.tokens.length === 0 && entry.problem === undefined ? [] : [entry];
  };
  for (let at = 0; at < text.length;) {
    if (text[at] === ' ' || SPACE.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const { token, end, problem: found } = readToken(text, at);
    problem ??= found;
    if (token.kind !== 'separator') tokens.push(token);
    else if (token.character === ':') {
      problem ??= isInGroup ? 'it has a colon inside of a group' : findGroupNameProblem(tokens);
      if (problem === undefined) {
        isInGroup = true;
        tokens = [];
        start = end;
      }
    } else {
      yield* take(at);
      if (token.character === ';') isInGroup = false;
      start = end;
    }
    at = end;
  }
  if (isInGroup) problem ??= 'its group is not closed with a semicolon';
  yield* take(text.length);
}

/** What looks like the name of a group must not be an address that gets lost. */
function findGroupNameProblem(tokens: AddressEntry['tokens']): string | undefined {
  const isName =
    tokens.length > 0 &&
    tokens.every((token) => (token.kind === 'word' || token.kind === 'quoted') && !token.text.includes('@'));
  return isName ? undefined : 'what stands before a colon is the name of a group, and this is none';
}

function readToken(text: string, at: number): Found {
  const character = text.charAt(at);
  switch (character) {
    case ',':
    case ';':
    case ':':
      return { token: { kind: 'separator', character }, end: at + 1 };
    case '"':
      return readQuoted(text, at);
    case '(':
      return readComment(text, at);
    case '<': {
      const close = text.indexOf('>', at);
      const end = close === -1 ? text.length : close;
      const inner = text.slice(at + 1, end);
      const problem = close === -1 || inner.includes('<') ? 'its angle bracket is not closed' : undefined;
      return foundEntry({ kind: 'angle', text: inner.trim() }, Math.min(end + 1, text.length), problem);
    }
    case ')':
    case '>':
      return foundEntry(
        { kind: 'word', text: character },
        at + 1,
        `it has a ${character} that closes nothing`,
      );
    default: {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0] ?? character;
      return { token: { kind: 'word', text: word }, end: at + word.length };
    }
  }
}

const foundEntry = (token: AddressToken, end: number, problem: string | undefined): Found => ({
  token,
  end,
  ...(problem !== undefined && { problem }),
});

function readQuoted(text: string, at: number): Found {
  let inner = '';
  for (let index = at + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '"') return { token: { kind: 'quoted', text: inner }, end: index + 1 };
    if (character === '\\') index += 1;
    inner += text.charAt(index);
  }
  return foundEntry({ kind: 'quoted', text: inner }, text.length, 'its quotation mark is not closed');
}

/** Comments may hold comments. */
function readComment(text: string, at: number): Found {
  let depth = 0;
  let inner = '';
  for (let index = at; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return { token: { kind: 'comment', text: inner.slice(1) }, end: index + 1 };
    if (character === '\\') index += 1;
    inner += text.charAt(index);
  }
  return foundEntry({ kind: 'comment', text: inner.slice(1) }, text.length, 'its parenthesis is not closed');
}
