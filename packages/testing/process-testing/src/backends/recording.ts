import { readFile, writeFile } from 'node:fs/promises';
import { isJsonObject, type JsonValue, parseJson } from '@jobwright/json';
import { ProcessTestError } from '../process-test-error.ts';

/**
 * A request and its response, as a file keeps them. Of the headers only the type of the content is kept: no
 * credentials.
 */
export interface RecordedCall {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly requestBody: string;
  readonly status: number;
  readonly contentType: string;
  readonly responseBody: string;
}

const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

function readCall(value: JsonValue): RecordedCall {
  if (!isJsonObject(value)) throw new ProcessTestError('A recorded call is not an object');
  const { method, path, requestBody, status, contentType, responseBody } = value;
  return {
    ...{ method: text(method), path: text(path), requestBody: text(requestBody) },
    ...{ contentType: text(contentType), responseBody: text(responseBody) },
    status: typeof status === 'number' ? status : 500,
  };
}

/** What a file holds; undefined: there is no such file. */
export async function readRecording(file: string): Promise<readonly RecordedCall[] | undefined> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
  const calls = parseJson(content);
  if (!Array.isArray(calls))
    throw new ProcessTestError(`${file} is not a recording: it holds no list of calls`);
  return calls.map(readCall);
}

/** Writes a file that `readRecording` reads. */
export const writeRecording = (file: string, calls: readonly RecordedCall[]): Promise<void> =>
  writeFile(file, `${JSON.stringify(calls, null, 2)}\n`);
