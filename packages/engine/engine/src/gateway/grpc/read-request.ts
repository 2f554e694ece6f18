import { status } from '@grpc/grpc-js';
import { z } from 'zod';
import { StatusError } from './status-error.ts';

/** It only marks the records that a broker exports, and there are none here. */
const WITHOUT_EFFECT = new Set(['operationReference']);

/** Fields that were not sent have the default of their type. */
function isDefault(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  if (value === 0 || value === '0') return true;
  return (Array.isArray(value) || value instanceof Uint8Array) && value.length === 0;
}

function findInObject(schema: z.ZodObject, value: object): string | undefined {
  const fields: readonly [string, unknown][] = Object.entries(value);
  for (const [name, field] of fields) {
    const known: unknown = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    if (known === undefined && !isDefault(field) && !WITHOUT_EFFECT.has(name)) return name;
    const inner = findIgnoredField(known, field);
    if (inner !== undefined) return `${name}.${inner}`;
  }
  return undefined;
}

/** A field that is set and that the schema does not read. */
function findIgnoredField(schema: unknown, value: unknown): string | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return findIgnoredField(schema.unwrap(), value);
  if (schema instanceof z.ZodPipe) return findIgnoredField(schema.in, value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    for (const item of value) {
      const found = findIgnoredField(schema.element, item);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (schema instanceof z.ZodObject && typeof value === 'object' && value !== null)
    return findInObject(schema, value);
  return undefined;
}

/**
 * The request of a call as its schema reads it.
 * @throws StatusError for a field that is set and that the engine does not act on
 */
export function readRequest<Schema extends z.ZodType>(
  schema: Schema,
  call: { readonly request: unknown; getPath(): string },
): z.output<Schema> {
  const ignored = findIgnoredField(schema, call.request);
  if (ignored === undefined) return schema.parse(call.request);
  const path = call.getPath();
  const rpc = path.slice(path.lastIndexOf('/') + 1);
  throw new StatusError(
    status.UNIMPLEMENTED,
    `The embedded engine does not support '${ignored}' of ${rpc}: leave it out, or run this on a Camunda 8 cluster`,
  );
}
