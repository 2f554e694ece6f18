import { runCommandLine } from '@jobwright/command-line';
import { e2eSuites } from './e2e-suites.ts';
import { BUILT } from './nx-run.ts';

// The suites know it by now; the copies of the workspace that they make are not built.
delete process.env[BUILT];

process.exitCode = await runCommandLine(
  {
    usage: 'npm run e2e [-- SUITE]',
    about: `The suites of the whole product; without a name the one on the embedded engine. What they need is in .ci/run.
CAMUNDA_* and ZEEBE_* mean what they mean for @camunda8/sdk. CAMUNDA_MANAGEMENT_ADDRESS (http://localhost:9600) is where
a cluster counts its incidents; without it they are searched by its REST API.`,
    choices: e2eSuites,
    unnamed: ['embedded'],
    examples: [
      'npm run e2e',
      'npm run e2e -- embedded job-outcomes',
      'npm run e2e -- rest job-outcomes outages',
      'npm run e2e -- mail --full',
      'ZEEBE_GRPC_ADDRESS=grpc://localhost:26500 ZEEBE_REST_ADDRESS=http://localhost:8080 npm run e2e -- camunda8',
    ],
  },
  process.argv.slice(2),
);
