import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { stringify } from 'yaml';
import { type CliRun, startCli } from './run-cli.ts';

export interface StartedService {
  readonly cli: CliRun;
  /** The lines of its log so far. */
  readonly log: () => readonly Readonly<Record<string, unknown>>[];
}

/** Starts `jobwright start` with a configuration and waits until it is ready; it ends with the test. */
export async function startService(
  configuration: object,
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedService> {
  const service = await launchService(configuration, environment);
  await vi.waitFor(() => expect(service.cli.output.stderr).toContain('"Ready"'), { timeout: 20_000 });
  return service;
}

/** The same without waiting, for one that does not get ready. */
export async function launchService(
  configuration: object,
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedService> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-service-'));
  await writeFile(join(folder, 'jobwright.yaml'), stringify(configuration));
  const cli = startCli(['start', '--config', join(folder, 'jobwright.yaml')], environment, folder);
  onTestFinished(async () => {
    cli.process.kill('SIGTERM');
    await cli.ended;
    await rm(folder, { recursive: true, force: true });
  });
  return {
    cli,
    log: () =>
      cli.output.stderr
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
