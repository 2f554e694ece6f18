import { parse } from 'node:path';
import type { Environment } from '../configuration/environment.ts';

const IS_SECRET = /^SECRET_|SECRET|PASSWORD|PASSWD|TOKEN|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_KEY/i;
const SHORTEST = 4;

/**
 * Removes credentials from a text: user and password of URLs, and the values of variables whose names suggest
 * a secret. Checks print none, but a server may repeat one in its answer.
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

/** A path, an address or a switch, such as `..._TOKEN_FILE` or `CAMUNDA_TOKEN_DISK_CACHE_DISABLE`. */
const isNoSecret = (value: string): boolean =>
  /^(true|false|\d{1,6})$/.test(value) || parse(value).root !== '' || /^https?:\/\//.test(value);
