import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { JsonObject } from '@jobwright/connector-sdk';
import type { TestOutcome } from '@jobwright/connector-testing';

const tsx = createRequire(import.meta.url).resolve('tsx');
const script = fileURLToPath(new URL('./print-outcome.ts', import.meta.url));

/** Sends from a Node process of its own, because what Node trusts is settled when it starts. */
export async function sendInProcess(
  variables: JsonObject,
  env: Readonly<Record<string, string>>,
): Promise<TestOutcome> {
  const args = ['--import', tsx, '--conditions=@jobwright/source', script, JSON.stringify(variables)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 60_000 });
  return JSON.parse(stdout) as TestOutcome;
}
