import { maxNesting } from '../check-size.ts';
import type { FeelVersion } from '../feel-version.ts';
import { syntaxError } from '../syntax-error.ts';
import { isDigit, isNameStart, isWhitespace } from './characters.ts';
import type { Node } from './node.ts';

interface Memo {
  readonly node: Node | undefined;
  readonly end: number;
}

const maxChain = 1000;
const maxShownExpected = 4;

/**
 * A position in a text. Reading moves it on; what cannot be read leaves it in place and is noted, so that an
 * error can say what was expected at the furthest position reached.
 */
export class Reader {
  readonly text: string;
  readonly version: FeelVersion;
  /** Names of functions that are read whole although they hold keywords. */
  readonly functionNames: readonly string[];
  position = 0;
  /** Where the last number literal begins and ends. */
  number: { readonly start: number; readonly end: number } | undefined;
  #depth = 0;
  #furthest = 0;
  #expected = new Set<string>();
  readonly #memos = new Map<string, Map<number, Memo>>();

  constructor(options: {
    readonly text: string;
    readonly version: FeelVersion;
    readonly functionNames: readonly string[];
  }) {
    this.text = options.text;
    this.version = options.version;
    this.functionNames = options.functionNames;
  }

  /** The character at a position; empty at the end. */
  at(position: number): string {
    return this.text[position] ?? '';
  }

  /** Skips whitespace and comments. */
  skip(): void {
    for (;;) {
      const character = this.at(this.position);
      if (character !== '' && isWhitespace(character)) this.position += 1;
      else if (character === '/' && this.at(this.position + 1) === '/') this.#skipTo('\n', this.text.length);
      else if (character === '/' && this.at(this.position + 1) === '*') this.#skipComment();
      else return;
    }
  }

  #skipTo(end: string, otherwise: number): void {
    const index = this.text.indexOf(end, this.position + 2);
    this.position = index < 0 ? otherwise : index + end.length;
  }

  #skipComment(): void {
    const start = this.position;
    this.#skipTo('*/', -1);
    if (this.position < 0) throw syntaxError(this.text, start, 'the comment has no end');
  }

  /** Reads a word or sign right here, without skipping blanks. */
  here(literal: string): boolean {
    if (!this.text.startsWith(literal, this.position)) return false;
    this.position += literal.length;
    return true;
  }

  /** Reads a word or sign after blanks. `expected` is what an error says instead of it; empty for nothing. */
  take(literal: string, expected = JSON.stringify(literal)): boolean {
    const start = this.position;
    this.skip();
    if (this.here(literal)) return true;
    this.expect(expected);
    this.position = start;
    return false;
  }

  /** The first of several words or signs. */
  takeOne<const Literal extends string>(
    literals: readonly Literal[],
    expected?: string,
  ): Literal | undefined {
    return literals.find((literal) => this.take(literal, expected));
  }

  /** Notes what would have been valid at this position. */
  expect(what: string): void {
    if (what === '') return;
    if (this.position > this.#furthest) {
      this.#furthest = this.position;
      this.#expected = new Set();
    }
    if (this.position === this.#furthest) this.#expected.add(what);
  }

  /** Undoes the reading of an alternative that does not fit. */
  tryTo<Result>(read: () => Result | undefined): Result | undefined {
    const start = this.position;
    const result = read();
    if (result === undefined) this.position = start;
    return result;
  }

  /** Applies each rule once per position, so that alternatives with a common beginning cost nothing. */
  once(rule: string, read: () => Node | undefined): Node | undefined {
    const memos = this.#memos.get(rule) ?? new Map<number, Memo>();
    this.#memos.set(rule, memos);
    const start = this.position;
    const known = memos.get(start);
    if (known) {
      this.position = known.end;
      return known.node;
    }
    const node = this.tryTo(read);
    memos.set(start, { node, end: this.position });
    return node;
  }

  /** @throws FeelError `syntax` when expressions are nested too deep */
  nested<Result>(read: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > 2 * maxNesting) {
      throw syntaxError(this.text, this.position, `nested more than ${2 * maxNesting} deep`);
    }
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }

  /** @throws FeelError `syntax` when too many operators follow each other */
  checkChain(length: number): void {
    if (length <= maxChain) return;
    throw syntaxError(this.text, this.position, `more than ${maxChain} operators in a row`);
  }

  /** The error for what could not be read. */
  toError(): Error {
    const place = this.#furthest;
    if (this.number?.end === place && isNameStart(this.at(place))) {
      const { start } = this.number;
      let end = place;
      while (isNameStart(this.at(end)) || isDigit(this.at(end))) end += 1;
      return syntaxError(this.text, start, `${JSON.stringify(this.text.slice(start, end))} is not a number`);
    }
    const expected = [...this.#expected].slice(0, maxShownExpected);
    return syntaxError(this.text, place, undefined, expected);
  }
}
