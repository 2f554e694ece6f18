import { checkSize } from '../check-size.ts';
import { FeelError } from '../feel-error.ts';
import type { FeelVersion } from '../feel-version.ts';
import { syntaxError } from '../syntax-error.ts';
import { readExpression } from './expressions.ts';
import type { Node } from './node.ts';
import { Reader } from './reader.ts';
import { readTests } from './tests.ts';

export type Grammar = 'expression' | 'unary tests';

/**
 * Reads a whole text. What it means depends on the text alone, never on the variables it will meet.
 * @throws FeelError `syntax`
 */
export function parse(options: {
  readonly text: string;
  readonly grammar: Grammar;
  readonly version: FeelVersion;
  readonly functionNames: readonly string[];
}): Node {
  const { text, grammar } = options;
  checkSize(text);
  const reader = new Reader(options);
  try {
    const node = grammar === 'expression' ? readExpression(reader) : readTests(reader);
    reader.skip();
    if (node && reader.position === text.length) return node;
    reader.expect('the end');
  } catch (error) {
    if (error instanceof FeelError) throw error;
    throw syntaxError(text, 0, 'nested too deep');
  }
  throw reader.toError();
}
