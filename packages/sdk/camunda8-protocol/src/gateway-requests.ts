import type {
  ActivateJobsRequest,
  CompleteJobRequest,
  FailJobRequest,
  StreamActivatedJobsRequest,
  ThrowErrorRequest,
  UpdateJobTimeoutRequest,
} from './job-messages.ts';
import type { DeployResourceRequest } from './resource-messages.ts';

/** The calls that have one answer, with their requests. */
export interface UnaryRequests {
  readonly Topology: object;
  readonly CompleteJob: CompleteJobRequest;
  readonly FailJob: FailJobRequest;
  readonly ThrowError: ThrowErrorRequest;
  readonly UpdateJobTimeout: UpdateJobTimeoutRequest;
  readonly DeployResource: DeployResourceRequest;
}

/** The calls that are answered with a stream of messages, with their requests. */
export interface StreamRequests {
  readonly ActivateJobs: ActivateJobsRequest;
  readonly StreamActivatedJobs: StreamActivatedJobsRequest;
}
