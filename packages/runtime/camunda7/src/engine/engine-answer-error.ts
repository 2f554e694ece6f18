import { type OpenHttpResponse, readRetryAfterMs } from '@jobwright/http-client';
import { ClusterCallError, failureOfStatus, GrpcStatus, readText } from '@jobwright/runtime/cluster';
import { z } from 'zod';

/** An error as the engine writes it. A proxy in front of it answers with something else. */
const engineProblem = z.object({ type: z.string(), message: z.string().nullish() });
type EngineProblem = z.output<typeof engineProblem>;

const MAX_PROBLEM_BYTES = 100_000;
const MAX_MESSAGE_LENGTH = 1_000;
/** Somebody else has the lock now, or nobody. */
const LOCK_LOST = /locked by worker|lock that expired/i;
/** Two changed the same at the same time; the second one may try again. */
const CONFLICT = /OptimisticLocking/;

/**
 * The error of an answer that is not a success. Reads its body. The status of gRPC is the one with which a
 * cluster of Camunda 8 says the same.
 */
export async function readAnswerError(response: OpenHttpResponse): Promise<ClusterCallError> {
  const { status: httpStatus, headers } = response;
  const text = await readText(response, MAX_PROBLEM_BYTES).catch(() => undefined);
  const problem = parseProblem(text ?? '');
  const grpcStatus = statusOf(httpStatus, problem);
  const retryAfterMs = readRetryAfterMs(headers, { nowMs: Date.now() });
  return new ClusterCallError(failureOfStatus(grpcStatus), describe(httpStatus, problem), {
    grpcStatus,
    httpStatus,
    retryAfterMs,
  });
}

/** @throws ClusterCallError when the answer is not a success */
export async function checkSuccess(response: OpenHttpResponse): Promise<void> {
  if (response.status < 200 || response.status >= 300) throw await readAnswerError(response);
}

function describe(httpStatus: number, problem: EngineProblem | undefined): string {
  const message = problem?.message ?? '';
  if (problem === undefined || message === '') {
    const type = problem === undefined ? '' : ` (${problem.type})`;
    return `HTTP status code ${httpStatus}${type}${TOO_LARGE.get(httpStatus) ?? ''}`;
  }
  return message.slice(0, MAX_MESSAGE_LENGTH);
}

const TOO_LARGE: ReadonlyMap<number, string> = new Map([
  [413, ': the request is larger than what is between here and the engine accepts'],
]);

function parseProblem(text: string): EngineProblem | undefined {
  try {
    return engineProblem.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function statusOf(httpStatus: number, problem: EngineProblem | undefined): number {
  const said = `${problem?.type ?? ''} ${problem?.message ?? ''}`;
  if (problem !== undefined && LOCK_LOST.test(said)) return GrpcStatus.FAILED_PRECONDITION;
  if (problem !== undefined && CONFLICT.test(said)) return GrpcStatus.ABORTED;
  switch (httpStatus) {
    case 400:
    case 422:
      return problem === undefined ? GrpcStatus.INTERNAL : GrpcStatus.INVALID_ARGUMENT;
    case 401:
      return GrpcStatus.UNAUTHENTICATED;
    case 403:
      return GrpcStatus.PERMISSION_DENIED;
    case 404:
      // A path that is not there has the type NotFoundException, and a proxy writes no type.
      return problem?.type === 'RestException' || problem?.type === 'InvalidRequestException'
        ? GrpcStatus.NOT_FOUND
        : GrpcStatus.INTERNAL;
    case 405:
    case 501:
      return GrpcStatus.UNIMPLEMENTED;
    case 408:
    case 504:
      return GrpcStatus.DEADLINE_EXCEEDED;
    case 413:
    case 429:
      return GrpcStatus.RESOURCE_EXHAUSTED;
    case 502:
    case 503:
      return GrpcStatus.UNAVAILABLE;
    default:
      return GrpcStatus.INTERNAL;
  }
}
