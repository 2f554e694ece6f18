import { loadGatewayDefinitions } from '@jobwright/camunda8-protocol';
import { z } from 'zod';

/** A field of a message. */
export interface MessageField {
  readonly name: string;
  /** The full name of the message that it holds, one or a list. Absent: it holds none. */
  readonly message?: string;
}

/**
 * The fields of messages by their number, by the full name of the message, such as
 * `gateway_protocol.JobResult`.
 */
export type MessageFields = ReadonlyMap<string, ReadonlyMap<number, MessageField>>;

const messageType = z.object({
  type: z.object({
    field: z.array(
      z.object({ name: z.string(), number: z.number(), type: z.string(), typeName: z.string() }),
    ),
  }),
});

/** A name is looked for in the message, then in those around it, then in the package. */
function findMessage(names: ReadonlySet<string>, name: string, around: string): string | undefined {
  const scopes = around.split('.');
  const candidates = scopes.map((_, index) => [...scopes.slice(0, scopes.length - index), name].join('.'));
  return candidates.find((candidate) => names.has(candidate));
}

/** @throws Error when the protocol file is missing or broken */
export function loadMessageFields(): MessageFields {
  const definitions = Object.entries(loadGatewayDefinitions());
  const names = new Set(definitions.map(([name]) => name));
  const readFields = (message: string, definition: unknown): ReadonlyMap<number, MessageField> => {
    const fields = messageType.safeParse(definition).data?.type.field ?? [];
    return new Map(
      fields.map(({ name, number, type, typeName }) => {
        const inner = type === 'TYPE_MESSAGE' ? findMessage(names, typeName, message) : undefined;
        return [number, { name, ...(inner !== undefined && { message: inner }) }];
      }),
    );
  };
  return new Map(definitions.map(([name, definition]) => [name, readFields(name, definition)]));
}
