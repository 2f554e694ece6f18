import { isIP } from 'node:net';
import { z } from 'zod';

export const blankToUndefined = (value: unknown): unknown =>
  value === null || value === '' ? undefined : value;

/** Digits may come as text, as the first official templates send them. */
export const toWholeNumber = (value: unknown): unknown => {
  const given = blankToUndefined(value);
  return typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given;
};

const NAME = /^[\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)*\.?$/u;

export const hostName = z
  .string()
  .trim()
  .refine((host) => isIP(host) !== 0 || NAME.test(host), 'Expected a host name or an IP address');

export const port = (usual: number) => z.preprocess(toWholeNumber, z.int().min(1).max(65_535).default(usual));

export const encryption = z.preprocess(blankToUndefined, z.enum(['TLS', 'SSL', 'NONE']).default('TLS'));
