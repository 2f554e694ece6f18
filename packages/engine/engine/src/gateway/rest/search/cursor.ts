import { z } from 'zod';
import { invalidArgument } from './invalid-argument.ts';
import type { SortPosition } from './sort-order.ts';

const MAX_CURSOR_LENGTH = 100_000;
const cursorContent = z.tuple([
  z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
  z.string(),
]);

/** The position of a record as Base64: pages go on from it even if the record is gone. */
export function writeCursor({ values, key }: SortPosition): string {
  return Buffer.from(JSON.stringify([values, key])).toString('base64');
}

function parseContent(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString());
  } catch {
    return undefined;
  }
}

/** @throws Problem when the cursor is not one of a search with so many fields to sort by. */
export function readCursor(text: string, fieldCount: number): SortPosition {
  const content = cursorContent.safeParse(text.length > MAX_CURSOR_LENGTH ? undefined : parseContent(text));
  if (!content.success || content.data[0].length !== fieldCount)
    throw invalidArgument(
      'The provided cursor is not valid. Use the startCursor or endCursor of an answer with the same sort.',
    );
  const [values, key] = content.data;
  return { values, key };
}
