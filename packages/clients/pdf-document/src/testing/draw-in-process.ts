import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '@jobwright/json';

export interface Measured {
  readonly endings: readonly { readonly kind: string; readonly message?: string }[];
  /** By how much the resident memory of the whole process grew at most. */
  readonly grownBytes: number;
}

const tsx = createRequire(import.meta.url).resolve('tsx');
const script = fileURLToPath(new URL('./draw-and-measure.ts', import.meta.url));

/** Draws in a process of its own, whose memory is measured: that of others would count with it. */
export async function drawInProcess(
  orders: readonly JsonObject[],
  files: Readonly<Record<string, Uint8Array>>,
): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-pdf-'));
  try {
    const paths: Record<string, string> = {};
    for (const [index, [name, bytes]] of Object.entries(files).entries()) {
      paths[name] = join(folder, String(index));
      await writeFile(paths[name], bytes);
    }
    const args = ['--import', tsx, '--conditions=@jobwright/source', script];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], timeout: 300_000 });
    child.stdin.end(JSON.stringify({ orders, files: paths }));
    return JSON.parse(await text(child.stdout)) as Measured;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
