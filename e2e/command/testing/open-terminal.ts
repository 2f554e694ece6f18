import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, vi } from 'vitest';

export interface Terminal {
  /** Everything that was shown, control codes too. */
  readonly screen: () => string;
  /** Types keys as they are. */
  type(keys: string): void;
  waitFor(text: string | RegExp): Promise<void>;
  readonly ended: Promise<number | null>;
}

/** Runs a command on a terminal of its own, as `script` of util-linux makes it. */
export function openTerminal(
  command: string,
  environment: Readonly<Record<string, string>> = {},
  cwd = process.cwd(),
): Terminal {
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd,
    env: { PATH: process.env.PATH, TERM: 'xterm', ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (screen += text));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    screen: () => screen,
    type: (keys) => void child.stdin.write(keys),
    waitFor: (text) => vi.waitFor(() => expect(screen).toMatch(text)),
    ended: once(child, 'close').then(() => child.exitCode),
  };
}
