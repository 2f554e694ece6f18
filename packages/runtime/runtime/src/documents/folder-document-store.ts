import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DocumentReference,
  documentReference,
  type DocumentStore,
  type NewDocument,
  RetryableError,
} from '@jobwright/connector-sdk';
import { openGivenDocument } from './given-document.ts';
import { documentNotFound } from './memory-document-store.ts';

const STORE_ID = 'folder';
const DOCUMENT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Keeps each document in a folder of its own below `directory`: the content under its file name, and
 * `reference.json`. For one machine: a laptop, or a volume that all runtimes share.
 */
export function createFolderDocumentStore({ directory }: { readonly directory: string }): DocumentStore {
  return {
    async create(document, { signal }) {
      const documentId = randomUUID();
      const folder = join(directory, documentId);
      await onDisk(() => mkdir(folder, { recursive: true }));
      try {
        const written = await writeContent(join(folder, toSafeName(document.fileName)), document, signal);
        const reference: DocumentReference = {
          'camunda.document.type': 'camunda',
          storeId: STORE_ID,
          documentId,
          contentHash: written.hash,
          metadata: { contentType: document.contentType, fileName: document.fileName, size: written.size },
        };
        await onDisk(() =>
          writeFile(join(folder, 'reference.json'), JSON.stringify(reference), { flush: true }),
        );
        return reference;
      } catch (error) {
        await rm(folder, { recursive: true, force: true }).catch(() => undefined);
        throw error;
      }
    },
    async open(document) {
      if (document['camunda.document.type'] !== 'camunda') return openGivenDocument(document);
      const path = findDocumentPath(directory, document);
      const stored = path === undefined ? undefined : await readReference(path);
      if (path === undefined || stored === undefined) throw documentNotFound(document);
      const { fileName, contentType, size } = stored.metadata;
      const content = createReadStream(join(path, toSafeName(fileName ?? '')));
      return { fileName, contentType, size, content };
    },
    async delete(document) {
      const path = findDocumentPath(directory, document);
      if (path !== undefined) await onDisk(() => rm(path, { recursive: true, force: true }));
    },
  };
}

/**
 * The path of a document's content, for those who show it to people; `undefined`: its id is not one of this
 * store.
 */
export function findDocumentPath(directory: string, { documentId }: DocumentReference): string | undefined {
  return DOCUMENT_ID.test(documentId) ? join(directory, documentId) : undefined;
}

async function writeContent(
  path: string,
  { content }: NewDocument,
  signal: AbortSignal,
): Promise<{ readonly hash: string; readonly size: number }> {
  const file = await onDisk(() => open(path, 'wx'));
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      signal.throwIfAborted();
      hash.update(chunk);
      size += chunk.byteLength;
      await onDisk(() => file.writeFile(chunk));
    }
    await onDisk(() => file.sync());
  } finally {
    await file.close();
  }
  return { hash: hash.digest('hex'), size };
}

async function readReference(path: string): Promise<DocumentReference | undefined> {
  try {
    return documentReference.parse(JSON.parse(await readFile(join(path, 'reference.json'), 'utf8')));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw storeFailure(error);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left',
  EDQUOT: 'the quota is used up',
  EROFS: 'it is read-only',
  EACCES: 'this process may not use it',
  EPERM: 'this process may not use it',
  ENOENT: 'it is not there',
  ENOTDIR: 'it is no folder',
  EEXIST: 'it is no folder',
  EMFILE: 'this process has too many open files',
  ENFILE: 'this machine has too many open files',
  EIO: 'the disk does not answer',
};

/** A failure of the disk, as opposed to one of the content. */
async function onDisk<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw storeFailure(error);
  }
}

function storeFailure(cause: unknown): RetryableError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
  const reason = REASONS[code] ?? 'it cannot be used';
  return new RetryableError({
    code: 'DOCUMENT_STORE_UNAVAILABLE',
    message: `The folder of the document store fails: ${reason} (${code})`,
    cause,
  });
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** A file name that stays inside its folder, on every file system. */
function toSafeName(fileName: string): string {
  const safe = [...fileName.normalize('NFC')]
    .map((character) => (/[\p{L}\p{N} ._()-]/u.test(character) ? character : '_'))
    .join('')
    .replace(/^\.+/, '_')
    .slice(0, 60);
  return safe.trim() === '' || safe === 'reference.json' ? 'content' : safe;
}
