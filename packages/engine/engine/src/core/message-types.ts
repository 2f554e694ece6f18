import type { JsonObject } from '@jobwright/json';

/** Publishes a message, which is buffered for its time to live. */
export interface PublishMessageCommand {
  readonly name: string;
  readonly correlationKey: string;
  readonly timeToLiveMs: number;
  readonly messageId: string;
  readonly variables: JsonObject;
  readonly tenantId: string;
  /** Only process instances with this business id get it; an instance it starts has it. */
  readonly businessId?: string;
}

/** A signal for everything that waits for it now. */
export interface BroadcastSignalCommand {
  readonly signalName: string;
  readonly variables: JsonObject;
  readonly tenantId: string;
}
