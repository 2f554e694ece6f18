import { readMany, readValue } from './values.ts';
import { readName, readTypeName } from './names.ts';
import type { Iterator, Node, RangeNode } from './node.ts';
import type { Reader } from './reader.ts';
import { readInputTest, readPositiveTest, readPositiveTests } from './tests.ts';

/** Any expression. */
export function readExpression(reader: Reader): Node | undefined {
  return reader.once('expression', () =>
    reader.nested(() => readIf(reader) ?? readFor(reader) ?? readQuantified(reader) ?? readOr(reader)),
  );
}

function readIf(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('if', '')) return undefined;
    const condition = readExpression(reader);
    if (!condition || !reader.take('then')) return undefined;
    const yes = readExpression(reader);
    if (!yes || !reader.take('else')) return undefined;
    const no = readExpression(reader);
    return no && { type: 'if', condition, yes, no };
  });
}

function readFor(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('for', '')) return undefined;
    const iterators = readMany(reader, () => readIterator(reader));
    if (!iterators || !reader.take('return')) return undefined;
    const body = readExpression(reader);
    return body && { type: 'for', iterators, body };
  });
}

function readQuantified(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    const word = reader.takeOne(['some', 'every'], '');
    const iterators = word && readMany(reader, () => readIterator(reader));
    if (!iterators || !reader.take('satisfies')) return undefined;
    const body = readExpression(reader);
    return body && { type: 'quantified', every: word === 'every', iterators, body };
  });
}

function readIterator(reader: Reader): Iterator | undefined {
  return reader.tryTo(() => {
    const name = readName(reader);
    if (name === undefined || !reader.take('in')) return undefined;
    const list = readSteps(reader) ?? readValue(reader);
    return list && { name, list };
  });
}

function readSteps(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    const start = readOperand(reader);
    if (!start || !reader.take('..', '')) return undefined;
    const end = readOperand(reader);
    return end && { type: 'steps', start, end };
  });
}

function readOr(reader: Reader): Node | undefined {
  const parts = readChain(reader, 'or', () => readAnd(reader));
  return parts && (parts.length === 1 ? parts[0] : { type: 'or', parts });
}

function readAnd(reader: Reader): Node | undefined {
  const parts = readChain(reader, 'and', () => readComparison(reader));
  return parts && (parts.length === 1 ? parts[0] : { type: 'and', parts });
}

function readChain(
  reader: Reader,
  operator: string,
  read: () => Node | undefined,
): readonly Node[] | undefined {
  const first = read();
  if (!first) return undefined;
  const parts = [first];
  for (;;) {
    reader.checkChain(parts.length);
    const next = reader.tryTo(() => (reader.take(operator, 'an operator') ? read() : undefined));
    if (!next) return parts;
    parts.push(next);
  }
}

function readComparison(reader: Reader): Node | undefined {
  return reader.once('comparison', () => {
    const left = readOperand(reader);
    if (!left) return readInputTest(reader);
    return (
      readBinaryComparison(reader, left) ??
      readBetween(reader, left) ??
      readInstanceOf(reader, left) ??
      readIn(reader, left) ??
      left
    );
  });
}

function readBinaryComparison(reader: Reader, left: Node): Node | undefined {
  return reader.tryTo(() => {
    const operator = reader.takeOne(['<=', '>=', '<', '>', '!=', '='], 'an operator');
    const right = operator && readOperand(reader);
    if (!right) return undefined;
    if (operator === '!=') return { type: 'not', value: { type: 'comparison', operator: '=', left, right } };
    return { type: 'comparison', operator, left, right };
  });
}

function readBetween(reader: Reader, value: Node): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('between', 'an operator')) return undefined;
    const low = readOperand(reader);
    if (!low || !reader.take('and')) return undefined;
    const high = readOperand(reader);
    if (!high) return undefined;
    return {
      type: 'and',
      parts: [
        { type: 'comparison', operator: '>=', left: value, right: low },
        { type: 'comparison', operator: '<=', left: value, right: high },
      ],
    };
  });
}

function readInstanceOf(reader: Reader, value: Node): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('instance', 'an operator') || !reader.take('of')) return undefined;
    const typeName = readTypeName(reader);
    return typeName === undefined ? undefined : { type: 'instance of', value, typeName };
  });
}

function readIn(reader: Reader, value: Node): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('in', 'an operator')) return undefined;
    const test = readTestsInBrackets(reader) ?? readPositiveTest(reader);
    return test && { type: 'in', value, test };
  });
}

export function readTestsInBrackets(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('(', '')) return undefined;
    const tests = readPositiveTests(reader);
    return tests && reader.take(')') ? tests : undefined;
  });
}

/** What stands on a side of a comparison: sums and whatever binds closer. */
export function readOperand(reader: Reader): Node | undefined {
  return reader.once('operand', () =>
    readArithmetic(reader, ['+', '-'], () =>
      readArithmetic(reader, ['*', '/'], () => readArithmetic(reader, ['**'], () => readSigned(reader))),
    ),
  );
}

function readArithmetic(
  reader: Reader,
  operators: readonly ('+' | '-' | '*' | '/' | '**')[],
  read: () => Node | undefined,
): Node | undefined {
  let left = read();
  for (let length = 1; left; length += 1) {
    reader.checkChain(length);
    const next = reader.tryTo(() => {
      const operator = reader.takeOne(operators, 'an operator');
      const right = operator && read();
      return right && { operator, right };
    });
    if (!next) return left;
    left = { type: 'arithmetic', operator: next.operator, left, right: next.right };
  }
  return undefined;
}

function readSigned(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('-', '')) return readValue(reader);
    const value = readValue(reader);
    return value && { type: 'negation', value };
  });
}

/** `[1..5)`, `]1..5[`. */
export function readRange(reader: Reader): RangeNode | undefined {
  return reader.tryTo(() => {
    const open = reader.takeOne(['(', ']', '['], '');
    const start = open && readOperand(reader);
    if (!start || !reader.take('..', '')) return undefined;
    const end = readOperand(reader);
    const close = end && reader.takeOne([')', '[', ']']);
    if (!close) return undefined;
    return { type: 'range', start, end, startIncluded: open === '[', endIncluded: close === ']' };
  });
}
