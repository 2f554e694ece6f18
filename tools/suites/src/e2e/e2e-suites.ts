import { type Choice, runCommands } from '@jobwright/command-line';
import { readNamedCluster } from '@jobwright/servers/test-cluster';
import { nxRun } from './nx-run.ts';

const FULL = '--full';
const nx = (target: string): string => nxRun(`@jobwright/e2e:${target}`);
const engineOracle = 'tsx --conditions=@jobwright/source tools/engine-oracle/src/main.ts';
const cluster = `The end-to-end suite on the cluster that the environment names: ZEEBE_*, CAMUNDA_*`;

/** A suite with a form in full runs that with `--full`. */
const suite = (
  does: string,
  commands: readonly string[],
  full?: { readonly commands?: readonly string[]; readonly environment?: Readonly<Record<string, string>> },
): Choice => ({
  does: full === undefined ? does : `${does}; ${FULL}`,
  run(args) {
    if (full === undefined || !args.includes(FULL)) return runCommands(commands, args);
    const rest = args.filter((arg) => arg !== FULL);
    return runCommands(full.commands ?? commands, rest, full.environment);
  },
});

/** The suites of the whole product, by the names that `npm run e2e` takes. */
export const e2eSuites: Readonly<Record<string, Choice>> = {
  embedded: suite('the end-to-end suite on the embedded engine, or the files that are named after it', [
    nx('test'),
  ]),
  rest: suite('the same with jobs over REST', [nx('test-rest')]),
  camunda8: {
    does: cluster,
    run(args) {
      try {
        readNamedCluster(process.env);
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        return 2;
      }
      return runCommands([nx('test-camunda8')], args);
    },
  },
  modeler: suite('every template in a real modeler, in Chromium', [nx('test-modeler')]),
  examples: suite('the projects of examples/, on packed packages', [nx('test-examples')]),
  command: suite('the command on a terminal, completion in three shells', [nx('test-command')]),
  hostile: suite('hostile authors, remotes and pages, an unlucky operator', [nx('test-hostile')], {
    commands: [nx('test-hostile-full')],
  }),
  durability: suite('engines with a data directory that are killed under load', [nx('test-durability')], {
    commands: [nx('test-durability-full')],
  }),
  pdf: suite(
    'PDFs held against veraPDF, qpdf, Mustang and pictures',
    [nxRun('@jobwright/pdf-proof:test-pdf')],
    {
      environment: { PDF_CORPUS: 'full' },
    },
  ),
  published: suite('a release to a registry on loopback, its packages used', [nx('test-published')]),
  'cluster-access': suite('passwords, tokens, TLS, mTLS and tenants', [nx('test-cluster')]),
  mail: suite('email on Postfix and Dovecot', [nx('test-mail')], { commands: [nx('test-mail-full')] }),
  'operaton-cluster': suite('two nodes of Operaton, and runtimes on them, that are killed', [
    nx('test-operaton-cluster'),
  ]),
  clients: suite("Camunda's clients in Java, Python and TypeScript on the embedded engine", [
    nx('test-clients'),
  ]),
  secrets: suite('stores of secrets', [nx('test-secrets')]),
  observability: suite('dashboard and alerts on Prometheus', [nx('test-observability')]),
  image: suite('the image: built, tested, measured', [
    'npm run image -- build',
    nx('test-image'),
    'npm run image -- check',
  ]),
  sql: suite('customer data on PostgreSQL and MariaDB', [nx('test-sql')], {
    commands: [nx('test-sql-full')],
  }),
  operaton: suite(
    'connectors on Operaton: how jobs end, outages, access, load; in full on Camunda 7 too',
    [nx('test-operaton')],
    { commands: [nx('test-operaton-full'), nx('test-operaton-camunda7')] },
  ),
  slow: suite('the worst inputs, crashes, generators, CONTRIBUTING as a script', [
    nxRun('@jobwright/suites:test-slow-all'),
  ]),
  feel: suite('FEEL against feel-engine; --help has its options', [
    'tsx --conditions=@jobwright/source tools/feel-oracle/src/main.ts',
  ]),
  engine: suite('random processes on our engine and on Operaton', [engineOracle], {
    commands: [`${engineOracle} ${FULL}`],
  }),
};
