import { isIP } from 'node:net';
import { parseHost } from '@jobwright/http-client';
import { z } from 'zod';

export const blankToUndefined = (value: unknown): unknown =>
  value === null || value === '' ? undefined : value;

/** Digits may come as text, as the first official templates send them. */
export const toWholeNumber = (value: unknown): unknown => {
  const given = blankToUndefined(value);
  return typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given;
};

const NO_HOST = 'Expected a host name or an IP address';
const NAME = /^[\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)*\.?$/u;

export const hostName = z
  .string()
  .trim()
  .refine((host) => isIP(host) !== 0 || NAME.test(host), NO_HOST)
  // Rules, certificates and limits know one form of a host only.
  .transform((text, context) => {
    const host = parseHost(text)?.connectTo;
    if (host !== undefined) return host;
    context.issues.push({ code: 'custom', message: NO_HOST, input: text });
    return z.NEVER;
  });

export const port = (usual: number) => z.preprocess(toWholeNumber, z.int().min(1).max(65_535).default(usual));

export const encryption = z.preprocess(blankToUndefined, z.enum(['TLS', 'SSL', 'NONE']).default('TLS'));
