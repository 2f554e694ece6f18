import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { type CliRun, startCli } from './run-cli.ts';
import type { Target } from './target.ts';

export interface Service {
  readonly cli: CliRun;
  /** Of probes, metrics and the admin API. */
  readonly address: string;
  /** All lines of the log so far. */
  logLines(): readonly Readonly<Record<string, unknown>>[];
  /** Asks it to stop; resolves when it has. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly yaml: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the built command as a service on a cluster; it ends with the test at the latest. */
export async function startService(
  target: Pick<Target, 'environment'>,
  { yaml, environment = {} }: ServiceOptions,
): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-service-'));
  const file = join(folder, 'jobwright.yaml');
  await writeFile(file, yaml);
  const cli = startCli(['start', '--config', file, '--http-port', '0'], {
    ...target.environment,
    ...environment,
  });
  const stop = async (): Promise<void> => {
    cli.process.kill('SIGTERM');
    await cli.ended;
  };
  onTestFinished(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
  await vi.waitFor(() => expect(cli.output.stderr).toContain('"Ready"'), { timeout: 20_000 });
  return {
    cli,
    address: /"address":"([^"]+)"/.exec(cli.output.stderr)?.[1] ?? '',
    logLines: () =>
      cli.output.stderr
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    stop,
  };
}
