import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { exports as resolveExports, legacy } from 'resolve.exports';
import { toErrorMessage } from '@jobwright/concurrency';
import { z } from 'zod';
import { type CommandError, wrongInputError } from '../command-line/command-error.ts';

const manifestSchema = z.looseObject({ name: z.string().default('') });

export interface PackageEntry {
  /** As the user gave it. */
  readonly name: string;
  readonly folder: string;
  /** `.`, or a subpath such as `./embedded`. */
  readonly entry: string;
}

/**
 * Finds the file that `import` would load for a package: by its `exports`, else its `main`, else `index.js`.
 * @throws CommandError that says what is wrong with the package
 */
export function findPackageEntry({ name, folder, entry }: PackageEntry): string {
  const targets = readTargets({ name, folder, entry }).map((target) => join(folder, target));
  const found = targets.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  if (found !== undefined) return realpathSync(found);
  throw loadError(name, `its package.json points to ${targets[0]}, which does not exist: build it first`);
}

function readTargets({ name, folder, entry }: PackageEntry): readonly [string, ...string[]] {
  const manifest = readManifest(name, folder);
  const [exported] = listExports(name, { manifest, entry });
  if (exported !== undefined) return [exported];
  if (entry !== '.') return [entry];
  const main = legacy(manifest, { browser: false, fields: ['main'] });
  if (main !== undefined) return [main, `${main}.js`, join(main, 'index.js')];
  if (statSync(join(folder, 'index.js'), { throwIfNoEntry: false }) !== undefined) return ['index.js'];
  throw loadError(
    name,
    'its package.json has no entry point: add exports, or give the packages in its node_modules by name, from that folder',
  );
}

function readManifest(name: string, folder: string): z.output<typeof manifestSchema> {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  } catch (cause) {
    throw loadError(name, 'its package.json cannot be read: correct it', { cause });
  }
}

function listExports(
  name: string,
  { manifest, entry }: { readonly manifest: z.output<typeof manifestSchema>; readonly entry: string },
): readonly string[] {
  try {
    return resolveExports(manifest, entry) ?? [];
  } catch (cause) {
    const reason = toErrorMessage(cause);
    throw loadError(name, `${reason}: give a path that it exports, or correct its package.json`, { cause });
  }
}

const loadError = (name: string, problem: string, options?: ErrorOptions): CommandError =>
  wrongInputError(`${name} cannot be loaded: ${problem}`, options);
