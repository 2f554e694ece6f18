import { toErrorMessage } from '@jobwright/concurrency';
import { type JsonValue, parseJson } from '@jobwright/json';
import type { FastifyRequest } from 'fastify';
import type { Content } from './document-storage.ts';
import type { DocumentStore } from './document-store.ts';
import { Problem } from './problem.ts';

const MAX_METADATA_BYTES = 256 * 1024;

export interface UploadedFile {
  readonly content: Content;
  readonly contentType: string;
  readonly fileName: string | undefined;
}

export interface Upload {
  readonly files: readonly UploadedFile[];
  /** What the JSON of the part with the metadata says. */
  readonly metadata: JsonValue | undefined;
}

export interface PartNames {
  readonly file: string;
  readonly metadata: string;
}

/**
 * Reads a multipart body; its files take room from then on.
 * @throws Problem when it is not multipart, too large, or its metadata is not sent as JSON.
 */
export async function readUpload(
  request: FastifyRequest,
  store: Pick<DocumentStore, 'receive' | 'discard'>,
  names: PartNames,
): Promise<Upload> {
  if (!request.isMultipart()) {
    const sent = request.headers['content-type'] ?? 'none';
    throw new Problem(415, `Content-Type '${sent}' is not supported: send multipart/form-data`);
  }
  const files: UploadedFile[] = [];
  let metadata: JsonValue | undefined;
  try {
    // Every part counts as a file, so that each can be read as a stream whatever its headers say.
    for await (const part of request.parts({ isPartAFile: () => true })) {
      if (part.type === 'field') continue;
      if (part.fieldname === names.file) {
        const content = await store.receive(part.file);
        files.push({ content, contentType: part.mimetype, fileName: part.filename || undefined });
      } else if (part.fieldname === names.metadata) {
        metadata = await readJsonPart(part.file, part.mimetype);
      } else {
        part.file.resume();
      }
    }
  } catch (error) {
    for (const file of files) await store.discard(file.content);
    if (error instanceof Problem) throw error;
    throw new Problem(400, `The multipart body cannot be read: ${toErrorMessage(error)}`);
  }
  return { files, metadata };
}

async function readJsonPart(part: AsyncIterable<Uint8Array>, contentType: string): Promise<JsonValue> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of part) {
    bytes += chunk.length;
    if (bytes <= MAX_METADATA_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_METADATA_BYTES) {
    throw new Problem(413, `The document's metadata is larger than ${MAX_METADATA_BYTES} bytes`);
  }
  if (contentType !== 'application/json') {
    throw new Problem(
      415,
      `Content-Type '${contentType}' of the part with the metadata is not supported: send application/json`,
    );
  }
  try {
    return parseJson(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    const reason = toErrorMessage(error);
    throw new Problem(400, `The document's metadata is not JSON: ${reason}`);
  }
}
