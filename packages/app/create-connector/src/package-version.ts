import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * Version of this package, and of the SDK, the HTTP client and the testing kit: they are released together.
 */
export const packageVersion: string = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))).version;
