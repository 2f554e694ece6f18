import { toErrorMessage } from '@jobwright/concurrency';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

/** As large as the gateway's messages. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Files to deploy, and for whom. */
export interface DeploymentForm {
  readonly resources: readonly { readonly name: string; readonly content: string }[];
  /** Empty: none was named. */
  readonly tenantId: string;
}

async function* readFormParts(request: FastifyRequest) {
  let bytes = 0;
  // Every part counts as a file, so that each can be read as a stream whatever its headers say.
  for await (const part of request.parts({ isPartAFile: () => true })) {
    if (part.type === 'field') continue;
    const chunks: Uint8Array[] = [];
    const file: AsyncIterable<Uint8Array> = part.file;
    for await (const chunk of file) {
      bytes += chunk.length;
      // What is too much is read to its end: a client cut off while sending never sees the answer.
      if (bytes <= MAX_BYTES) chunks.push(chunk);
    }
    yield { field: part.fieldname, name: part.filename, content: Buffer.concat(chunks).toString('utf8') };
  }
  if (bytes > MAX_BYTES) throw new Problem(413, `The deployment is larger than ${MAX_BYTES} bytes`);
}

/**
 * Reads the form of a deployment. @throws Problem when it is not multipart, is too large or has no resources
 */
export async function readDeployment(request: FastifyRequest): Promise<DeploymentForm> {
  if (!request.isMultipart()) {
    const sent = request.headers['content-type'] ?? 'none';
    throw new Problem(415, `Content-Type '${sent}' is not supported: send multipart/form-data`);
  }
  const resources: { readonly name: string; readonly content: string }[] = [];
  let tenantId = '';
  try {
    for await (const { field, name, content } of readFormParts(request)) {
      if (field === 'resources') resources.push({ name, content });
      else if (field === 'tenantId') tenantId = content;
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(400, `The multipart body cannot be read: ${toErrorMessage(error)}`);
  }
  if (resources.length === 0) throw new Problem(400, "Required part 'resources' is not present.");
  return { resources, tenantId };
}
