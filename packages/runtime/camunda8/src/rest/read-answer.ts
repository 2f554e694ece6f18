import type { z } from 'zod';
import {
  type CallBounds,
  ClusterCallError,
  type OpenRest,
  readText,
  requestError,
  type RestRequest,
  startCallDeadline,
} from '@jobwright/runtime/cluster';
import { checkSuccess } from './rest-answer-error.ts';

const MAX_ANSWER_BYTES = 10_000_000;

/**
 * Sends a request and reads its answer.
 * @throws ClusterCallError when there is no answer, or it is not a success, or has another shape
 */
export async function readAnswer<Schema extends z.ZodType>(
  open: OpenRest,
  request: RestRequest,
  { bounds, schema }: { readonly bounds: CallBounds; readonly schema: Schema },
): Promise<z.output<Schema>> {
  const deadline = startCallDeadline(bounds);
  try {
    const response = await open(request, deadline);
    await checkSuccess(response);
    const text = await readText(response, MAX_ANSWER_BYTES).catch((error: unknown) => {
      throw requestError(error, deadline);
    });
    return parseAnswer(text ?? '', schema);
  } finally {
    deadline.release();
  }
}

/**
 * Sends a request whose answer does not matter.
 * @throws ClusterCallError when there is no answer, or it is not a success
 */
export async function sendRequest(open: OpenRest, request: RestRequest, bounds: CallBounds): Promise<void> {
  const deadline = startCallDeadline(bounds);
  try {
    const response = await open(request, deadline);
    await checkSuccess(response);
    response.body.cancel();
  } finally {
    deadline.release();
  }
}

function parseAnswer<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const problem = 'the answer is not one of the Camunda 8 REST API';
    throw new ClusterCallError('unexpected', problem, { cause });
  }
}
