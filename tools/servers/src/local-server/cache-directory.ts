import { homedir } from 'node:os';
import { join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where downloads are kept, outside the source tree. */
export function cacheDirectory(environment: Environment, home = homedir()): string {
  if (environment['JOBWRIGHT_CACHE']) return environment['JOBWRIGHT_CACHE'];
  return join(environment['XDG_CACHE_HOME'] || join(home, '.cache'), 'jobwright');
}
