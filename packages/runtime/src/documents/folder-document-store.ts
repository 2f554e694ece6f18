import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DocumentReference,
  documentReference,
  type DocumentStore,
  type NewDocument,
} from '@jobwright/connector-sdk';
import { openGivenDocument } from './given-document.ts';
import { documentNotFound } from './memory-document-store.ts';

const STORE_ID = 'folder';
const DOCUMENT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Keeps each document in a folder of its own below `directory`: the content under its file name, and `reference.json`.
 * For one machine: a laptop, or a volume that all runtimes share.
 */
export function createFolderDocumentStore({ directory }: { readonly directory: string }): DocumentStore {
  return {
    async create(document, { signal }) {
      const documentId = randomUUID();
      const folder = join(directory, documentId);
      await mkdir(folder, { recursive: true });
      try {
        const written = await writeContent(join(folder, toSafeName(document.fileName)), document, signal);
        const reference: DocumentReference = {
          'camunda.document.type': 'camunda',
          storeId: STORE_ID,
          documentId,
          contentHash: written.hash,
          metadata: { contentType: document.contentType, fileName: document.fileName, size: written.size },
        };
        await writeFile(join(folder, 'reference.json'), JSON.stringify(reference), { flush: true });
        return reference;
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
    },
    async open(document) {
      if (document['camunda.document.type'] !== 'camunda') return openGivenDocument(document);
      const path = toDocumentPath(directory, document);
      const stored = path === undefined ? undefined : await readReference(path);
      if (path === undefined || stored === undefined) throw documentNotFound(document);
      const { fileName, contentType, size } = stored.metadata;
      const content = createReadStream(join(path, toSafeName(fileName ?? '')));
      return { fileName, contentType, size, content };
    },
  };
}

/** Where the content of a document lies, for those who show it to people. */
export function toDocumentPath(directory: string, { documentId }: DocumentReference): string | undefined {
  return DOCUMENT_ID.test(documentId) ? join(directory, documentId) : undefined;
}

async function writeContent(
  path: string,
  { content }: NewDocument,
  signal: AbortSignal,
): Promise<{ readonly hash: string; readonly size: number }> {
  const file = await open(path, 'wx');
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      signal.throwIfAborted();
      hash.update(chunk);
      size += chunk.byteLength;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: hash.digest('hex'), size };
}

async function readReference(path: string): Promise<DocumentReference | undefined> {
  try {
    return documentReference.parse(JSON.parse(await readFile(join(path, 'reference.json'), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A name that stays inside its folder, on every file system. */
function toSafeName(fileName: string): string {
  const safe = [...fileName.normalize('NFC')]
    .map((character) => (/[\p{L}\p{N} ._()-]/u.test(character) ? character : '_'))
    .join('')
    .replace(/^\.+/, '_')
    .slice(0, 60);
  return safe.trim() === '' || safe === 'reference.json' ? 'content' : safe;
}
