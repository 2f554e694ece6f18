import { encodePathSegment, type OpenHttpResponse } from '@jobwright/http-client';
import { isJsonObject, parseJson } from '@jobwright/json';
import { ClusterCallError } from '@jobwright/runtime/cluster';
import type { EngineRequests, RequestBounds } from '../engine/engine-request.ts';
import type { FileAddress } from './file-reference.ts';
import type { MultipartBody } from './multipart-file.ts';

const NOT_FOUND = 404;
/** The engine answers 500 when an execution has ended. */
const NO_EXECUTION = /doesn't exist|does not exist/;

/** Where a variable is seen from: an execution, or a process instance. */
const variablePath = (execution: string, name: string): string =>
  `/process-instance/${encodePathSegment(execution, 'execution')}/variables/${encodePathSegment(name, 'variable')}`;

/** Whether a call failed because there is no such variable, or its execution has ended. */
export const isNoVariable = (error: unknown): boolean =>
  error instanceof ClusterCallError &&
  (error.httpStatus === NOT_FOUND || (error.httpStatus === 500 && NO_EXECUTION.test(error.message)));

/**
 * Opens the content of a file. One that an execution saw which has ended may still be there in its process
 * instance.
 * @throws ClusterCallError
 */
export async function openFile(
  engine: EngineRequests,
  { processInstanceId, executionId, name }: FileAddress,
  bounds: RequestBounds,
): Promise<OpenHttpResponse> {
  const open = (execution: string): Promise<OpenHttpResponse> =>
    engine.open(
      { method: 'GET', path: `${variablePath(execution, name)}/data`, headers: [['Accept', '*/*']] },
      bounds,
    );
  if (executionId === undefined) return open(processInstanceId);
  try {
    return await open(executionId);
  } catch (error) {
    if (isNoVariable(error)) return open(processInstanceId);
    throw error;
  }
}

/** Where a variable is set. */
export interface VariableTarget {
  readonly execution: string;
  readonly name: string;
  /**
   * Of the execution alone. Default: where a variable of the name is already, else in the process instance.
   */
  readonly isLocal?: boolean;
}

/**
 * Sends a variable that is not JSON.
 * @throws ClusterCallError
 */
export async function sendFile(
  engine: EngineRequests,
  { execution, name, isLocal = false }: VariableTarget,
  { body, headers, bounds }: MultipartBody & { readonly bounds: RequestBounds },
): Promise<void> {
  const path = isLocal
    ? `/execution/${encodePathSegment(execution, 'execution')}/localVariables/${encodePathSegment(name, 'variable')}`
    : variablePath(execution, name);
  await engine.send({ method: 'POST', path: `${path}/data`, headers, body }, bounds);
}

/** Whether an execution sees a file. @throws ClusterCallError */
export async function hasFile(
  engine: EngineRequests,
  { execution, name }: VariableTarget,
  bounds: RequestBounds,
): Promise<boolean> {
  try {
    const text = await engine.send({ method: 'GET', path: variablePath(execution, name) }, bounds);
    const variable = parseJson(text);
    return isJsonObject(variable) && variable['type'] === 'File';
  } catch (error) {
    if (isNoVariable(error)) return false;
    throw error;
  }
}

/** Deletes a variable; one that is not there is deleted. @throws ClusterCallError */
export async function deleteVariable(
  engine: EngineRequests,
  { processInstanceId, name }: FileAddress,
  bounds: RequestBounds,
): Promise<void> {
  await engine
    .send({ method: 'DELETE', path: variablePath(processInstanceId, name) }, bounds)
    .catch((error: unknown) => {
      if (!isNoVariable(error)) throw error;
    });
}
