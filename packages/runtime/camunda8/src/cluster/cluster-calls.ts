import type { ClusterClient } from './cluster-client.ts';

/** The calls that a cluster has over gRPC and over REST. */
export interface ClusterCalls extends Pick<
  ClusterClient,
  'address' | 'usesTls' | 'topology' | 'deploy' | 'jobs'
> {
  /** Closes the connections of these calls. */
  close(): Promise<void>;
}
