import type {
  ActivateJobsRequest,
  CompleteJobRequest,
  FailJobRequest,
  StreamActivatedJobsRequest,
  ThrowErrorRequest,
  UpdateJobTimeoutRequest,
} from './job-messages.ts';
import type { DeployResourceRequest } from './resource-messages.ts';

/** Calls that have one answer, with what they send. */
export interface UnaryRequests {
  readonly Topology: object;
  readonly CompleteJob: CompleteJobRequest;
  readonly FailJob: FailJobRequest;
  readonly ThrowError: ThrowErrorRequest;
  readonly UpdateJobTimeout: UpdateJobTimeoutRequest;
  readonly DeployResource: DeployResourceRequest;
}

/** Calls that are answered by a stream of messages, with what they send. */
export interface StreamRequests {
  readonly ActivateJobs: ActivateJobsRequest;
  readonly StreamActivatedJobs: StreamActivatedJobsRequest;
}
