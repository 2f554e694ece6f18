import type { DeployedProcess } from '../commands.ts';

/** Part of the answer to a deployment. */
export type Deployed = { readonly kind: 'process'; readonly process: DeployedProcess };
