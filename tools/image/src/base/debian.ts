import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runProgram } from '../run-program.ts';

const RELEASE = 'bookworm';
/** What the bases have: a compiler to build with; certificates, time zones and the C++ library for Node. */
const PACKAGES = ['ca-certificates', 'tzdata', 'libstdc++6', 'gcc', 'libc6-dev'];
const TIMEOUT_MS = 600_000;

/** A small Debian in a folder, from where this machine takes its packages. It is made once. */
export async function makeDebian(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  const args = ['--variant=minbase', `--include=${PACKAGES.join(',')}`, RELEASE, unfinished];
  await runProgram('debootstrap', [...args, await findMirror()], { timeoutMs: TIMEOUT_MS });
  await rm(`${unfinished}/var/cache/apt/archives`, { recursive: true, force: true });
  await rename(unfinished, folder);
}

async function findMirror(): Promise<string> {
  const format = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages', 'Component: main'];
  const mirrors = await runProgram('apt-get', format, { timeoutMs: 10_000 });
  const uris = mirrors.split('\n').filter((uri) => uri !== '' && !uri.includes('security'));
  const mirror = uris.find((uri) => /\/debian\/?$/.test(uri)) ?? uris[0];
  if (mirror === undefined) throw new Error('apt knows no mirror of Debian: see its sources');
  return mirror;
}
