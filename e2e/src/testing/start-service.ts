import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { stringify } from 'yaml';
import { type CliRun, startCli } from './run-cli.ts';

export interface StartedService {
  readonly cli: CliRun;
  /** Of probes, metrics and the admin API. */
  readonly address: string;
  /** The lines of its log so far. */
  readonly log: () => readonly Readonly<Record<string, unknown>>[];
  /** Asks it to stop; resolves when it has. */
  readonly stop: () => Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

/**
 * Starts `jobwright start` with a configuration, or its YAML, and waits until it is ready; it ends with the
 * test at the latest.
 */
export async function startService(
  configuration: object | string,
  environment: Environment = {},
): Promise<StartedService> {
  const service = await launchService(configuration, environment);
  const { output } = service.cli;
  await vi.waitFor(() => expect(output.stderr).toContain('"Ready"'));
  return { ...service, address: /"address":"([^"]+)"/.exec(output.stderr)?.[1] ?? '' };
}

/** The same without waiting, for one that does not get ready. */
export async function launchService(
  configuration: object | string,
  environment: Environment = {},
): Promise<Omit<StartedService, 'address'>> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-service-'));
  const file = join(folder, 'jobwright.yaml');
  await writeFile(file, typeof configuration === 'string' ? configuration : stringify(configuration));
  const cli = startCli(['start', '--config', file, '--http-port', '0'], environment, folder);
  const stop = async (): Promise<void> => {
    cli.process.kill('SIGTERM');
    await cli.ended;
  };
  onTestFinished(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    cli,
    log: () =>
      cli.output.stderr
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    stop,
  };
}
