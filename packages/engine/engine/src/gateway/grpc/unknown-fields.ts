import type { ServiceDefinition } from '@grpc/grpc-js';
import { z } from 'zod';

const messageType = z.object({
  type: z.object({ field: z.array(z.object({ number: z.number() })) }),
});

/** Lengths of the values that follow a tag, by wire type; the others say themselves how long they are. */
const FIXED_BYTES: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

/** The numbers of the fields in a message, which has been decoded before, that are not known. */
function findUnknown(bytes: Uint8Array, known: ReadonlySet<number>): ReadonlySet<number> {
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
  const unknown = new Set<number>();
  while (position < bytes.length) {
    const tag = readNumber();
    const wireType = tag % 8;
    const number = Math.floor(tag / 8);
    if (!known.has(number)) unknown.add(number);
    if (wireType === 0) readNumber();
    else {
      const length = wireType === 2 ? readNumber() : (FIXED_BYTES[wireType] ?? bytes.length);
      position += length;
    }
  }
  return unknown;
}

/**
 * The service with requests that show which fields of theirs are newer than the protocol file: the property `field 12` stands for the field
 * with that number.
 */
export function showUnknownFields(service: ServiceDefinition): ServiceDefinition {
  return Object.fromEntries(
    Object.entries(service).map(([rpc, method]) => {
      const { type } = messageType.parse('requestType' in method ? method.requestType : undefined);
      const known = new Set(type.field.map(({ number }) => number));
      const requestDeserialize = (bytes: Buffer): unknown => {
        const request: unknown = method.requestDeserialize(bytes);
        const unknown = findUnknown(bytes, known);
        if (unknown.size === 0 || typeof request !== 'object') return request;
        return { ...request, ...Object.fromEntries([...unknown].map((number) => [`field ${number}`, true])) };
      };
      return [rpc, { ...method, requestDeserialize }];
    }),
  );
}
