import type { Key, Result } from './commands.ts';
import { forgetInstance } from './end-instance.ts';
import type { Engine } from './engine.ts';
import { reject, succeed } from './result.ts';

/** Forgets an instance that has ended, with its history. */
export function deleteInstance(engine: Engine, processInstanceKey: Key): Result<void> {
  const subject = `Expected to delete a process instance with key '${processInstanceKey}', but`;
  const running = engine.state.elementInstances.get(processInstanceKey);
  if (running?.scopeKey === null)
    return reject('INVALID_STATE', 'DELETE', `${subject} it is in state 'ACTIVE'`);
  if (!engine.state.ended.has(processInstanceKey))
    return reject('NOT_FOUND', 'DELETE', `${subject} no such process instance was found`);
  forgetInstance(engine, processInstanceKey);
  return succeed(undefined);
}
