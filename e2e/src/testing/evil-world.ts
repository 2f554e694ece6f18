import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestClock, startEngine } from '@jobwright/engine';
import { expect, onTestFinished, vi } from 'vitest';
import { makeConnectorProject } from './connector-project.ts';
import { toEvil } from './evil-connector.ts';
import { oneTaskProcess } from './one-task-process.ts';
import { type CliRun, startCli } from './run-cli.ts';

export const SOON = { timeout: 100_000, interval: 20 };
const TYPE = 'acme:evil:1';

export interface EvilService extends CliRun {
  readonly address: string;
  log(): readonly Readonly<Record<string, unknown>>[];
  /** The lines with this message. */
  linesOf(message: RegExp): readonly Readonly<Record<string, unknown>>[];
  metric(name: string): Promise<number>;
}

/** An engine whose time is the test's, and services with a connector that does evil on demand. */
export async function createEvilWorld() {
  const clock = createTestClock();
  const engine = await startEngine({ clock });
  onTestFinished(() => engine.close());
  const project = await makeConnectorProject();
  onTestFinished(() => project.remove());
  const stateDirectory = await mkdtemp(join(tmpdir(), 'jobwright-state-'));
  onTestFinished(() => rm(stateDirectory, { recursive: true, force: true }));
  await project.write({ 'evil.mjs': toEvil(TYPE), 'good.mjs': toEvil('acme:good:1') });
  for (const [id, jobType] of [
    ['evil', TYPE],
    ['good', 'acme:good:1'],
  ] as const) {
    const content = oneTaskProcess({ id, jobType });
    await engine.core.deploy({ resources: [{ name: `${id}.bpmn`, content }], tenantId: '<default>' });
  }
  const ended = new Set<string>();

  return {
    engine,
    stateDirectory,
    project,
    /** Time passes for the engine alone: deadlines and back-offs are over. */
    pass: (ms: number) => clock.advance(ms),
    start(bpmnProcessId: 'evil' | 'good', text: string): string {
      const variables = { text };
      const created = engine.core.createInstance({
        bpmnProcessId,
        version: -1,
        variables,
        tenantId: '<default>',
      });
      if (!created.ok) throw new Error(created.rejection.reason);
      const { processInstanceKey: key } = created.value;
      engine.core.onInstanceEnd(key, () => void ended.add(key));
      return key;
    },
    untilEnded: (key: string) => vi.waitFor(() => expect(ended.has(key)).toBe(true), SOON),
    untilIncident: () =>
      vi.waitFor(() => {
        const [incident] = engine.core.incidents();
        if (incident === undefined) throw new Error('No incident yet');
        return incident;
      }, SOON),
    async serve(
      environment: Readonly<Record<string, string>> = {},
      state: 'with state' | 'without state' = 'with state',
    ): Promise<EvilService> {
      const modules = ['--connectors-modules', './evil.mjs', './good.mjs'];
      const cli = startCli(
        [
          'start',
          '--connectors-bundled',
          'none',
          ...modules,
          '--http-port',
          '0',
          '--jobs-drain-timeout-seconds',
          '1',
        ],
        {
          ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
          CAMUNDA_AUTH_STRATEGY: 'NONE',
          ...(state === 'with state' && { JOBWRIGHT_STATE_DIRECTORY: stateDirectory }),
          ...environment,
        },
        project.root,
      );
      onTestFinished(() => void cli.process.kill('SIGKILL'));
      await Promise.race([
        vi.waitFor(() => expect(cli.output.stderr).toContain('"Ready"'), SOON),
        cli.ended.then(({ stderr }) => {
          // A job may kill it before anybody has seen that it is ready.
          if (cli.process.signalCode !== 'SIGKILL') throw new Error(`It ended before: ${stderr}`);
        }),
      ]);
      const address = /"address":"(http:[^"]+)"/.exec(cli.output.stderr)?.[1] ?? '';
      const log = () =>
        cli.output.stderr
          .split('\n')
          .slice(0, -1)
          .filter((line) => line.startsWith('{'))
          .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
      return {
        ...cli,
        address,
        log,
        linesOf: (message) => log().filter(({ msg }) => message.test(String(msg))),
        async metric(name) {
          const text = await (await fetch(`${address}/metrics`)).text();
          const line = text.split('\n').find((candidate) => candidate.startsWith(name));
          return Number(line?.split(' ').at(-1) ?? Number.NaN);
        },
      };
    },
  };
}
