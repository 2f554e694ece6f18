import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, lstat, mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import type { Buildah } from '../build/buildah.ts';
import { runProgram } from '../run-program.ts';
import type { BaseImages } from './base-images.ts';
import type { NodeParts } from './fetch-node.ts';

export interface BaseParts {
  /** Folder of a Debian. */
  readonly debian: string;
  readonly node: NodeParts;
}

/** What the base of the result has of Debian, as the distroless images do: no shell, no package manager. */
const RUNTIME_PACKAGES = [
  'base-files',
  'ca-certificates',
  'gcc-12-base',
  'libc6',
  'libgcc-s1',
  'libstdc++6',
  'tzdata',
];
const CERTIFICATES = 'etc/ssl/certs/ca-certificates.crt';
const TRUST = ['--env', `NODE_EXTRA_CA_CERTS=/${CERTIFICATES}`];
const USERS = {
  'etc/passwd':
    'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
  'etc/group': 'root:x:0:\nnonroot:x:65532:\n',
};

/** Makes images under the names of the Dockerfile's bases, for machines that reach no registry of images. */
export async function makeBases(buildah: Buildah, images: BaseImages, parts: BaseParts): Promise<void> {
  const existing = await buildah(['images', '--format', '{{.Name}}:{{.Tag}}']);
  const isMissing = (image: string): boolean => !existing.split('\n').includes(image);
  if (isMissing(images.build))
    await makeImage(buildah, images.build, (root) => fillBuildBase(root, parts), TRUST);
  if (isMissing(images.result)) {
    const config = [
      '--user',
      '65532:65532',
      '--workingdir',
      '/home/nonroot',
      '--entrypoint',
      '["/nodejs/bin/node"]',
    ];
    await makeImage(buildah, images.result, (root) => fillResultBase(root, parts), config);
  }
}

async function makeImage(
  buildah: Buildah,
  name: string,
  fill: (root: string) => Promise<void>,
  config: readonly string[],
): Promise<void> {
  const container = await buildah(['from', 'scratch']);
  await fill(await buildah(['mount', container]));
  await buildah(['unmount', container]);
  await buildah(['config', ...config, container]);
  await buildah(['commit', '--quiet', '--rm', container, name]);
}

/** Debian with Node and npm, and how this machine reaches the registry. */
async function fillBuildBase(root: string, { debian, node }: BaseParts): Promise<void> {
  await runProgram('cp', ['-a', `${debian}/.`, root], { timeoutMs: 120_000 });
  await copyFile(node.node, join(root, 'usr/local/bin/node'));
  await cp(node.npm, join(root, 'usr/local/lib/node_modules/npm'), { recursive: true });
  for (const name of ['npm', 'npx']) {
    await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, join(root, 'usr/local/bin', name));
    await chmod(join(root, `usr/local/lib/node_modules/npm/bin/${name}-cli.js`), 0o755);
  }
  const trusted = process.env['NODE_EXTRA_CA_CERTS'];
  if (trusted !== undefined) await copyFile(trusted, join(root, CERTIFICATES));
  const settings = process.env['NPM_CONFIG_USERCONFIG'] ?? join(homedir(), '.npmrc');
  if (existsSync(settings)) {
    await mkdir(join(root, 'usr/local/etc'), { recursive: true });
    await copyFile(settings, join(root, 'usr/local/etc/npmrc'));
  }
}

async function fillResultBase(root: string, { debian, node }: BaseParts): Promise<void> {
  for (const name of RUNTIME_PACKAGES) {
    for (const path of await listFiles(debian, name)) await copyEntry(path, { from: debian, to: root });
  }
  await copyEntry(CERTIFICATES, { from: debian, to: root });
  for (const name of ['lib', 'lib64']) await symlink(`usr/${name}`, join(root, name));
  for (const [path, text] of Object.entries(USERS)) await writeFile(join(root, path), text);
  await mkdir(join(root, 'home/nonroot'), { recursive: true });
  await mkdir(join(root, 'tmp'));
  await chmod(join(root, 'tmp'), 0o1777);
  await mkdir(join(root, 'nodejs/bin'), { recursive: true });
  await copyFile(node.node, join(root, 'nodejs/bin/node'));
}

/** Without programs and documents; folders come with what is in them. */
async function listFiles(debian: string, name: string): Promise<readonly string[]> {
  const info = join(debian, 'var/lib/dpkg/info');
  const file = [`${name}.list`, `${name}:${debianArchitecture()}.list`].find((list) =>
    existsSync(join(info, list)),
  );
  if (file === undefined) throw new Error(`There is no ${name} in the Debian at ${debian}`);
  const paths = (await readFile(join(info, file), 'utf8')).trim().split('\n');
  return paths
    .map((path) => path.slice(1))
    .filter((path) => /^(?:usr\/)?(?:lib|lib64|share\/(?:zoneinfo|ca-certificates))\/|^etc\//.test(path));
}

const debianArchitecture = (): string => (process.arch === 'x64' ? 'amd64' : process.arch);

async function copyEntry(
  path: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const source = join(from, path);
  const facts = await lstat(source).catch(() => undefined);
  if (facts === undefined || facts.isDirectory()) return;
  // /lib is a link to /usr/lib.
  const folder = relative(from, await realpath(dirname(source)));
  await mkdir(join(to, folder), { recursive: true });
  await cp(source, join(to, folder, basename(path)), { verbatimSymlinks: true, force: true });
}
