import type { JsonObject } from '@jobwright/json';
import type { Key } from './key.ts';

/** A message for what waits for it now; it is not buffered. */
export interface CorrelateMessageCommand {
  readonly name: string;
  /** Default: empty. */
  readonly correlationKey?: string;
  /** Default: none. */
  readonly variables?: JsonObject;
  /** Default `<default>`. */
  readonly tenantId?: string;
  /** Only process instances with this business id get it; an instance it starts has it. */
  readonly businessId?: string;
}

/** The message and the first process instance it reached; one it started comes first. */
export interface CorrelatedMessage {
  readonly messageKey: Key;
  readonly tenantId: string;
  readonly processInstanceKey: Key;
}
