import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Of this package; all packages of Jobwright are released with one version. */
export const packageVersion: string = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))).version;
