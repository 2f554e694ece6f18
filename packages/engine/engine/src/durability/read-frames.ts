import type { FileHandle } from 'node:fs/promises';
import { DataDirectoryError } from './data-directory-error.ts';
import { decodeHeader, decodePayload, hasFrame, HEADER_BYTES } from './frame.ts';

const CHUNK_BYTES = 4 * 1024 * 1024;

export interface Frame {
  readonly lines: readonly string[];
  /** Where it ends in the file. */
  readonly end: number;
}

/** What is left of a write that a crash cut short, from this byte on. */
export interface TornTail {
  readonly at: number;
}

const isOnlyZeros = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

/** Reads a file in large pieces, and gives any part of it in order. */
function createWindow(file: FileHandle) {
  let bytes: Buffer = Buffer.alloc(0);
  let start = 0;
  return async (at: number, length: number): Promise<Buffer> => {
    if (at < start || at + length > start + bytes.length) {
      const buffer = Buffer.allocUnsafe(Math.max(length, CHUNK_BYTES));
      let read = 0;
      while (read < buffer.length) {
        const { bytesRead } = await file.read(buffer, read, buffer.length - read, at + read);
        if (bytesRead === 0) break;
        read += bytesRead;
      }
      bytes = buffer.subarray(0, read);
      start = at;
    }
    return bytes.subarray(at - start, at - start + length);
  };
}

/**
 * The frames of a file from a byte on; at its end, what a crash left of a last one.
 * @throws DataDirectoryError when the file is damaged elsewhere
 */
export async function* readFrames(
  file: FileHandle,
  { path, from }: { readonly path: string; readonly from: number },
): AsyncGenerator<Frame, TornTail | undefined> {
  const { size } = await file.stat();
  const read = createWindow(file);
  let at = from;
  while (at < size) {
    const header = decodeHeader(await read(at, Math.min(HEADER_BYTES, size - at)));
    const start = at + HEADER_BYTES;
    const isComplete = header !== undefined && header.bytes <= size - start;
    const payload = isComplete ? await read(start, header.bytes) : undefined;
    const lines = payload && header ? decodePayload(payload, header) : undefined;
    if (!lines || !header) {
      const rest = await read(at, size - at);
      // Written bytes never end in zeros: those are of a file that grew before its content was written.
      const isTorn = rest.at(-1) === 0 || isOnlyZeros(rest) || (!isComplete && startsLikeFrame(rest));
      if (isTorn && !hasFrame(rest.subarray(1))) return { at };
      throw new DataDirectoryError(
        `${path} is damaged at byte ${at}: restore the folder from a copy. To go on with what was written before the damage, keep a copy of the file, and cut it there (truncate -s ${at} ${path}); what came later is lost.`,
      );
    }
    at = start + header.bytes;
    yield { lines, end: at };
  }
  return undefined;
}

/** A header cut short, or a whole one whose payload is cut short. */
function startsLikeFrame(rest: Buffer): boolean {
  if (rest.length >= HEADER_BYTES) return decodeHeader(rest.subarray(0, HEADER_BYTES)) !== undefined;
  return /^#([0-9a-f]{0,8}|[0-9a-f]{8} [0-9a-f]{0,8})$/.test(rest.toString('latin1'));
}
