import { deflateSync } from 'node:zlib';
import type { PdfkitDocument } from './pdfkit-document.ts';
import { toHexText } from './escape-pdf.ts';

/** Writes objects beside those of pdfkit, many at a time and without an object in memory for each. */
export interface ObjectWriter {
  /** The number of an object that is going to be written. */
  allocate(): number;
  write(id: number, body: string): void;
  /** A text for an object. */
  writeText(text: string): string;
  /** Writes what has been collected. */
  flush(): void;
}

/** Objects that are compressed together. */
const OBJECTS_PER_STREAM = 200;

/**
 * Puts objects into object streams (ISO 32000-1, 7.5.7), which take a tenth of the bytes; a cross reference
 * stream finds them.
 */
export function createObjectWriter(document: PdfkitDocument): ObjectWriter {
  let ids: number[] = [];
  let bodies: string[] = [];
  const flush = (): void => {
    if (ids.length === 0) return;
    let offset = 0;
    const positions: string[] = [];
    const stream = document.ref();
    for (const [index, id] of ids.entries()) {
      positions.push(`${id} ${offset}`);
      offset += (bodies[index]?.length ?? 0) + 1;
      document._offsets[id - 1] = encodeStreamPosition(stream.id, index);
      document._waiting -= 1;
    }
    const head = `${positions.join(' ')}\n`;
    Object.assign(stream.data, { Type: 'ObjStm', N: ids.length, First: head.length, Filter: 'FlateDecode' });
    stream.compress = false;
    stream.end(deflateSync(Buffer.from(head + bodies.join('\n'), 'latin1'), { level: 5 }));
    [ids, bodies] = [[], []];
  };
  document._finalize = () => {
    writeCrossReferences(document);
  };
  return {
    allocate() {
      document._waiting += 1;
      return document._offsets.push(null);
    },
    write(id, body) {
      ids.push(id);
      bodies.push(body);
      if (ids.length >= OBJECTS_PER_STREAM) flush();
    },
    // The stream as a whole is encrypted if the document is.
    writeText: toHexText,
    flush,
  };
}

/** A position in an object stream, as a negative number: it is kept beside the offsets of other objects. */
const encodeStreamPosition = (streamId: number, index: number): number =>
  -(streamId * OBJECTS_PER_STREAM + index);

const ENTRY_BYTES = 7;

function writeCrossReferences(document: PdfkitDocument): void {
  const id = document._offsets.push(document._offset);
  const table = Buffer.alloc((id + 1) * ENTRY_BYTES);
  for (const [index, position] of document._offsets.entries()) {
    const at = (index + 1) * ENTRY_BYTES;
    const isCompressed = position !== null && position < 0;
    table[at] = isCompressed ? 2 : 1;
    table.writeUInt32BE(isCompressed ? Math.floor(-position / OBJECTS_PER_STREAM) : (position ?? 0), at + 1);
    table.writeUInt16BE(isCompressed ? -position % OBJECTS_PER_STREAM : 0, at + 5);
  }
  table.writeUInt16BE(0xffff, 5);
  const bytes = deflateSync(table, { level: 5 });
  const fileId = Buffer.from(document._id).toString('hex');
  const encryption = document._security === null ? '' : `/Encrypt ${document._security.dictionary.id} 0 R`;
  const offset = document._offset;
  document._write(
    `${id} 0 obj\n<</Type/XRef/Size ${id + 1}/W[1 4 2]/Root ${document._root.id} 0 R/Info ${document._info.id} 0 R/ID[<${fileId}><${fileId}>]${encryption}/Filter/FlateDecode/Length ${bytes.byteLength}>>\nstream`,
  );
  document._write(bytes);
  document._write(`\nendstream\nendobj\nstartxref\n${offset}\n%%EOF`);
}
