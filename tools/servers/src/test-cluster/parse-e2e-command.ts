import type { Environment } from '../local-server/index.ts';
import { readNamedCluster } from './named-cluster.ts';

/** What Nx is to run. */
export interface E2eCommand {
  readonly target: 'test' | 'test-camunda8';
  /** Parts of file names; all files without. */
  readonly files: readonly string[];
}

export const E2E_HELP = `npm run e2e [-- camunda8] [files]

The end-to-end suite, on the embedded engine, or with camunda8 on the cluster that the environment names.

  npm run e2e
  npm run e2e -- embedded job-outcomes
  ZEEBE_GRPC_ADDRESS=grpc://localhost:26500 ZEEBE_REST_ADDRESS=http://localhost:8080 npm run e2e -- camunda8

CAMUNDA_* and ZEEBE_* mean what they mean for @camunda8/sdk. CAMUNDA_MANAGEMENT_ADDRESS (http://localhost:9600) is where
a cluster counts its incidents; without it they are searched by its REST API.`;

const ENGINES = ['embedded', 'camunda8'] as const;

/** @throws Error of one line when the engine is unknown, or the cluster is not named */
export function parseE2eCommand(args: readonly string[], environment: Environment): E2eCommand {
  const [name = 'embedded', ...files] = args;
  const engine = ENGINES.find((each) => each === name);
  switch (engine) {
    case 'embedded':
      return { target: 'test', files };
    case 'camunda8':
      readNamedCluster(environment);
      return { target: 'test-camunda8', files };
    case undefined:
      throw new Error(
        `The end-to-end suite runs on ${ENGINES.join(' or ')}, not on ${JSON.stringify(name)}.`,
      );
  }
}
