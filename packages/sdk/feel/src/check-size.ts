import { syntaxError } from './syntax-error.ts';

export const maxTextLength = 100_000;
export const maxNesting = 100;

/** Unterminated parts run to the end of the text, so that nothing is scanned twice. */
const stringOrComment = /"(?:[^"\\]|\\.)*"?|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|[([{}\])]/g;

/**
 * Refuses what would take the parser seconds: very long texts and very deep brackets.
 * @throws FeelError `syntax`
 */
export function checkSize(text: string): void {
  if (text.length > maxTextLength) {
    throw syntaxError(text, maxTextLength, `longer than ${maxTextLength} characters`);
  }
  let depth = 0;
  for (const match of text.matchAll(stringOrComment)) {
    if ('([{'.includes(match[0])) depth += 1;
    else if (')]}'.includes(match[0])) depth -= 1;
    if (depth > maxNesting) {
      throw syntaxError(text, match.index, `brackets are nested more than ${maxNesting} deep`);
    }
  }
}
