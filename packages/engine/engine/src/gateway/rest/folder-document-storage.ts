import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson, stringifyJson } from '@jobwright/json';
import { z } from 'zod';
import { DataDirectoryError } from '../../durability/data-directory-error.ts';
import { syncDirectory } from '../../durability/data-files.ts';
import { documentMetadata } from './document-metadata.ts';
import type { Content, ContentWriter, DocumentStorage, StoredDocument } from './document-storage.ts';

const UNFINISHED = '.unfinished';
const DESCRIPTION = '.json';
const CONTENT = '.content';

const description = z.object({
  id: z.string(),
  size: z.int().nonnegative(),
  hash: z.string(),
  metadata: documentMetadata,
});

/** An id may be any text: it never becomes a path. */
const nameOf = (id: string): string => createHash('sha256').update(id).digest('hex');

async function writeDurably(path: string, text: string): Promise<void> {
  const handle = await open(`${path}${UNFINISHED}`, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}${UNFINISHED}`, path);
}

async function createWriter(folder: string): Promise<ContentWriter> {
  const unsavedPath = join(folder, `${randomUUID()}${UNFINISHED}`);
  const handle = await open(unsavedPath, 'wx', 0o600);
  const hash = createHash('sha256');
  let size = 0;
  return {
    async write(chunk) {
      hash.update(chunk);
      size += chunk.length;
      for (let done = 0; done < chunk.length;)
        done += (await handle.write(chunk, done, chunk.length - done)).bytesWritten;
    },
    async finish() {
      await handle.sync();
      await handle.close();
      return { size, hash: hash.digest('hex'), unsavedPath, open: () => createReadStream(unsavedPath) };
    },
    async discard() {
      await handle.close();
      await rm(unsavedPath, { force: true });
    },
  };
}

async function readDocument(folder: string, name: string): Promise<StoredDocument> {
  const path = join(folder, name);
  try {
    const { id, metadata, size, hash } = description.parse(parseJson(await readFile(path, 'utf8')));
    const contentPath = join(folder, `${nameOf(id)}${CONTENT}`);
    return { id, metadata, content: { size, hash, open: () => createReadStream(contentPath) } };
  } catch (cause) {
    throw new DataDirectoryError(
      `${path} cannot be read: restore the folder from a copy, or remove the file`,
      {
        cause,
      },
    );
  }
}

/** Removes what a crash left of documents that nobody was told of. */
async function removeUnfinished(folder: string, names: readonly string[]): Promise<void> {
  const all = new Set(names);
  const isUnfinished = (name: string): boolean =>
    name.endsWith(UNFINISHED) ||
    (name.endsWith(CONTENT) && !all.has(`${name.slice(0, -CONTENT.length)}${DESCRIPTION}`));
  for (const name of names.filter(isUnfinished)) await rm(join(folder, name), { force: true });
}

/**
 * Keeps each document as two files: its content, and a description that makes it count.
 * @throws DataDirectoryError when a description cannot be read
 */
export async function openFolderDocumentStorage(folder: string): Promise<DocumentStorage> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = await readdir(folder);
  await removeUnfinished(folder, names);
  const existing = await Promise.all(
    names.filter((name) => name.endsWith(DESCRIPTION)).map((name) => readDocument(folder, name)),
  );
  const discard = async ({ unsavedPath }: Content): Promise<void> => {
    if (unsavedPath !== undefined) await rm(unsavedPath, { force: true });
  };
  return {
    storeId: 'local',
    existing,
    create: () => createWriter(folder),
    async save({ id, content, metadata }) {
      const path = join(folder, nameOf(id));
      if (content.unsavedPath !== undefined) await rename(content.unsavedPath, `${path}${CONTENT}`);
      const { size, hash } = content;
      await writeDurably(`${path}${DESCRIPTION}`, stringifyJson({ id, size, hash, metadata }));
      await syncDirectory(folder);
      return { id, metadata, content: { size, hash, open: () => createReadStream(`${path}${CONTENT}`) } };
    },
    discard,
    async remove({ id }) {
      const path = join(folder, nameOf(id));
      await rm(`${path}${DESCRIPTION}`, { force: true });
      await rm(`${path}${CONTENT}`, { force: true });
      await syncDirectory(folder);
    },
  };
}
