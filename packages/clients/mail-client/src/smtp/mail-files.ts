import {
  type DocumentInput,
  type DocumentStore,
  isMediaType,
  type OpenDocument,
} from '@jobwright/connector-sdk';
import { isHeaderText } from '../fields/mail-fields.schema.ts';
import { MailError } from '../mail-failure.ts';

/** All attachments and images of one mail together; most servers refuse more. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

/**
 * Bytes of one mail that are kept in memory while it waits; larger files are read when the server asks for
 * them.
 */
const KEPT_BYTES = 256 * 1024;

/** A document that goes out with a mail. */
export interface MailFile {
  readonly fileName: string;
  /** Media type; unknown when the document does not tell. */
  readonly contentType: string | undefined;
  /** For an image in the HTML, which names it `cid:...`. */
  readonly contentId: string | undefined;
  readonly bytes: number;
  /** All of it, where it is small. */
  readonly kept: Buffer | undefined;
  /** Reads it from the store, from its beginning, as often as it is called. */
  open(): AsyncIterable<Uint8Array>;
}

export interface FileToOpen {
  readonly document: DocumentInput;
  readonly contentId?: string;
  /** Of the mail, for messages, e.g. `attachments[0]`. */
  readonly field: string;
}

interface Budget {
  remaining: number;
  toKeep: number;
}

/**
 * Finds and measures the documents, one after the other, so that what is missing or too large is known before
 * anything is sent.
 * @throws MailError `attachments-too-large` as soon as they are more than 25 MB together, `content-invalid`
 * when a file name holds a line break or control character
 */
export async function openMailFiles(
  files: readonly FileToOpen[],
  from: { readonly store: DocumentStore; readonly signal: AbortSignal },
): Promise<readonly MailFile[]> {
  const opened: MailFile[] = [];
  const budget = { remaining: MAX_FILE_BYTES, toKeep: KEPT_BYTES };
  for (const [index, { document, contentId, field }] of files.entries()) {
    const found = await from.store.open(document, { signal: from.signal });
    const fileName = chooseFileName(found, { field, index });
    const { bytes, chunks } = await measure(found, { budget, signal: from.signal });
    opened.push({
      fileName,
      contentType: readMediaType(found.contentType),
      contentId,
      bytes,
      kept: chunks && Buffer.concat(chunks),
      open: () => readAgain(document, { bytes, ...from }),
    });
  }
  return opened;
}

/**
 * Reads what is small enough to be kept, all of what has no size yet, and of the rest only enough to see that
 * it is there.
 */
async function measure(
  { content, size }: OpenDocument,
  { budget, signal }: { readonly budget: Budget; readonly signal: AbortSignal },
): Promise<{ readonly bytes: number; readonly chunks: readonly Uint8Array[] | undefined }> {
  if ((size ?? 0) > budget.remaining) throw tooLargeError();
  let kept: Uint8Array[] | undefined = (size ?? 0) > budget.toKeep ? undefined : [];
  let bytes = 0;
  for await (const chunk of content) {
    signal.throwIfAborted();
    bytes += chunk.byteLength;
    if (bytes > budget.remaining) throw tooLargeError();
    if (bytes > budget.toKeep) kept = undefined;
    kept?.push(chunk);
    if (kept === undefined && size !== undefined) break;
  }
  if (kept === undefined && size !== undefined) bytes = Math.max(bytes, size);
  budget.remaining -= bytes;
  if (kept !== undefined) budget.toKeep -= bytes;
  return { bytes, chunks: kept };
}

/**
 * A document that has grown since, or whose size was wrong, breaks the mail off before its end: the server
 * drops it.
 */
async function* readAgain(
  document: DocumentInput,
  {
    store,
    signal,
    bytes,
  }: { readonly store: DocumentStore; readonly signal: AbortSignal; readonly bytes: number },
): AsyncGenerator<Uint8Array> {
  const { content } = await store.open(document, { signal });
  let read = 0;
  for await (const chunk of content) {
    signal.throwIfAborted();
    read += chunk.byteLength;
    if (read > bytes) throw tooLargeError();
    yield chunk;
  }
}

function chooseFileName(
  document: OpenDocument,
  { field, index }: { readonly field: string; readonly index: number },
): string {
  const fileName = document.fileName ?? `attachment-${index + 1}`;
  if (isHeaderText(fileName)) return fileName;
  const problem = 'Its file name holds a line break or another control character';
  throw new MailError({ kind: 'content-invalid', field, problem });
}

function readMediaType(contentType: string | undefined): string | undefined {
  if (contentType === undefined || !isMediaType(contentType)) return undefined;
  // These may not be encoded (RFC 2046, 5): as what they are, their bytes would not arrive unchanged.
  return /^(message|multipart)\//i.test(contentType) ? 'application/octet-stream' : contentType;
}

const tooLargeError = (): MailError =>
  new MailError({ kind: 'attachments-too-large', maxBytes: MAX_FILE_BYTES });
