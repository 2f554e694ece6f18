import { createByteReader } from './byte-reader.ts';
import { JavaStreamError } from './java-stream-error.ts';
import type { JavaArray, JavaObject, JavaValue } from './java-value.ts';
import { readModifiedUtf8 } from './read-modified-utf8.ts';

/** Nested deeper than engines write: it would take the stack of this process. */
const MAX_DEPTH = 500;
/** A class can name its superclass by a reference: each object would take the time of all its classes. */
const MAX_CLASSES = 50;

const TAG = {
  null: 0x70,
  reference: 0x71,
  classDescription: 0x72,
  object: 0x73,
  string: 0x74,
  array: 0x75,
  class: 0x76,
  blockData: 0x77,
  endBlockData: 0x78,
  reset: 0x79,
  longBlockData: 0x7a,
  longString: 0x7c,
  proxyClassDescription: 0x7d,
  enum: 0x7e,
} as const;

const FLAG = { writeMethod: 0x01, serializable: 0x02, externalizable: 0x04, blockData: 0x08 } as const;
const FIRST_HANDLE = 0x7e0000;

interface ClassDescription {
  readonly kind: 'classDescription';
  name: string;
  flags: number;
  fields: { readonly type: string; readonly name: string }[];
  parent: ClassDescription | null;
}

/**
 * Reads a stream of the Java Object Serialization Specification, version 5, as data: no class is loaded and
 * nothing of it is run.
 * @throws JavaStreamError
 */
export function readJavaStream(bytes: Uint8Array): JavaValue {
  const reader = createByteReader(bytes);
  if (reader.uint16() !== 0xaced || reader.uint16() !== 5) throw new JavaStreamError('No Java stream');
  const handles: (JavaValue | ClassDescription)[] = [];
  let depth = 0;

  function readContent(tag: number): JavaValue {
    depth += 1;
    if (depth > MAX_DEPTH) throw new JavaStreamError('Nested too deep');
    try {
      return readTagged(tag);
    } finally {
      depth -= 1;
    }
  }

  function readTagged(tag: number): JavaValue {
    switch (tag) {
      case TAG.null:
        return null;
      case TAG.reference:
        return asValue(readReference());
      case TAG.string:
        return remember(readModifiedUtf8(reader.bytes(reader.uint16())));
      case TAG.longString:
        return remember(readModifiedUtf8(reader.bytes(Number(reader.int64()))));
      case TAG.object:
        return readObject();
      case TAG.array:
        return readArray();
      case TAG.enum: {
        readClassDescription();
        const at = reserve();
        const name = readContent(reader.uint8());
        if (typeof name !== 'string') throw new JavaStreamError('Expected the name of an enum constant');
        return fill(at, { kind: 'enum', name });
      }
      case TAG.class:
        readClassDescription();
        return remember({ kind: 'class' });
      default:
        throw new JavaStreamError(`Unexpected content ${tag.toString(16)}`);
    }
  }

  function readObject(): JavaObject {
    const description = readClassDescription();
    if (description === null) throw new JavaStreamError('An object without a class');
    const object: JavaObject = {
      kind: 'object',
      className: description.name,
      fields: new Map(),
      written: [],
    };
    handles.push(object);
    for (const { flags, fields } of lineageOf(description)) {
      if ((flags & FLAG.externalizable) !== 0) {
        if ((flags & FLAG.blockData) === 0) throw new JavaStreamError('Externalizable of version 1');
        readWritten(object);
        continue;
      }
      if ((flags & FLAG.serializable) === 0) continue;
      for (const { type, name } of fields) object.fields.set(name, readTyped(type));
      if ((flags & FLAG.writeMethod) !== 0) readWritten(object);
    }
    return object;
  }

  function readArray(): JavaArray {
    const description = readClassDescription();
    const array: JavaArray = { kind: 'array', className: description?.name ?? '', items: [] };
    handles.push(array);
    const type = array.className.slice(1);
    const length = reader.int32();
    // Each item takes at least a byte of what is left.
    if (length < 0 || length > reader.left()) throw new JavaStreamError('An array longer than the stream');
    for (let index = 0; index < length; index += 1) array.items.push(readTyped(type));
    return array;
  }

  function readWritten(object: JavaObject): void {
    for (;;) {
      const tag = reader.uint8();
      if (tag === TAG.endBlockData) return;
      if (tag === TAG.blockData) object.written.push(reader.bytes(reader.uint8()));
      else if (tag === TAG.longBlockData) object.written.push(reader.bytes(reader.int32()));
      else object.written.push({ value: readContent(tag) });
    }
  }

  function readTyped(type: string): JavaValue {
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
        return readContent(reader.uint8());
      default:
        throw new JavaStreamError(`Unknown type of a field ${type}`);
    }
  }

  function readClassDescription(): ClassDescription | null {
    const tag = reader.uint8();
    if (tag === TAG.null) return null;
    if (tag === TAG.reference) {
      const found = readReference();
      if (isDescription(found)) return found;
      throw new JavaStreamError('Expected a class');
    }
    if (tag !== TAG.classDescription) throw new JavaStreamError('A class of another kind');
    const description: ClassDescription = {
      kind: 'classDescription',
      name: readModifiedUtf8(reader.bytes(reader.uint16())),
      flags: 0,
      fields: [],
      parent: null,
    };
    reader.bytes(8);
    handles.push(description);
    description.flags = reader.uint8();
    const count = reader.uint16();
    for (let index = 0; index < count; index += 1) {
      const type = String.fromCharCode(reader.uint8());
      const name = readModifiedUtf8(reader.bytes(reader.uint16()));
      if (type === 'L' || type === '[') readContent(reader.uint8());
      description.fields.push({ type, name });
    }
    while (skipAnnotation(reader.uint8()));
    description.parent = withinDepth(readClassDescription);
    return description;
  }

  /** What a class loader wrote beside a class. */
  function skipAnnotation(tag: number): boolean {
    if (tag === TAG.endBlockData) return false;
    if (tag === TAG.blockData) reader.bytes(reader.uint8());
    else if (tag === TAG.longBlockData) reader.bytes(reader.int32());
    else readContent(tag);
    return true;
  }

  function withinDepth<Result>(read: () => Result): Result {
    depth += 1;
    if (depth > MAX_DEPTH) throw new JavaStreamError('Nested too deep');
    const result = read();
    depth -= 1;
    return result;
  }

  const readReference = (): JavaValue | ClassDescription => {
    const found = handles[reader.int32() - FIRST_HANDLE];
    if (found === undefined) throw new JavaStreamError('A reference to nothing');
    return found;
  };
  const remember = <Value extends JavaValue>(value: Value): Value => {
    handles.push(value);
    return value;
  };
  const reserve = (): number => handles.push(null) - 1;
  const fill = <Value extends JavaValue>(at: number, value: Value): Value => {
    handles[at] = value;
    return value;
  };

  return readContent(reader.uint8());
}

const isDescription = (found: JavaValue | ClassDescription): found is ClassDescription =>
  typeof found === 'object' && found !== null && found.kind === 'classDescription';

function asValue(found: JavaValue | ClassDescription): JavaValue {
  return isDescription(found) ? { kind: 'class' } : found;
}

/** A class and its superclasses, the outermost first. */
function lineageOf(description: ClassDescription): readonly ClassDescription[] {
  const lineage: ClassDescription[] = [];
  for (let next: ClassDescription | null = description; next !== null; next = next.parent) {
    if (lineage.length === MAX_CLASSES) throw new JavaStreamError('A class with too many superclasses');
    lineage.push(next);
  }
  return lineage.reverse();
}
