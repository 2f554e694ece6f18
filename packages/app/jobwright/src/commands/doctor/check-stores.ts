import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClusterDocumentStore } from '@jobwright/camunda8';
import {
  type DocumentReference,
  type DocumentStore,
  isConnectorFailure,
  readDocument,
} from '@jobwright/connector-sdk';
import { createFolderDocumentStore, findDocumentPath } from '@jobwright/runtime';
import type { Configuration } from '../../configuration/configuration.schema.ts';
import { describeError } from '../../command-line/describe-error.ts';
import { type Check, fail, ok, warn } from './check.ts';
import type { ClusterParts } from './check-cluster.ts';

const TEXT = 'jobwright doctor';

interface CheckedStore {
  readonly store: DocumentStore;
  readonly name: string;
  remove(document: DocumentReference): Promise<void>;
}

/** Writes, reads and deletes a small document in the store that connectors use. */
export const checkDocuments = (parts: ClusterParts & { readonly configuration: Configuration }): Check => ({
  name: 'documents',
  async run(signal) {
    const checked = findStore(parts, signal);
    if (checked === undefined) {
      return warn('documents are kept in memory', 'set ZEEBE_REST_ADDRESS or documents.folder');
    }
    let step = 'written';
    try {
      const content = Buffer.from(TEXT);
      const file = { content, fileName: 'jobwright-doctor.txt', contentType: 'text/plain' };
      const document = await checked.store.create(file, { signal });
      step = 'read';
      const opened = await checked.store.open(document, { signal });
      const read = await readDocument(opened, { maxBytes: 1_000 });
      if (Buffer.compare(read, content) !== 0)
        return fail(`${checked.name} returns other content than was stored`);
      step = 'deleted';
      await checked.remove(document);
      return ok(`${checked.name} stores, returns and deletes documents`);
    } catch (error) {
      // The default store of Camunda 8.6.0 accepts documents and loses them.
      if (step === 'read' && isConnectorFailure(error) && error.code === 'DOCUMENT_NOT_FOUND') {
        return fail(
          `${checked.name} loses stored documents`,
          'set documents.folder, or use a cluster with another document store',
        );
      }
      return fail(
        `a document cannot be ${step} in ${checked.name} (${describeError(error)})`,
        'check that it exists, and its permissions',
      );
    }
  },
});

function findStore(
  parts: Parameters<typeof checkDocuments>[0],
  signal: AbortSignal,
): CheckedStore | undefined {
  const { configuration, cluster, timeoutMs } = parts;
  const { folder } = configuration.documents;
  if (folder !== undefined) {
    return {
      store: createFolderDocumentStore({ directory: folder }),
      name: folder,
      async remove(document) {
        const path = findDocumentPath(folder, document);
        if (path !== undefined) await rm(path, { recursive: true, force: true });
      },
    };
  }
  const { rest } = cluster;
  if (rest === undefined) return undefined;
  const bounds = { timeoutMs, signal };
  return {
    store: createClusterDocumentStore(cluster),
    name: `the cluster at ${rest.address}`,
    async remove({ documentId, storeId }) {
      const query = new URLSearchParams({ storeId });
      const path = `/v2/documents/${encodeURIComponent(documentId)}?${query.toString()}`;
      const { ok: isDone, status } = await rest.call(path, { method: 'DELETE' }, bounds);
      if (!isDone) throw new Error(`it answers ${status}`);
    },
  };
}

/** Checks whether sent effects can be recorded. */
export const checkEffects = ({ effects: { folder } }: Configuration): Check =>
  checkFolder('effects', {
    folder,
    setting: 'effects.folder',
    without: 'sent effects are recorded in memory only: after a crash they may be sent twice',
  });

/** Checks whether running jobs can be recorded. */
export const checkState = ({ state: { directory } }: Configuration): Check =>
  checkFolder('state', {
    folder: directory,
    setting: 'state.directory',
    without:
      'running jobs are recorded in memory only: a job that ends the process may do so again after each restart',
  });

interface FolderFacts {
  readonly folder: string | undefined;
  readonly setting: string;
  readonly without: string;
}

const checkFolder = (name: string, { folder, setting, without }: FolderFacts): Check => ({
  name,
  async run() {
    if (folder === undefined) return warn(without, `set ${setting}`);
    const probe = join(folder, `.jobwright-doctor-${randomUUID()}`);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(probe, TEXT, { flush: true });
      await rm(probe);
      return ok(`${folder} can be written`);
    } catch (error) {
      return fail(
        `${folder} cannot be written (${describeError(error)})`,
        `correct its owner and permissions, or ${setting}`,
      );
    }
  },
});
