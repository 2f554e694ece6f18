import { syntaxError } from '../syntax-error.ts';
import { isWhitespace } from './characters.ts';
import { readExpression, readRange } from './expressions.ts';
import { readNumber, readQuoted, readTemporal, readText } from './literals.ts';
import {
  readHostFunctionName,
  readName,
  readParameterName,
  readPathName,
  readQualifiedName,
  readReservedFunctionName,
  readSpacedName,
} from './names.ts';
import type { Arguments, Node } from './node.ts';
import type { Reader } from './reader.ts';

/** A value with what is chained to it: `a.b[1].c`. */
export function readValue(reader: Reader): Node | undefined {
  let value = readTerminal(reader);
  if (!value) expectValue(reader);
  for (let length = 0; value; length += 1) {
    reader.checkChain(length);
    const next = readPath(reader, value) ?? readFilter(reader, value);
    if (!next) break;
    value = next;
  }
  return value;
}

function expectValue(reader: Reader): void {
  reader.tryTo(() => {
    reader.skip();
    reader.expect('a value');
    return undefined;
  });
}

function readPath(reader: Reader, base: Node): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('.', '')) return undefined;
    const name = readPathName(reader);
    return name === undefined ? undefined : { type: 'path', base, name };
  });
}

function readFilter(reader: Reader, list: Node): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('[', '')) return undefined;
    const filter = readExpression(reader);
    return filter && reader.take(']') ? { type: 'filter', list, filter } : undefined;
  });
}

function readTerminal(reader: Reader): Node | undefined {
  return (
    readTemporal(reader) ??
    readCall(reader) ??
    readReference(reader) ??
    readConstant(reader) ??
    readText(reader) ??
    readNumber(reader) ??
    readList(reader) ??
    readContext(reader) ??
    (reader.take('?', '') ? { type: 'input' } : undefined) ??
    readFunction(reader) ??
    readBracketed(reader)
  );
}

function readReference(reader: Reader): Node | undefined {
  const names = readQualifiedName(reader);
  return names && { type: 'reference', names };
}

function readConstant(reader: Reader): Node | undefined {
  switch (reader.takeOne(['null', 'true', 'false'], '')) {
    case 'null':
      return { type: 'literal', value: null };
    case 'true':
      return { type: 'literal', value: true };
    case 'false':
      return { type: 'literal', value: false };
    case undefined:
      return undefined;
  }
}

function readBracketed(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('(', '')) return undefined;
    const inner = readExpression(reader);
    return inner && reader.take(')') ? inner : undefined;
  });
}

function readList(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('[', '')) return undefined;
    const items = readMany(reader, () => readExpression(reader)) ?? [];
    return reader.take(']') ? { type: 'list', items } : undefined;
  });
}

/** One or more with commas between. */
export function readMany<Item>(reader: Reader, read: () => Item | undefined): readonly Item[] | undefined {
  const first = read();
  if (first === undefined) return undefined;
  const items = [first];
  for (;;) {
    const next = reader.tryTo(() => (reader.take(',') ? read() : undefined));
    if (next === undefined) return items;
    items.push(next);
  }
}

function readContext(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('{', '')) return undefined;
    const entries = readMany(reader, () => readEntry(reader)) ?? [];
    return reader.take('}') ? { type: 'context', entries } : undefined;
  });
}

function readEntry(reader: Reader): readonly [string, Node] | undefined {
  return reader.tryTo(() => {
    reader.skip();
    const start = reader.position;
    const key = readPlainKey(reader) ?? readName(reader) ?? readQuoted(reader);
    if (key === undefined || !reader.take(':')) return undefined;
    if (key === '__proto__') {
      throw syntaxError(reader.text, start, '"__proto__" cannot be the key of a context');
    }
    const value = readExpression(reader);
    return value && [key, value];
  });
}

const keyEnds = '"{}:,[]`';

/** A key without quotes: anything up to a sign that ends it. */
function readPlainKey(reader: Reader): string | undefined {
  const start = reader.position;
  let end = start;
  for (;;) {
    reader.skip();
    const character = reader.at(reader.position);
    if (character === '' || keyEnds.includes(character) || isWhitespace(character)) break;
    reader.position += 1;
    end = reader.position;
  }
  reader.position = end;
  return end > start ? reader.text.slice(start, end) : undefined;
}

function readFunction(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    if (!reader.take('function', '') || !reader.take('(')) return undefined;
    const parameters = readMany(reader, () => readParameterName(reader)) ?? [];
    if (!reader.take(')')) return undefined;
    const body = readExpression(reader);
    return body && { type: 'function', parameters, body };
  });
}

function readCall(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    const spaced = readHostFunctionName(reader) ?? readSpacedName(reader) ?? readReservedFunctionName(reader);
    const names = spaced === undefined ? readQualifiedName(reader) : ([spaced] as const);
    if (!names || !reader.take('(', '')) return undefined;
    const args = readArguments(reader) ?? { kind: 'positional', values: [] };
    if (!reader.take(')')) return undefined;
    const [first, ...rest] = names;
    const name = rest.at(-1);
    if (name === undefined) return { type: 'call', name: first, args };
    return { type: 'method call', path: [first, ...rest.slice(0, -1)], name, args };
  });
}

function readArguments(reader: Reader): Arguments | undefined {
  const named = readMany(reader, () => readNamedArgument(reader));
  if (named) return { kind: 'named', values: named };
  const values = readMany(reader, () => readRange(reader) ?? readExpression(reader));
  return values && { kind: 'positional', values };
}

function readNamedArgument(reader: Reader): readonly [string, Node] | undefined {
  return reader.tryTo(() => {
    const name = readParameterName(reader);
    if (name === undefined || !reader.take(':', '')) return undefined;
    const value = readRange(reader) ?? readExpression(reader);
    return value && [name, value];
  });
}
