import { spawn } from 'node:child_process';
import { timeoutSignal } from '@jobwright/concurrency';

const maxKeptOutput = 8000;

/**
 * Runs a program to its end. @throws Error with the end of its output when it fails, is missing or takes too
 * long
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: {
    readonly timeoutMs: number;
    /** What to say when the program is not there. */
    readonly missing: string;
    /** Added to ours. */
    readonly environment?: Readonly<Record<string, string>>;
    /** Stops it. */
    readonly signal?: AbortSignal;
  },
): Promise<void> {
  const signal = timeoutSignal(options.timeoutMs, options.signal);
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    env: { ...process.env, ...options.environment },
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-maxKeptOutput);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  await new Promise<void>((resolve, reject) => {
    child.on('error', (cause) => {
      if (options.signal?.aborted === true) return reject(new Error(`${command} was stopped`, { cause }));
      const reason = signal.aborted
        ? `${command} took longer than ${options.timeoutMs / 1000} s`
        : `${command} cannot be started`;
      reject(new Error(isMissing(cause) ? options.missing : reason, { cause }));
    });
    child.on('close', (code, killedBy) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} failed (${code ?? killedBy}):\n${output.trim()}`));
    });
  });
}

function isMissing(error: Error): boolean {
  return 'code' in error && error.code === 'ENOENT';
}
