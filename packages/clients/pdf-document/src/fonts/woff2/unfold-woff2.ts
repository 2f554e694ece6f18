import { brotliDecompressSync } from 'node:zlib';
import { LIMITS } from '../../definition/limits.ts';
import { FontProblem } from '../font-problem.ts';
import { type ByteStream, createByteStream } from './byte-stream.ts';
import { KNOWN_TAGS } from './known-tags.ts';
import { unfoldGlyphs } from './unfold-glyphs.ts';
import { unfoldMetrics } from './unfold-metrics.ts';
import { writeFont } from './write-font.ts';

const DAMAGED = 'its tables are damaged';
const TOO_LARGE = 'it would unfold to more than a font may have';
const OWN_TAG = 63;

interface Entry {
  readonly tag: string;
  readonly length: number;
  readonly isTransformed: boolean;
}

export const isWoff2 = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4, bytes.byteLength)).toString('latin1') === 'wOF2';

/**
 * The TrueType or OpenType font that a WOFF2 file holds, unfolded no further than a font may
 * (https://www.w3.org/TR/WOFF2/).
 * @throws FontProblem
 */
export function unfoldWoff2(bytes: Uint8Array): Uint8Array {
  try {
    return unfold(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new FontProblem('it is cut off');
    throw error;
  }
}

function unfold(bytes: Uint8Array): Uint8Array {
  const stream = createByteStream(bytes);
  stream.uint32();
  const flavor = stream.uint32();
  if (flavor === 0x74746366)
    throw new FontProblem('it is a collection in WOFF2; take one of its fonts, or the collection as TTC');
  stream.uint32();
  const count = stream.uint16();
  stream.uint16();
  if (stream.uint32() > LIMITS.fontBytes) throw new FontProblem(TOO_LARGE);
  if (count === 0 || count > LIMITS.fontTables) throw new FontProblem(DAMAGED);
  const foldedLength = stream.uint32();
  stream.take(24);
  const entries = Array.from({ length: count }, () => readEntry(stream));
  const length = entries.reduce((sum, entry) => sum + entry.length, 0);
  if (length > LIMITS.fontBytes) throw new FontProblem(TOO_LARGE);
  const all = inflate(stream.take(foldedLength), length);
  const tables = new Map<string, Uint8Array>();
  let offset = 0;
  for (const { tag, length: own } of entries) {
    tables.set(tag, all.subarray(offset, offset + own));
    offset += own;
  }
  restoreTables(tables, new Set(entries.flatMap(({ tag, isTransformed }) => (isTransformed ? [tag] : []))));
  return writeFont(flavor, tables);
}

function readEntry(stream: ByteStream): Entry {
  const flags = stream.byte();
  const number = flags & OWN_TAG;
  const tag =
    number === OWN_TAG ? String.fromCharCode(...stream.take(4)) : (KNOWN_TAGS[number] ?? `${number}`);
  const plainLength = readLength(stream);
  if (plainLength > LIMITS.fontBytes) throw new FontProblem(TOO_LARGE);
  const version = flags >> 6;
  const isTransformed = tag === 'glyf' || tag === 'loca' ? version === 0 : version !== 0;
  if (isTransformed && !['glyf', 'loca', 'hmtx'].includes(tag)) throw new FontProblem(DAMAGED);
  return { tag, isTransformed, length: isTransformed ? readLength(stream) : plainLength };
}

/** UIntBase128. */
function readLength(stream: ByteStream): number {
  let value = 0;
  for (let count = 0; count < 5; count += 1) {
    const byte = stream.byte();
    value = value * 128 + (byte & 127);
    if ((byte & 128) === 0) return value;
  }
  throw new FontProblem(DAMAGED);
}

function inflate(folded: Uint8Array, length: number): Uint8Array {
  let all: Uint8Array;
  try {
    all = brotliDecompressSync(folded, { maxOutputLength: Math.max(1, length) });
  } catch {
    throw new FontProblem(DAMAGED);
  }
  if (all.byteLength !== length) throw new FontProblem(DAMAGED);
  return all;
}

/** Puts tables that are kept in another form into that of TrueType. */
function restoreTables(tables: Map<string, Uint8Array>, transformed: ReadonlySet<string>): void {
  const [head, maxp, hhea] = ['head', 'maxp', 'hhea'].map((tag) => tables.get(tag));
  const view = (table: Uint8Array | undefined): DataView => {
    if (table === undefined) throw new FontProblem(DAMAGED);
    return new DataView(table.buffer, table.byteOffset, table.byteLength);
  };
  let leftEdges: readonly number[] = [];
  if (transformed.has('glyf') !== transformed.has('loca')) throw new FontProblem(DAMAGED);
  if (transformed.has('glyf')) {
    const unfolded = unfoldGlyphs(tables.get('glyf') ?? new Uint8Array(0));
    if (unfolded.leftEdges.length !== view(maxp).getUint16(4)) throw new FontProblem(DAMAGED);
    ({ leftEdges } = unfolded);
    tables.set('glyf', unfolded.glyf).set('loca', unfolded.loca);
    // Offsets of four bytes.
    const longHead = Uint8Array.from(head ?? []);
    view(longHead).setInt16(50, 1);
    tables.set('head', longHead);
  }
  if (!transformed.has('hmtx')) return;
  if (leftEdges.length === 0) throw new FontProblem(DAMAGED);
  const metrics = { glyphs: leftEdges.length, widths: view(hhea).getUint16(34), leftEdges };
  tables.set('hmtx', unfoldMetrics(tables.get('hmtx') ?? new Uint8Array(0), metrics));
}
