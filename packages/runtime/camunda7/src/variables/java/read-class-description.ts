import { type ClassDescription, isDescription } from './class-description.ts';
import { JavaStreamError } from './java-stream-error.ts';
import { type JavaStream, TAG } from './java-stream.ts';
import { readModifiedUtf8 } from './read-modified-utf8.ts';

/** `readContent` reads the values in a description: names of types, and what class loaders wrote. */
export function readClassDescription(
  stream: JavaStream,
  readContent: (tag: number) => unknown,
): ClassDescription | null {
  const { reader } = stream;
  const tag = reader.uint8();
  if (tag === TAG.null) return null;
  if (tag === TAG.reference) {
    const found = stream.readReference();
    if (isDescription(found)) return found;
    throw new JavaStreamError('Expected a class');
  }
  if (tag !== TAG.classDescription) throw new JavaStreamError('A class of another kind');
  const name = readModifiedUtf8(reader.bytes(reader.uint16()));
  reader.bytes(8);
  const description: ClassDescription = {
    kind: 'classDescription',
    name,
    flags: 0,
    fields: [],
    parent: null,
  };
  stream.remember(description);
  description.flags = reader.uint8();
  const count = reader.uint16();
  for (let index = 0; index < count; index += 1) {
    const type = String.fromCharCode(reader.uint8());
    const field = readModifiedUtf8(reader.bytes(reader.uint16()));
    if (type === 'L' || type === '[') readContent(reader.uint8());
    description.fields.push({ type, name: field });
  }
  while (skipAnnotation(stream, readContent));
  description.parent = stream.nest(() => readClassDescription(stream, readContent));
  return description;
}

/** What a class loader wrote beside a class; false at its end. */
function skipAnnotation({ reader }: JavaStream, readContent: (tag: number) => unknown): boolean {
  const tag = reader.uint8();
  if (tag === TAG.endBlockData) return false;
  if (tag === TAG.blockData) reader.bytes(reader.uint8());
  else if (tag === TAG.longBlockData) reader.bytes(reader.int32());
  else readContent(tag);
  return true;
}
