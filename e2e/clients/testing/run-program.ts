import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const TIMEOUT_MS = 150_000;

/**
 * What a program prints in its last line, as JSON. @throws Error with all that it said, when it fails or
 * takes too long
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const env = { ...process.env, ...environment };
  const { stdout } = await promisify(execFile)(command, [...args], { env, timeout: TIMEOUT_MS });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
