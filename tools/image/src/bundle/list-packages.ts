import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { z } from 'zod';

const person = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  author: person.optional(),
});

/** A package of which something is in the bundle. */
export interface BundledPackage {
  readonly manifest: z.output<typeof manifestSchema>;
  /** Texts of its licence and notices. */
  readonly licences: readonly string[];
}

const PACKAGE = /^(?:.*node_modules\/(?:@[^/]+\/)?[^/]+|packages\/[^/]+\/[^/]+|tools\/[^/]+)(?=\/)/;
const LICENCE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** All packages of which something came into the bundle, by name and version. */
export async function listPackages(
  { outputs }: Metafile,
  workspaceRoot: string,
): Promise<readonly BundledPackage[]> {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  // What a plugin put in the place of a module is ours; what it made of one still has the path of that.
  const paths = inputs
    .filter((input) => !input.startsWith('left-out:'))
    .map((input) => relative(workspaceRoot, resolve(workspaceRoot, input.replace(/^[a-z-]+:/, ''))));
  const folders = new Set(paths.flatMap((path) => PACKAGE.exec(path) ?? []));
  const packages = await Promise.all([...folders].map((folder) => readPackage(join(workspaceRoot, folder))));
  const unique = new Map(packages.map((each) => [packageId(each), each]));
  return [...unique.values()].sort((one, other) => packageId(one).localeCompare(packageId(other)));
}

export const packageId = ({ manifest }: BundledPackage): string => `${manifest.name}@${manifest.version}`;

/** Texts of the licences, with what they are for. */
export function renderLicences(packages: readonly BundledPackage[]): string {
  const sections = packages.map((each) => {
    const { license = 'see below', author = 'its authors' } = each.manifest;
    const text = each.licences.length > 0 ? each.licences.join('\n\n') : `By ${author}`;
    return `${packageId(each)} (${license})\n\n${text}\n`;
  });
  return sections.join(`\n${'-'.repeat(80)}\n\n`);
}

async function readPackage(folder: string): Promise<BundledPackage> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  const places = [folder, join(folder, 'fonts'), join(folder, 'assets')];
  const licences: string[] = [];
  for (const place of places.filter((path) => existsSync(path))) {
    for (const name of (await readdir(place)).filter((file) => LICENCE.test(file)).sort()) {
      licences.push((await readFile(join(place, name), 'utf8')).trim());
    }
  }
  return { manifest, licences };
}
