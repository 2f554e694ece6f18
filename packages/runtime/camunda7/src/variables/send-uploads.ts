import { readHeader } from '@jobwright/http-client';
import { ClusterCallError, GrpcStatus } from '@jobwright/runtime/cluster';
import { isNoVariable, openFile, sendFile } from '../documents/file-calls.ts';
import { isStoredDocument, readDocumentId } from '../documents/file-reference.ts';
import { multipartFile, multipartText } from '../documents/multipart-file.ts';
import type { EngineRequests, RequestBounds } from '../engine/engine-request.ts';
import type { ExternalTask } from '../engine/external-task.ts';
import type { VariableUpload } from './write-variables.ts';

/** For all of a file. */
const TIMEOUT_MS = 600_000;

type TaskScope = Pick<ExternalTask, 'processInstanceId' | 'executionId'>;

/**
 * Sends what an answer cannot hold, before the answer. Doing it again sets the same variables.
 * @throws ClusterCallError
 */
export async function sendUploads(
  engine: EngineRequests,
  task: TaskScope,
  { uploads, bounds }: { readonly uploads: readonly VariableUpload[]; readonly bounds: RequestBounds },
): Promise<void> {
  for (const upload of uploads) {
    const target = { execution: task.executionId, name: upload.name };
    if (upload.kind === 'longText') await sendFile(engine, target, { ...multipartText(upload.text), bounds });
    else await copyFile(engine, task, { upload, bounds: { ...bounds, timeoutMs: TIMEOUT_MS } });
  }
}

interface FileCopy {
  readonly upload: Extract<VariableUpload, { kind: 'file' }>;
  readonly bounds: RequestBounds;
}

/** The content passes through, a part at a time. */
async function copyFile(
  engine: EngineRequests,
  task: TaskScope,
  { upload: { name, document }, bounds }: FileCopy,
): Promise<void> {
  const address = readDocumentId(document);
  const isOwn = address?.processInstanceId === task.processInstanceId;
  if (address === undefined || !(isOwn || isStoredDocument(address.name))) throw noDocument(name);
  // The task was given it under this name.
  if (isOwn && address.name === name) return;
  const response = await openFile(engine, address, bounds).catch((error: unknown) => {
    throw isNoVariable(error) ? noDocument(name) : error;
  });
  try {
    const { fileName, contentType } = document.metadata;
    const file = multipartFile({
      content: response.body,
      fileName: fileName ?? name,
      contentType: contentType ?? readHeader(response.headers, 'content-type') ?? '',
    });
    await sendFile(engine, { execution: task.executionId, name }, { ...file, bounds });
  } finally {
    response.body.cancel();
  }
}

const noDocument = (name: string): ClusterCallError =>
  new ClusterCallError('refused', `the document of the variable ${name} is not in the process instance`, {
    grpcStatus: GrpcStatus.INVALID_ARGUMENT,
  });
