import type { Deployable } from '../../model/deployable.ts';
import type { Key } from '../commands.ts';
import type { Deployed } from './deployed.ts';

/** Something that a deployment holds, with the file it is from. */
export interface NewDeployable<Kind extends Deployable = Deployable> {
  readonly deployable: Kind;
  readonly resourceName: string;
  /** Of the file. */
  readonly checksum: string;
  /** The file. */
  readonly content: string;
  readonly tenantId: string;
}

/** An id that may occur only once in a deployment. */
export interface DeploymentId {
  /** Different for different kinds of resources. */
  readonly address: string;
  /** Why a deployment with it in two files is refused. */
  readonly duplicateReason: (earlierName: string, laterName: string) => string;
}

export const uniqueId = (what: string, id: string): DeploymentId => ({
  address: `${what} ${id}`,
  duplicateReason: (earlier, later) =>
    `Expected the ${what} ids to be unique within a deployment but found a duplicated id '${id}' in the resources '${earlier}' and '${later}'.`,
});

/** What deploying something would do. */
export interface PlannedDeployable {
  readonly ids: readonly DeploymentId[];
  /** The latest version, when it is the same; it stays if the whole deployment is the same. */
  readonly unchanged: readonly Deployed[] | undefined;
  /** Adds a version. */
  readonly add: (deploymentKey: Key) => readonly Deployed[];
}
