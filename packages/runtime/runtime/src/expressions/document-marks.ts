/**
 * The entry that identifies a document created by an expression. Its value is the mark of that one
 * evaluation, which nobody else can know.
 */
export const MARKED = 'jobwright.document';

let current: string | undefined;

/**
 * Evaluates with a mark for the documents that are created meanwhile; evaluation is synchronous. Without a
 * mark none can be created.
 */
export function withMark<Result>(mark: string | undefined, evaluate: () => Result): Result {
  current = mark;
  try {
    return evaluate();
  } finally {
    current = undefined;
  }
}

/** The placeholder, in the result of an expression, of a document that is still to be stored. */
export function markedDocument(content: unknown): Readonly<Record<string, unknown>> {
  if (current === undefined)
    throw new Error('createDocument can be used in result and error expressions only');
  return { [MARKED]: current, content };
}
