import { InvalidPattern } from './pattern-error.ts';

/** The flags that `(?imsxdu)` switches. */
export interface PatternFlags {
  readonly ignoresCase: boolean;
  readonly isMultiline: boolean;
  readonly dotMatchesAll: boolean;
  readonly hasComments: boolean;
  readonly onlyLineFeeds: boolean;
  readonly hasUnicodeCase: boolean;
}

/** Reads a pattern character by character. */
export class PatternReader {
  readonly #points: readonly string[];
  position = 0;
  flags: PatternFlags;
  groupCount = 0;
  /** Whether a `$` or `\Z` was read. */
  hasEnd = false;
  /** Whether an assertion about a position was read. */
  hasAnchor = false;
  readonly groupNames = new Map<string, number>();

  constructor(pattern: string, flags: PatternFlags) {
    this.#points = Array.from(unquote(pattern));
    this.flags = flags;
  }

  /** The character at a distance; empty at the end. Blanks and comments count. */
  at(distance = 0): string {
    return this.#points[this.position + distance] ?? '';
  }

  /** The next character that counts; empty at the end. */
  peek(): string {
    while (this.flags.hasComments) {
      if (/^[\t-\r ]$/.test(this.at())) this.position += 1;
      else if (this.at() === '#') this.#skipComment();
      else break;
    }
    return this.at();
  }

  /** Takes the character that {@link peek} shows. */
  take(): string {
    const character = this.peek();
    this.position += 1;
    return character;
  }

  /** Takes a character, blanks too. @throws InvalidPattern at the end */
  read(): string {
    const character = this.at();
    if (character === '') throw new InvalidPattern();
    this.position += 1;
    return character;
  }

  /** Takes the character if it is the next that counts. */
  takeIf(character: string): boolean {
    if (this.peek() !== character) return false;
    this.position += 1;
    return true;
  }

  #skipComment(): void {
    while (this.at() !== '' && !/^[\n\r\u0085\u2028\u2029]$/.test(this.at())) this.position += 1;
  }
}

/** Writes what stands between `\Q` and `\E` character by character. */
function unquote(pattern: string): string {
  return pattern.replace(/\\Q([\s\S]*?)(?:\\E|$)|\\[\s\S]/g, (whole: string, quoted?: string) => {
    if (quoted === undefined) return whole;
    return quoted
      .replace(/[^A-Za-z0-9]/gu, (character) => `\\${character}`)
      .replace(/^\d/, (digit) => `\\x3${digit}`);
  });
}
