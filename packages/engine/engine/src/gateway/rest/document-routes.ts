import { stringifyJson } from '@jobwright/json';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type DocumentMetadata, parseMetadata, parseMetadataList } from './document-metadata.ts';
import type { StoredDocument } from './document-storage.ts';
import type { DocumentStore } from './document-store.ts';
import { Problem } from './problem.ts';
import { type PartNames, readUpload, type Upload, type UploadedFile } from './read-upload.ts';

const storeQuery = z.object({ storeId: z.string().optional() });
const createQuery = storeQuery.extend({ documentId: z.string().min(1).optional() });
const getQuery = storeQuery.extend({ contentHash: z.string().optional() });
const documentPath = z.object({ documentId: z.string() });

/** The document endpoints of the Camunda 8 REST API, on one store. */
export function addDocumentRoutes(server: FastifyInstance, store: DocumentStore): void {
  const keepUpload = async <T>(
    request: FastifyRequest,
    names: PartNames,
    keep: (upload: Upload) => T | Promise<T>,
  ): Promise<T> => {
    const upload = await readUpload(request, store, names);
    try {
      return await keep(upload);
    } catch (error) {
      for (const { content } of upload.files) await store.discard(content);
      throw error;
    }
  };
  const find = (documentId: string): StoredDocument => {
    const document = store.get(documentId);
    if (!document) throw notFoundProblem(documentId);
    return document;
  };

  server.post('/v2/documents', async (request, reply) => {
    const { storeId, documentId } = createQuery.parse(request.query);
    const document = await keepUpload(
      request,
      { file: 'file', metadata: 'metadata' },
      ({ files, metadata }) => {
        checkStore(store, storeId);
        const [file, ...others] = files;
        if (!file) throw new Problem(400, "Required part 'file' is not present.");
        if (others.length > 0)
          throw new Problem(400, "Expected one part 'file': use /v2/documents/batch for several.");
        return store.add({ id: documentId, content: file.content, metadata: describe(file, metadata ?? {}) });
      },
    );
    return sendJson(reply.code(201), toReference(store, document));
  });

  server.post('/v2/documents/batch', async (request, reply) => {
    const { storeId } = storeQuery.parse(request.query);
    const documents = await keepUpload(
      request,
      { file: 'files', metadata: 'metadataList' },
      ({ files, metadata }) => {
        checkStore(store, storeId);
        if (files.length === 0) throw new Problem(400, "Required part 'files' is not present.");
        const list = parseMetadataList(metadata, files.length);
        const described = files.map((file, index) => ({ file, metadata: describe(file, list[index] ?? {}) }));
        return Promise.all(
          described.map(({ file, metadata }) =>
            store.add({ id: undefined, content: file.content, metadata }),
          ),
        );
      },
    );
    return sendJson(reply.code(201), {
      createdDocuments: documents.map((document) => toReference(store, document)),
      failedDocuments: [],
    });
  });

  server.get('/v2/documents/:documentId', async (request, reply) => {
    const { storeId, contentHash } = getQuery.parse(request.query);
    checkStore(store, storeId);
    const { id, content, metadata } = find(documentPath.parse(request.params).documentId);
    if (contentHash !== content.hash) throw hashMismatchProblem(id, contentHash);
    return reply
      .type(metadata.contentType ?? 'application/octet-stream')
      .header('content-disposition', 'attachment')
      .header('content-length', content.size)
      .send(content.open());
  });

  server.delete('/v2/documents/:documentId', async (request, reply) => {
    checkStore(store, storeQuery.parse(request.query).storeId);
    const { documentId } = documentPath.parse(request.params);
    if (!(await store.delete(documentId))) throw notFoundProblem(documentId);
    return reply.code(204).send();
  });

  server.post('/v2/documents/:documentId/links', (request) => {
    const { storeId, contentHash } = getQuery.parse(request.query);
    checkStore(store, storeId);
    const { id, content } = find(documentPath.parse(request.params).documentId);
    if (contentHash !== content.hash) throw hashMismatchProblem(id, contentHash);
    throw new Problem(403, 'The in-memory document store does not support creating links', 'FORBIDDEN');
  });
}

function describe(file: UploadedFile, given: unknown): DocumentMetadata {
  return { contentType: file.contentType, fileName: file.fileName, ...parseMetadata(given) };
}

function toReference({ storeId }: DocumentStore, { id, content, metadata }: StoredDocument): object {
  return {
    'camunda.document.type': 'camunda',
    storeId,
    documentId: id,
    contentHash: content.hash,
    metadata: { ...metadata, size: content.size },
  };
}

function checkStore(store: DocumentStore, storeId: string | undefined): void {
  if (storeId === undefined || storeId === store.storeId) return;
  throw new Problem(400, `Document store with id '${storeId}' does not exist`, 'INVALID_ARGUMENT');
}

const notFoundProblem = (documentId: string): Problem =>
  new Problem(404, `Document with id '${documentId}' not found`, 'NOT_FOUND');

const hashMismatchProblem = (documentId: string, contentHash: string | undefined): Problem =>
  new Problem(
    400,
    contentHash
      ? `Document hash for document ${documentId} doesn't match the provided hash ${contentHash}`
      : `No document hash provided for document ${documentId}`,
    'INVALID_ARGUMENT',
  );

function sendJson(reply: FastifyReply, body: object): FastifyReply {
  return reply.type('application/json').send(stringifyJson(body));
}
