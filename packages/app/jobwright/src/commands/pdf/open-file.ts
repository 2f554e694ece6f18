import { spawn } from 'node:child_process';
import type { Environment } from '../../configuration/environment.ts';

/** The program of each system that opens a file with what its user has chosen for it. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['explorer.exe'],
};

/** Resolves to whether there is such a program; does not wait for its end. */
export function openFile(path: string, environment: Environment): Promise<boolean> {
  const [program, ...options] = OPENERS[process.platform] ?? ['xdg-open'];
  return new Promise((resolve) => {
    const child = spawn(program, [...options, path], {
      detached: true,
      stdio: 'ignore',
      env: { ...environment },
    });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
