import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runProgram } from '../run-program.ts';

/** Node as published on npm, the newest of the line of our base image. */
const NODE = `node-linux-${process.arch}@24.22.3`;
const TIMEOUT_MS = 300_000;

export interface NodeParts {
  /** The program. */
  readonly node: string;
  /** Folder of the package npm. */
  readonly npm: string;
}

/** Gets Node and npm from the registry, once. */
export async function fetchNode(folder: string, workspaceRoot: string): Promise<NodeParts> {
  const { packageManager } = z
    .object({ packageManager: z.string() })
    .parse(JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')));
  const [node, npm] = [await unpack(NODE, folder), await unpack(packageManager, folder)];
  return { node: join(node, 'bin/node'), npm };
}

async function unpack(name: string, folder: string): Promise<string> {
  const target = join(folder, name);
  if (existsSync(target)) return target;
  const unfinished = `${target}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const options = { cwd: unfinished, timeoutMs: TIMEOUT_MS };
  const archive = await runProgram('npm', ['pack', '--silent', name], options);
  await runProgram('tar', ['xzf', archive], options);
  await rename(join(unfinished, 'package'), target);
  await rm(unfinished, { recursive: true });
  return target;
}
