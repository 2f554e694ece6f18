import { createByteReader } from './byte-reader.ts';
import { type ClassDescription, FLAG, isDescription, lineageOf } from './class-description.ts';
import { JavaStreamError } from './java-stream-error.ts';
import { createJavaStream, type JavaStream, TAG } from './java-stream.ts';
import type { JavaArray, JavaEnum, JavaObject, JavaValue } from './java-value.ts';
import { readClassDescription } from './read-class-description.ts';
import { readModifiedUtf8 } from './read-modified-utf8.ts';

/**
 * Reads a stream of the Java Object Serialization Specification, version 5, as data: no class is loaded and
 * nothing of it is run.
 * @throws JavaStreamError
 */
export function readJavaStream(bytes: Uint8Array): JavaValue {
  const reader = createByteReader(bytes);
  if (reader.uint16() !== 0xaced || reader.uint16() !== 5) throw new JavaStreamError('No Java stream');
  return readNext(createJavaStream(reader));
}

const readNext = (stream: JavaStream): JavaValue => readContent(stream, stream.reader.uint8());

const readContent = (stream: JavaStream, tag: number): JavaValue =>
  stream.nest(() => readTagged(stream, tag));

const readClass = (stream: JavaStream): ClassDescription | null =>
  readClassDescription(stream, (tag) => readContent(stream, tag));

function readTagged(stream: JavaStream, tag: number): JavaValue {
  const { reader } = stream;
  switch (tag) {
    case TAG.null:
      return null;
    case TAG.reference:
      return asValue(stream.readReference());
    case TAG.string:
      return stream.remember(readModifiedUtf8(reader.bytes(reader.uint16())));
    case TAG.longString:
      return stream.remember(readModifiedUtf8(reader.bytes(Number(reader.int64()))));
    case TAG.object:
      return readObject(stream);
    case TAG.array:
      return readArray(stream);
    case TAG.enum:
      return readEnum(stream);
    case TAG.class:
      readClass(stream);
      return stream.remember({ kind: 'class' });
    default:
      throw new JavaStreamError(`Unexpected content ${tag.toString(16)}`);
  }
}

function readEnum(stream: JavaStream): JavaEnum {
  readClass(stream);
  return stream.reserve((): JavaEnum => {
    const name = readNext(stream);
    if (typeof name !== 'string') throw new JavaStreamError('Expected the name of an enum constant');
    return { kind: 'enum', name };
  });
}

function readObject(stream: JavaStream): JavaObject {
  const description = readClass(stream);
  if (description === null) throw new JavaStreamError('An object without a class');
  const object: JavaObject = {
    kind: 'object',
    className: description.name,
    fields: new Map(),
    written: [],
  };
  stream.remember(object);
  for (const { flags, fields } of lineageOf(description)) {
    if ((flags & FLAG.externalizable) !== 0) {
      if ((flags & FLAG.blockData) === 0) throw new JavaStreamError('Externalizable of version 1');
      readWritten(stream, object);
      continue;
    }
    if ((flags & FLAG.serializable) === 0) continue;
    for (const { type, name } of fields) object.fields.set(name, readTyped(stream, type));
    if ((flags & FLAG.writeMethod) !== 0) readWritten(stream, object);
  }
  return object;
}

function readArray(stream: JavaStream): JavaArray {
  const { reader } = stream;
  const description = readClass(stream);
  const array: JavaArray = { kind: 'array', className: description?.name ?? '', items: [] };
  stream.remember(array);
  const type = array.className.slice(1);
  const length = reader.int32();
  // Each item takes at least a byte of what is left.
  if (length < 0 || length > reader.left()) throw new JavaStreamError('An array longer than the stream');
  for (let index = 0; index < length; index += 1) array.items.push(readTyped(stream, type));
  return array;
}

function readWritten(stream: JavaStream, object: JavaObject): void {
  const { reader } = stream;
  for (;;) {
    const tag = reader.uint8();
    if (tag === TAG.endBlockData) return;
    if (tag === TAG.blockData) object.written.push(reader.bytes(reader.uint8()));
    else if (tag === TAG.longBlockData) object.written.push(reader.bytes(reader.int32()));
    else object.written.push({ value: readContent(stream, tag) });
  }
}

function readTyped(stream: JavaStream, type: string): JavaValue {
  const { reader } = stream;
  switch (type[0]) {
    case 'B':
      return reader.int8();
    case 'C':
      return String.fromCharCode(reader.uint16());
    case 'D':
      return reader.float64();
    case 'F':
      return reader.float32();
    case 'I':
      return reader.int32();
    case 'J':
      return reader.int64();
    case 'S':
      return reader.int16();
    case 'Z':
      return reader.uint8() !== 0;
    case 'L':
    case '[':
      return readNext(stream);
    default:
      throw new JavaStreamError(`Unknown type of a field ${type}`);
  }
}

const asValue = (found: JavaValue | ClassDescription): JavaValue =>
  isDescription(found) ? { kind: 'class' } : found;
