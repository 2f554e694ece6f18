import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { findInstalledPackage } from '../../connector-modules/find-connector-modules.ts';

export interface PackageFacts {
  readonly name: string;
  readonly version: string;
}

const manifest = z.object({ name: z.string(), version: z.string() });

/** Reads name and version of the package in a folder; `null` if it has none. */
export function readPackageFacts(folder: string | undefined): PackageFacts | null {
  const file = folder === undefined ? undefined : join(folder, 'package.json');
  if (file === undefined || !existsSync(file)) return null;
  return manifest.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
}

/** Name and version of a package that is installed next to this command. */
export const findPackageFacts = (name: string | undefined): PackageFacts | null =>
  name === undefined ? null : readPackageFacts(findInstalledPackage(name, [import.meta.dirname]));
