import { inflateSync } from 'node:zlib';
import { LIMITS } from '../definition/limits.ts';
import { FontProblem } from './font-problem.ts';

export type FontTables = ReadonlyMap<string, Uint8Array>;

const DAMAGED = 'its tables are damaged';
const TOO_LARGE = 'it would unfold to more than a font may have';

/**
 * The tables of a font (TrueType, OpenType, the first of a collection, WOFF), unfolded no further than they
 * say themselves, and all of them together no further than a font may.
 * @throws FontProblem
 */
export function readFontTables(bytes: Uint8Array): FontTables {
  if (bytes.byteLength < 12) throw new FontProblem('it is empty');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (readTag(bytes, 0)) {
      case 'wOFF':
        checkLength([{ length: view.getUint32(16) }]);
        return readWoff(bytes, view);
      case 'ttcf': {
        if (view.getUint32(8) > LIMITS.fontsOfCollection)
          throw new FontProblem(`the collection holds more than ${LIMITS.fontsOfCollection} fonts`);
        return readPlain(bytes, view, view.getUint32(12));
      }
      default:
        return readPlain(bytes, view, 0);
    }
  } catch (error) {
    if (error instanceof RangeError) throw new FontProblem('it is cut off');
    throw error;
  }
}

const readTag = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

function countTables(view: DataView, at: number): number {
  const count = view.getUint16(at);
  if (count === 0 || count > LIMITS.fontTables) throw new FontProblem(DAMAGED);
  return count;
}

function cut(bytes: Uint8Array, offset: number, length: number): Uint8Array {
  if (offset + length > bytes.byteLength) throw new FontProblem(DAMAGED);
  return bytes.subarray(offset, offset + length);
}

function readPlain(bytes: Uint8Array, view: DataView, at: number): FontTables {
  const tables = new Map<string, Uint8Array>();
  for (let index = countTables(view, at + 4); index > 0; index -= 1) {
    const entry = at + 12 + (index - 1) * 16;
    tables.set(readTag(bytes, entry), cut(bytes, view.getUint32(entry + 8), view.getUint32(entry + 12)));
  }
  return tables;
}

/** https://www.w3.org/TR/WOFF/ */
function readWoff(bytes: Uint8Array, view: DataView): FontTables {
  const entries = Array.from({ length: countTables(view, 12) }, (_, index) => {
    const entry = 44 + index * 20;
    return {
      tag: readTag(bytes, entry),
      folded: cut(bytes, view.getUint32(entry + 4), view.getUint32(entry + 8)),
      length: view.getUint32(entry + 12),
    };
  });
  checkLength(entries);
  return new Map(
    entries.map(({ tag, folded, length }) => [
      tag,
      folded.byteLength < length
        ? unfold(() => inflateSync(folded, { maxOutputLength: length }), length)
        : folded,
    ]),
  );
}

function checkLength(entries: readonly { readonly length: number }[]): void {
  const sum = entries.reduce((total, { length }) => total + length, 0);
  if (sum > LIMITS.fontBytes) throw new FontProblem(TOO_LARGE);
}

function unfold(work: () => Uint8Array, length: number): Uint8Array {
  let unfolded: Uint8Array;
  try {
    unfolded = work();
  } catch {
    throw new FontProblem(DAMAGED);
  }
  if (unfolded.byteLength !== length) throw new FontProblem(DAMAGED);
  return unfolded;
}
