import { isIP } from 'node:net';
import { parseHost } from '@jobwright/http-client';
import { z } from 'zod';

/**
 * Turns `null` and the empty text into `undefined`: models leave fields blank that a default stands in for.
 */
export const blankToUndefined = (value: unknown): unknown =>
  value === null || value === '' ? undefined : value;

/**
 * Turns digits in a text into a number, as the first official templates send them, and blank into
 * `undefined`.
 */
export const toWholeNumber = (value: unknown): unknown => {
  const given = blankToUndefined(value);
  return typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given;
};

const NO_HOST = 'Expected a host name or an IP address';
const NAME = /^[\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)*\.?$/u;

/**
 * Checks a host name or IP address, and gives it in the one form that rules, certificates and limits know.
 */
export const hostName = z
  .string()
  .trim()
  .refine((host) => isIP(host) !== 0 || NAME.test(host), NO_HOST)
  .transform((text, context) => {
    const host = parseHost(text)?.connectTo;
    if (host !== undefined) return host;
    context.issues.push({ code: 'custom', message: NO_HOST, input: text });
    return z.NEVER;
  });

/** Checks a port from 1 to 65535; `usual` is the default. */
export const port = (usual: number) => z.preprocess(toWholeNumber, z.int().min(1).max(65_535).default(usual));

/** Checks the encryption of a connection: `TLS` (the default), `SSL` or `NONE`. */
export const encryption = z.preprocess(blankToUndefined, z.enum(['TLS', 'SSL', 'NONE']).default('TLS'));
