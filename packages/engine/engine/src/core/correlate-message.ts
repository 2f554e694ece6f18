import type { CorrelateMessageCommand, CorrelatedMessage } from './correlation-types.ts';

import { findMessageBusinessIdMistake } from './business-id.ts';
import type { Result } from './commands.ts';
import { DEFAULT_TENANT_ID, NO_VARIABLES } from './defaults.ts';
import type { Engine } from './engine.ts';
import { type MessageRecord, nextKey } from './engine-state.ts';
import { deliverNow } from './messages.ts';
import { reject, succeed } from './result.ts';

/** Processes that the message would start if no instance of its correlation key were running. */
function listBlocked(engine: Engine, message: MessageRecord): readonly string[] {
  const { correlationKey } = message;
  const blocked = engine.messageIndex
    .startSubscriptions(message)
    .filter(({ bpmnProcessId, tenantId }) =>
      engine.startLocks.isTaken({ bpmnProcessId, correlationKey, tenantId }),
    );
  return [...new Set(blocked.map(({ bpmnProcessId }) => bpmnProcessId))];
}

/** Correlates a message at once, or says that nothing waits for it. */
export function correlateMessage(
  engine: Engine,
  command: CorrelateMessageCommand,
): Result<CorrelatedMessage> {
  const { name, correlationKey = '', variables = NO_VARIABLES, tenantId = DEFAULT_TENANT_ID } = command;
  const mistake = findMessageBusinessIdMistake(command.businessId);
  if (mistake !== undefined) return reject('INVALID_ARGUMENT', 'CORRELATE', mistake);
  const { state, clock } = engine;
  const { lastKey } = state;
  const message: MessageRecord = {
    key: nextKey(state),
    messageId: '',
    expiresAt: clock.now(),
    correlatedTo: [],
    ...command,
    ...{ correlationKey, variables, tenantId },
  };
  const { started, continued } = deliverNow(engine, message);
  const processInstanceKey = started[0] ?? continued[0];
  if (processInstanceKey !== undefined)
    return succeed({ messageKey: message.key, tenantId, processInstanceKey });
  state.lastKey = lastKey;
  const subject = `Expected to find subscription for message with name '${name}' and correlation key '${correlationKey}', but`;
  const blocked = listBlocked(engine, message);
  const reason =
    blocked.length === 0
      ? `${subject} none was found.`
      : `${subject} no active subscription was found. A process instance with this correlation key is already active for a message start event with this message name in process IDs [${blocked.join(', ')}]. Only one active process instance per correlation key is allowed for message start events.`;
  return reject('NOT_FOUND', 'CORRELATE', reason);
}
