import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { WORD_LIMITS } from '../limits.ts';
import { WordError } from '../word-error.ts';

/**
 * The parts of an Open Packaging Conventions file (ECMA-376 Part 2), by their names without a slash in front.
 */
export type Parts = ReadonlyMap<string, Uint8Array>;

/**
 * Unfolds a file in memory; nothing of it is written anywhere.
 * @throws WordError when it is no ZIP file, is damaged, or would unfold to more than the limits
 */
export async function openPackage(bytes: Uint8Array): Promise<Parts> {
  if (bytes.byteLength > WORD_LIMITS.fileBytes) throw tooLarge('bytes', WORD_LIMITS.fileBytes);
  if (isOldWord(bytes))
    throw new WordError(
      'not-word',
      'It is encrypted, or was written by Word 2003 or before: save it as .docx',
    );
  const zip = await openZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const parts = new Map<string, Uint8Array>();
  const budget: Budget = { left: WORD_LIMITS.unfoldedBytes };
  try {
    if (zip.entryCount > WORD_LIMITS.entries) throw tooLarge('files in it', WORD_LIMITS.entries);
    for await (const entry of zip.eachEntry()) {
      if (parts.size >= WORD_LIMITS.entries) throw tooLarge('files in it', WORD_LIMITS.entries);
      if (entry.fileName.endsWith('/')) continue;
      if (parts.has(entry.fileName)) throw new WordError('damaged', `It holds ${entry.fileName} twice`);
      parts.set(entry.fileName, await unfold(zip, entry, budget));
    }
  } catch (error) {
    throw error instanceof WordError ? error : damaged(error);
  } finally {
    zip.close();
  }
  return parts;
}

interface Budget {
  left: number;
}

async function openZip(buffer: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(buffer);
  } catch (cause) {
    throw new WordError('not-word', 'It is not a Word file (.docx), or it is cut off', { cause });
  }
}

/** What the directory says of sizes is a claim: what comes out is counted. */
async function unfold(zip: ZipFile, entry: Entry, budget: Budget): Promise<Uint8Array> {
  const { fileName, compressedSize } = entry;
  if (!entry.canDecodeFileData())
    throw new WordError('not-word', `${fileName} in it is encrypted, or packed in an unusual way`);
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Buffer)) throw damaged(undefined);
      size += chunk.byteLength;
      budget.left -= chunk.byteLength;
      checkSize({ fileName, compressedSize, size, left: budget.left });
      chunks.push(chunk);
    }
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks);
}

const MEGABYTE = 1_000_000;

interface UnfoldedSoFar {
  readonly fileName: string;
  readonly compressedSize: number;
  readonly size: number;
  readonly left: number;
}

function checkSize({ fileName, compressedSize, size, left }: UnfoldedSoFar): void {
  const { entryBytes, unfoldedBytes, ratio } = WORD_LIMITS;
  if (size > entryBytes) throw tooLarge(`bytes in ${fileName}`, entryBytes);
  if (left < 0) throw tooLarge('bytes unfolded', unfoldedBytes);
  if (size > MEGABYTE && size > Math.max(1, compressedSize) * ratio)
    throw new WordError('too-large', `${fileName} unfolds to more than ${ratio} times its size`);
}

/** The Compound File Binary Format, in which Word 97 to 2003 wrote, and in which files are encrypted. */
const isOldWord = (bytes: Uint8Array): boolean =>
  [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte);

const tooLarge = (what: string, limit: number): WordError =>
  new WordError('too-large', `A Word file has at most ${limit} ${what}`);

const damaged = (cause: unknown): WordError =>
  new WordError('damaged', `It is damaged${cause instanceof Error ? `: ${cause.message}` : ''}`, { cause });
