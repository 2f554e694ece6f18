import { readExpression, readOperand, readRange, readTestsInBrackets } from './expressions.ts';
import type { Node } from './node.ts';
import type { Reader } from './reader.ts';
import { readMany } from './values.ts';

/** The unary tests of a decision's cell. */
export function readTests(reader: Reader): Node | undefined {
  return readNegation(reader) ?? readPositiveTests(reader) ?? readAny(reader);
}

function readNegation(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('not', '')) return undefined;
    const value = readTestsInBrackets(reader);
    return value && { type: 'not', value };
  });
}

export function readPositiveTests(reader: Reader): Node | undefined {
  const parts = readMany(reader, () => readPositiveTest(reader));
  return parts && (parts.length === 1 ? parts[0] : { type: 'any test', parts });
}

/** Comparisons and ranges come before expressions, which would read them otherwise. */
export function readPositiveTest(reader: Reader): Node | undefined {
  return readLastBoolean(reader) ?? readInputTest(reader) ?? readTest(reader);
}

function readLastBoolean(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    const word = reader.takeOne(['true', 'false'], '');
    reader.skip();
    if (!word || reader.position < reader.text.length) return undefined;
    return {
      type: 'input comparison',
      operator: '=',
      right: { type: 'literal', value: word === 'true' },
    };
  });
}

export function readInputTest(reader: Reader): Node | undefined {
  const comparison = reader.tryTo((): Node | undefined => {
    const operator = reader.takeOne(['<=', '>=', '<', '>'], '');
    const right = operator && readOperand(reader);
    return right && { type: 'input comparison', operator, right };
  });
  if (comparison) return comparison;
  const range = readRange(reader);
  return range && { type: 'input range', range };
}

function readTest(reader: Reader): Node | undefined {
  const body = readExpression(reader);
  return body && { type: 'test', body };
}

function readAny(reader: Reader): Node | undefined {
  return reader.take('-', '') ? { type: 'literal', value: true } : undefined;
}
