import type { ByteReader } from './byte-reader.ts';
import type { ClassDescription } from './class-description.ts';
import { JavaStreamError } from './java-stream-error.ts';
import type { JavaValue } from './java-value.ts';

/** Nested deeper than engines write: it would take the stack of this process. */
const MAX_DEPTH = 500;
const FIRST_HANDLE = 0x7e0000;

export const TAG = {
  null: 0x70,
  reference: 0x71,
  classDescription: 0x72,
  object: 0x73,
  string: 0x74,
  array: 0x75,
  class: 0x76,
  blockData: 0x77,
  endBlockData: 0x78,
  longBlockData: 0x7a,
  longString: 0x7c,
  enum: 0x7e,
} as const;

type Remembered = JavaValue | ClassDescription;

/** What has been read of a stream: where it is, how deep, and what a later part may refer to. */
export interface JavaStream {
  readonly reader: ByteReader;
  /** Gives the next value the next handle. */
  remember<Value extends Remembered>(value: Value): Value;
  /** Takes the next handle for a value that is read later. */
  reserve<Value extends Remembered>(read: () => Value): Value;
  /** @throws JavaStreamError when nothing has that handle */
  readReference(): Remembered;
  /** @throws JavaStreamError when it is nested too deep */
  nest<Result>(read: () => Result): Result;
}

/** Starts to read a stream, after its header. */
export function createJavaStream(reader: ByteReader): JavaStream {
  const handles: Remembered[] = [];
  let depth = 0;
  return {
    reader,
    remember(value) {
      handles.push(value);
      return value;
    },
    reserve(read) {
      const at = handles.push(null) - 1;
      const value = read();
      handles[at] = value;
      return value;
    },
    readReference() {
      const found = handles[reader.int32() - FIRST_HANDLE];
      if (found === undefined) throw new JavaStreamError('A reference to nothing');
      return found;
    },
    nest(read) {
      depth += 1;
      if (depth > MAX_DEPTH) throw new JavaStreamError('Nested too deep');
      const result = read();
      depth -= 1;
      return result;
    },
  };
}
