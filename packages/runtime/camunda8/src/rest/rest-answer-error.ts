import { readRetryAfterMs, type OpenHttpResponse, type HttpHeaders } from '@jobwright/http-client';
import { z } from 'zod';
import { ClusterCallError, failureOfStatus, GrpcStatus, readText } from '@jobwright/runtime/cluster';

/** Problem details (RFC 9457) as Camunda writes them: the title is a code such as `NOT_FOUND`. */
const problem = z.object({
  title: z.string().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
});
type ProblemDetails = z.output<typeof problem>;

const MAX_PROBLEM_BYTES = 100_000;
/** The rejection of a command, in the words of the broker. */
const REJECTION = /rejected with code '([A-Z_]+)'/;

/**
 * The error of an answer that is not a success. Reads its body. Over gRPC, the cluster fails with the same
 * status.
 */
export async function readAnswerError(response: OpenHttpResponse): Promise<ClusterCallError> {
  const { status: httpStatus, headers } = response;
  const text = await readText(response, MAX_PROBLEM_BYTES).catch(() => undefined);
  const details = parseProblem(text ?? '');
  const grpcStatus = statusOf(httpStatus, details);
  const said = details?.detail ?? details?.title;
  return new ClusterCallError(
    failureOfStatus(grpcStatus),
    said ?? `HTTP status code ${httpStatus}${TOO_LARGE.get(httpStatus) ?? ''}`,
    { grpcStatus, httpStatus, retryAfterMs: retryAfterMs(headers) },
  );
}

/** @throws ClusterCallError when the answer is not a success */
export async function checkSuccess(response: OpenHttpResponse): Promise<void> {
  if (response.status < 200 || response.status >= 300) throw await readAnswerError(response);
}

/** What comes from a proxy in front of the cluster says nothing about a job. */
const TOO_LARGE: ReadonlyMap<number, string> = new Map([
  [413, ': the request is larger than what is between here and the cluster accepts'],
]);

const retryAfterMs = (headers: HttpHeaders): number | undefined =>
  readRetryAfterMs(headers, { nowMs: Date.now() });

function parseProblem(text: string): ProblemDetails | undefined {
  try {
    return problem.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function statusOf(httpStatus: number, details: ProblemDetails | undefined): number {
  const code = REJECTION.exec(details?.detail ?? '')?.[1] ?? details?.title ?? '';
  if (code === 'EXCEEDED_BATCH_RECORD_SIZE') return GrpcStatus.RESOURCE_EXHAUSTED;
  // Without a code it comes from a proxy, or from a cluster that does not have the path.
  switch (httpStatus) {
    case 400:
    case 422:
      return code === '' ? GrpcStatus.INTERNAL : GrpcStatus.INVALID_ARGUMENT;
    case 401:
      return GrpcStatus.UNAUTHENTICATED;
    case 403:
      return GrpcStatus.PERMISSION_DENIED;
    case 404:
      return code === 'NOT_FOUND' ? GrpcStatus.NOT_FOUND : GrpcStatus.INTERNAL;
    case 405:
    case 501:
      return GrpcStatus.UNIMPLEMENTED;
    case 408:
    case 504:
      return GrpcStatus.DEADLINE_EXCEEDED;
    case 409:
      return code === 'NOT_FOUND' ? GrpcStatus.NOT_FOUND : GrpcStatus.FAILED_PRECONDITION;
    case 413:
    case 429:
      return GrpcStatus.RESOURCE_EXHAUSTED;
    case 502:
      return code === 'ABORTED' ? GrpcStatus.ABORTED : GrpcStatus.UNAVAILABLE;
    case 503:
      return code === 'RESOURCE_EXHAUSTED' ? GrpcStatus.RESOURCE_EXHAUSTED : GrpcStatus.UNAVAILABLE;
    default:
      return GrpcStatus.INTERNAL;
  }
}
