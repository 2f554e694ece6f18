import type { JsonObject } from '@jobwright/json';

import type { Key, Result } from './commands.ts';
import { DEFAULT_TENANT_ID, NO_VARIABLES } from './defaults.ts';
import type { Engine } from './engine.ts';
import { nextKey } from './engine-state.ts';
import { deliverToSubscription } from './messages.ts';
import { succeed } from './result.ts';

export interface Signal {
  readonly signalName: string;
  readonly variables?: JsonObject;
  readonly tenantId?: string;
}

/** Reaches everything that waits for the signal at this moment; signals are not buffered. */
export function broadcastSignal(
  engine: Engine,
  { signalName, variables = NO_VARIABLES, tenantId = DEFAULT_TENANT_ID }: Signal,
): Result<{ readonly key: Key; readonly tenantId: string }> {
  const key = nextKey(engine.state);
  for (const subscription of engine.messageIndex.signalSubscriptions({ tenantId, name: signalName }))
    deliverToSubscription(engine, subscription, { variables });
  return succeed({ key, tenantId });
}
