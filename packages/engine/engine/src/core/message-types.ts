import type { JsonObject } from '@jobwright/json';

/** Publishes a message, which is buffered for its time to live. */
export interface PublishMessageCommand {
  readonly name: string;
  /** Default: empty. */
  readonly correlationKey?: string;
  /** How long it is buffered. Default 0: not at all. */
  readonly timeToLiveMs?: number;
  /** Of two buffered messages with one id the second is refused. Default: empty, none. */
  readonly messageId?: string;
  /** Default: none. */
  readonly variables?: JsonObject;
  /** Default `<default>`. */
  readonly tenantId?: string;
  /** Only process instances with this business id get it; an instance it starts has it. */
  readonly businessId?: string;
}

/** A signal for everything that waits for it now. */
export interface BroadcastSignalCommand {
  readonly signalName: string;
  /** Default: none. */
  readonly variables?: JsonObject;
  /** Default `<default>`. */
  readonly tenantId?: string;
}
