import { collectParts, type Part, type Slices } from '../layout/slice.ts';
import type { WordTools } from './word-context.ts';

/** The parts of a cell, header or footer, in which no page ends. */
export function collectWordParts(slices: Slices, word: WordTools): Slices<readonly Part[]> {
  return collectParts(dropBreaks(slices, word), () => {
    throw new Error('There are no breaks left');
  });
}

function* dropBreaks(slices: Slices, word: WordTools): Slices {
  for (const slice of slices) {
    if (slice.kind === 'break') word.note('Breaks of pages in tables, headers and footers are not drawn');
    else yield slice;
  }
}
