import type { Configuration } from '../../configuration/configuration.schema.ts';
import type { Environment } from '../../configuration/environment.ts';
import type { FoundResource } from './find-resources.ts';

/** What is deployed, and how. */
export interface Deployment {
  readonly resources: readonly FoundResource[];
  /** Default: that of the cluster, or none. */
  readonly tenantId: string | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly network: Configuration['network'];
  readonly environment: Environment;
  /** Called with the address before anything is sent. */
  readonly onConnect: (address: string) => void;
}

/** What the cluster made of the files. */
export interface Deployed {
  readonly address: string;
  readonly resources: readonly DeployedFile[];
}

export interface DeployedFile {
  readonly kind: string;
  readonly id: string;
  /** Undefined where the engine counts none. */
  readonly version: number | undefined;
  readonly key: string;
  readonly tenantId: string;
  readonly resourceName?: string | undefined;
}
