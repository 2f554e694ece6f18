import { closest, distance } from 'fastest-levenshtein';
import type { Environment } from './environment.ts';
import { settingVariables } from './environment-variables.ts';

/** Read where the command starts, before there is a configuration; the cache is that of the tools around it. */
const READ_ELSEWHERE = ['JOBWRIGHT_CONFIG', 'JOBWRIGHT_CACHE', 'JOBWRIGHT_IMAGE'];
/** What Kubernetes and Docker set for a service called jobwright. */
const OF_SERVICE_LINK = /^JOBWRIGHT_(SERVICE_HOST|SERVICE_PORT\w*|PORT|PORT_\d+_\w+)$/;
/** Farther apart than this, two names are not the same one mistyped. */
const MAX_DISTANCE = 4;

/**
 * Variables that begin like ours and set nothing, each with the one that was probably meant: a rule that is misspelt protects
 * nobody.
 */
export function listUnknownVariables(environment: Environment): readonly string[] {
  const known = [...settingVariables.map(({ variable }) => variable), ...READ_ELSEWHERE];
  return Object.keys(environment)
    .filter((name) => name.startsWith('JOBWRIGHT_') && !known.includes(name) && !OF_SERVICE_LINK.test(name))
    .sort()
    .map((name) => {
      const nearest = closest(name, known);
      return distance(name, nearest) <= MAX_DISTANCE ? `${name} (did you mean ${nearest}?)` : name;
    });
}
