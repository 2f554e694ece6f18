import { toSyntaxError } from './syntax-error.ts';

export const maxTextLength = 100_000;
export const maxNesting = 100;

/** What has no end goes to the end of the text, so that nothing is looked at twice. */
const stringOrComment = /"(?:[^"\\]|\\.)*"?|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|[([{}\])]/g;

/**
 * Refuses what the parser would take seconds for: very long texts and very deep brackets.
 * @throws FeelError `syntax`
 */
export function checkSize(text: string): void {
  if (text.length > maxTextLength) {
    throw toSyntaxError(text, maxTextLength, `longer than ${maxTextLength} characters`);
  }
  let depth = 0;
  for (const match of text.matchAll(stringOrComment)) {
    if ('([{'.includes(match[0])) depth += 1;
    else if (')]}'.includes(match[0])) depth -= 1;
    if (depth > maxNesting) {
      throw toSyntaxError(text, match.index, `brackets are nested more than ${maxNesting} deep`);
    }
  }
}
