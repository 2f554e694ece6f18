import { isNamePart, isNameStart } from './characters.ts';
import type { Reader } from './reader.ts';

const reserved = new Set('null true false function in return then else satisfies and or'.split(' '));
const namesWithReservedWords = ['and', 'or', 'date and time', 'years and months duration', 'get or else'];
const typesWithBlanks = ['years and months duration', 'days and time duration', 'date and time', 'function'];

/** A name right here: letters, digits and `_`; not a reserved word. */
function readWord(reader: Reader): string | undefined {
  const start = reader.position;
  if (!isNameStart(reader.at(start))) return undefined;
  let end = start + 1;
  while (reader.at(end) !== '' && isNamePart(reader.at(end))) end += 1;
  const word = reader.text.slice(start, end);
  if (reserved.has(word)) return undefined;
  reader.position = end;
  return word;
}

function readEscaped(reader: Reader): string | undefined {
  const start = reader.position;
  if (reader.at(start) !== '`') return undefined;
  const end = reader.text.indexOf('`', start + 1);
  if (end < start + 2) return undefined;
  reader.position = end + 1;
  return reader.text.slice(start + 1, end);
}

/** A name after blanks: a word, or anything in backticks. */
export function readName(reader: Reader): string | undefined {
  return reader.tryTo(() => {
    reader.skip();
    const name = readWord(reader) ?? readEscaped(reader);
    if (name === undefined) reader.expect('a name');
    return name;
  });
}

/** Two words or more with single or more blanks between; only where a sign must follow. */
export function readSpacedName(reader: Reader): string | undefined {
  return reader.tryTo(() => {
    reader.skip();
    const start = reader.position;
    if (readWord(reader) === undefined) return undefined;
    let end = reader.position;
    let words = 1;
    for (;;) {
      while (reader.here(' '));
      if (reader.position === end || readWord(reader) === undefined) break;
      end = reader.position;
      words += 1;
    }
    reader.position = end;
    return words > 1 ? reader.text.slice(start, end) : undefined;
  });
}

/** The name of a built-in function or of one of the host's that could not be read otherwise. */
export function readReservedFunctionName(reader: Reader): string | undefined {
  return reader.tryTo(() => {
    reader.skip();
    return namesWithReservedWords.find((name) => reader.here(name));
  });
}

/** The name of a function of the host's, whatever it holds. */
export function readHostFunctionName(reader: Reader): string | undefined {
  if (reader.functionNames.length === 0) return undefined;
  reader.skip();
  return reader.functionNames.find((name) =>
    reader.tryTo(() => {
      if (!reader.here(name)) return undefined;
      const end = reader.position;
      if (!reader.take('(', '')) return undefined;
      reader.position = end;
      return name;
    }),
  );
}

export function readPathName(reader: Reader): string | undefined {
  return reader.tryTo(() => {
    reader.skip();
    return reader.here('time offset') ? 'time offset' : readName(reader);
  });
}

/** `a.b.c`, with blanks around the points if need be. */
export function readQualifiedName(reader: Reader): readonly [string, ...string[]] | undefined {
  const first = readPathName(reader);
  if (first === undefined) return undefined;
  const rest: string[] = [];
  for (;;) {
    const next = reader.tryTo(() => (reader.take('.', '') ? readPathName(reader) : undefined));
    if (next === undefined) return [first, ...rest];
    rest.push(next);
    reader.checkChain(rest.length);
  }
}

export function readTypeName(reader: Reader): string | undefined {
  return reader.takeOne(typesWithBlanks, 'a type') ?? readQualifiedName(reader)?.join('.');
}

/** The name of a parameter: may hold blanks. */
export function readParameterName(reader: Reader): string | undefined {
  return readSpacedName(reader) ?? readName(reader);
}
