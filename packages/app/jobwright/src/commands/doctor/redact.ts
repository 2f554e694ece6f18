import { parse } from 'node:path';
import type { Environment } from '../../configuration/environment.ts';

const IS_SECRET = /^SECRET_|SECRET|PASSWORD|PASSWD|TOKEN|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_KEY/i;
const SHORTEST = 4;

/**
 * Takes credentials out of a text: the user and password in a URL, and the values of variables that are called like secrets.
 * Checks give none; servers may repeat one in what they answer.
 */
export function createRedaction(
  environment: Environment,
  others: readonly string[],
): (text: string) => string {
  const values = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && IS_SECRET.test(name) && !isNoSecret(value) ? [value] : [],
  );
  const secrets = [...new Set([...values, ...others])]
    .filter(({ length }) => length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const withoutUsers = text.replaceAll(/:\/\/[^/\s@]+@/g, '://***@');
    return secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), withoutUsers);
  };
}

/** A path, an address or a switch, as in `..._TOKEN_FILE` or `CAMUNDA_TOKEN_DISK_CACHE_DISABLE`. */
const isNoSecret = (value: string): boolean =>
  /^(true|false|\d{1,6})$/.test(value) || parse(value).root !== '' || /^https?:\/\//.test(value);
