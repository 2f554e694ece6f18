import { readHeader } from '@jobwright/http-client';
import { ClusterCallError, GrpcStatus } from '@jobwright/runtime/cluster';
import {
  deleteVariable,
  hasFile,
  isNoVariable,
  openFile,
  sendFile,
  type VariableTarget,
} from '../documents/file-calls.ts';
import { isStoredDocument, readDocumentId } from '../documents/file-reference.ts';
import { type MultipartBody, multipartFile, multipartText } from '../documents/multipart-file.ts';
import type { EngineRequests, RequestBounds } from '../engine/engine-request.ts';
import type { ExternalTask } from '../engine/external-task.ts';
import type { VariableUpload } from './write-variables.ts';

/** For all of a file. */
const TIMEOUT_MS = 60_000;

type TaskScope = Pick<ExternalTask, 'processInstanceId' | 'executionId'>;

export interface SendUploadsOptions {
  readonly uploads: readonly VariableUpload[];
  readonly bounds: RequestBounds;
  /** For the task alone. Default: as the variables of a completed task. */
  readonly isLocal?: boolean;
}

/**
 * Sends what an answer cannot hold, before the answer. It may be done again, also when the answer before it
 * was lost.
 * @throws ClusterCallError
 */
export async function sendUploads(
  engine: EngineRequests,
  task: TaskScope,
  { uploads, bounds, isLocal = false }: SendUploadsOptions,
): Promise<void> {
  for (const upload of uploads) {
    const target = { execution: task.executionId, name: upload.name, isLocal };
    if (upload.kind === 'longText')
      await sendVariable(engine, target, { ...multipartText(upload.text), bounds });
    else await moveFile(engine, task, { upload, target, bounds: { ...bounds, timeoutMs: TIMEOUT_MS } });
  }
}

async function sendVariable(
  engine: EngineRequests,
  target: VariableTarget,
  parts: MultipartBody & { readonly bounds: RequestBounds },
): Promise<void> {
  await sendFile(engine, target, parts).catch((error: unknown) => {
    if (!isNoVariable(error)) throw error;
    throw new ClusterCallError('refused', 'the task is not there any more', {
      cause: error,
      grpcStatus: GrpcStatus.NOT_FOUND,
    });
  });
}

interface FileMove {
  readonly upload: Extract<VariableUpload, { kind: 'file' }>;
  readonly target: VariableTarget;
  readonly bounds: RequestBounds;
}

/** The content passes through, a part at a time. */
async function moveFile(
  engine: EngineRequests,
  { processInstanceId }: TaskScope,
  { upload: { name, document, isOnlyUse }, target, bounds }: FileMove,
): Promise<void> {
  const address = readDocumentId(document);
  const isOwn = address?.processInstanceId === processInstanceId;
  if (address === undefined || !(isOwn || isStoredDocument(address.name))) throw noDocument(name);
  // The task was given it under this name.
  if (isOwn && address.name === name) return;
  const mayMove = isOwn && isOnlyUse && isStoredDocument(address.name);
  const response = await openFile(engine, address, bounds).catch(async (error: unknown) => {
    if (!isNoVariable(error)) throw error;
    // It was moved before an answer that was lost.
    if (mayMove && (await hasFile(engine, target, bounds))) return undefined;
    throw noDocument(name);
  });
  if (response === undefined) return;
  try {
    const { fileName, contentType } = document.metadata;
    const file = multipartFile({
      content: response.body,
      fileName: fileName ?? name,
      contentType: contentType ?? readHeader(response.headers, 'content-type') ?? '',
    });
    await sendVariable(engine, target, { ...file, bounds });
  } finally {
    response.body.cancel();
  }
  if (mayMove) await deleteVariable(engine, address, bounds);
}

const noDocument = (name: string): ClusterCallError =>
  new ClusterCallError('refused', `the document of the variable ${name} is not in the process instance`, {
    grpcStatus: GrpcStatus.INVALID_ARGUMENT,
  });
