import type { JobCalls } from '../gateway/job-calls.ts';
import type { RestCalls } from '../rest/rest-calls.ts';
import type { CallBounds, ClusterOperations } from '@jobwright/runtime/cluster';
import type { ClusterTopology, DeployedResource } from './cluster-answers.ts';

/**
 * A Camunda 8 cluster: all calls to it, over gRPC and REST. Each call has a deadline and may be cancelled,
 * shows the same credentials, and is sent once; only credentials that the cluster refuses are replaced, and
 * the call is then sent once more.
 */
export interface ClusterClient {
  /** What jobs, the topology and deployments are called over. */
  readonly transport: 'grpc' | 'rest';
  /** Where these calls go: `host:port` of the gRPC gateway, or the address of the REST API. */
  readonly address: string;
  /** Whether they use TLS. */
  readonly usesTls: boolean;
  /** The tenant of the settings (`CAMUNDA_TENANT_ID`), else `<default>`. */
  readonly tenantId: string;
  /**
   * The physical tenant of the settings (`CAMUNDA_PHYSICAL_TENANT_ID`). `undefined`: that of clusters with
   * one, `default`.
   */
  readonly physicalTenantId: string | undefined;
  /**
   * Version, brokers and partitions.
   * @throws ClusterCallError
   */
  topology(bounds: CallBounds): Promise<ClusterTopology>;
  /**
   * Deploys all resources or none.
   * @throws ClusterCallError; its failure is `refused` when a resource is not valid
   */
  deploy(request: DeploymentRequest, bounds: CallBounds): Promise<readonly DeployedResource[]>;
  /**
   * The headers that authenticate each call; empty when nothing does. A token is fetched when one is needed.
   * @throws ClusterCallError with the failure `token` or `tokenEndpoint`
   */
  authHeaders(bounds: CallBounds): Promise<Readonly<Record<string, string>>>;
  /** Calls of job workers. */
  readonly jobs: JobCalls;
  /** Calls of the REST API. `undefined` when its address is not known. */
  readonly rest: RestCalls | undefined;
  /** What operators do, over the REST API: from Camunda 8.8 on. */
  readonly operations: ClusterOperations;
  /** Closes all connections. */
  close(): Promise<void>;
}

/** Files to deploy. */
export interface DeploymentRequest {
  /** BPMN, DMN and form files. The suffix of the name says which it is. */
  readonly resources: readonly { readonly name: string; readonly content: Uint8Array }[];
  /** Default: the cluster's default tenant. */
  readonly tenantId?: string | undefined;
}
