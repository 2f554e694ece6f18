import { ClusterCallError, GrpcStatus } from '@jobwright/runtime/cluster';

/** The error of an answer that is larger than what is read. */
export const tooLargeAnswerError = (maxBytes: number): ClusterCallError =>
  new ClusterCallError('unexpected', `The answer of the engine has more than ${maxBytes} bytes`, {
    grpcStatus: GrpcStatus.OUT_OF_RANGE,
  });

/** Whether an answer was larger than what was allowed. */
export const isTooLargeAnswer = (error: unknown): boolean =>
  error instanceof ClusterCallError && error.grpcStatus === GrpcStatus.OUT_OF_RANGE;
