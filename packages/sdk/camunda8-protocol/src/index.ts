export { loadGatewayDefinitions, loadGatewayService } from './gateway-service.ts';
export type { StreamRequests, UnaryRequests } from './gateway-requests.ts';
export type {
  ActivatedJob,
  ActivateJobsRequest,
  ActivateJobsResponse,
  CompleteJobRequest,
  FailJobRequest,
  JobKind,
  LeasedCommand,
  ListenerEventType,
  StreamActivatedJobsRequest,
  ThrowErrorRequest,
  UpdateJobTimeoutRequest,
} from './job-messages.ts';
export type {
  DecisionMetadata,
  DecisionRequirementsMetadata,
  Deployment,
  DeployResourceRequest,
  DeployResourceResponse,
  FormMetadata,
  ProcessMetadata,
} from './resource-messages.ts';
export type { BrokerInfo, Partition, TopologyResponse } from './topology-messages.ts';
