import type { ServiceDefinition } from '@grpc/grpc-js';
import { z } from 'zod';
import { loadMessageFields, type MessageFields } from './message-fields.ts';

const messageType = z.object({ type: z.object({ name: z.string() }) });
const PACKAGE = 'gateway_protocol';

/** Lengths of the values that follow a tag, by wire type; the others say themselves how long they are. */
const FIXED_BYTES: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

/** Where in a message, which has been decoded before, fields are that are not known. */
function findUnknown(all: MessageFields, message: string, bytes: Uint8Array): ReadonlySet<string> {
  const fields = all.get(message);
  let position = 0;
  const readNumber = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[position] ?? 0;
      position += 1;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  const unknown = new Set<string>();
  while (position < bytes.length) {
    const tag = readNumber();
    const wireType = tag % 8;
    const number = Math.floor(tag / 8);
    const field = fields?.get(number);
    if (field === undefined) unknown.add(`field ${number}`);
    if (wireType === 0) {
      readNumber();
      continue;
    }
    const length = wireType === 2 ? readNumber() : (FIXED_BYTES[wireType] ?? bytes.length);
    if (field?.message !== undefined) {
      const inner = bytes.subarray(position, position + length);
      for (const path of findUnknown(all, field.message, inner)) unknown.add(`${field.name}.${path}`);
    }
    position += length;
  }
  return unknown;
}

/**
 * The service with requests that show which fields of theirs, at any depth, are newer than the protocol file:
 * the property `result.field 12` stands for the field with that number in the result.
 */
export function showUnknownFields(service: ServiceDefinition): ServiceDefinition {
  const fields = loadMessageFields();
  return Object.fromEntries(
    Object.entries(service).map(([rpc, method]) => {
      const { type } = messageType.parse('requestType' in method ? method.requestType : undefined);
      const message = `${PACKAGE}.${type.name}`;
      const requestDeserialize = (bytes: Buffer): unknown => {
        const request: unknown = method.requestDeserialize(bytes);
        const unknown = findUnknown(fields, message, bytes);
        if (unknown.size === 0 || typeof request !== 'object') return request;
        return { ...request, ...Object.fromEntries([...unknown].map((path) => [path, true])) };
      };
      return [rpc, { ...method, requestDeserialize }];
    }),
  );
}
