import type { Key, Result } from '../commands.ts';
import { type Engine, getScope } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import { checkJoinsLater } from '../inclusive-join.ts';
import { reject, succeed } from '../result.ts';
import { terminate } from '../terminate.ts';
import { checkInstructions } from './check-instructions.ts';
import { checkRequest } from './check-request.ts';
import { makeActivations } from './make-activations.ts';
import type { ModifyInstanceCommand } from './modify-types.ts';
import { planActivations, type PlannedActivation } from './plan-activations.ts';
import { planTerminations } from './plan-terminations.ts';
import { resolveInstructions } from './resolve-instructions.ts';

function listNeededKeys(activations: readonly PlannedActivation[]): ReadonlySet<Key> {
  const scopes = activations.flatMap((activation) => activation.scopes);
  return new Set(scopes.flatMap(({ instance }) => (instance ? [instance.key] : [])));
}

function terminateOne(engine: Engine, instance: ElementInstance): void {
  const scope = getScope(engine, instance);
  if (scope?.loop) scope.loop.terminated += 1;
  terminate(engine, instance);
  if (scope) checkJoinsLater(engine, scope);
}

/**
 * Activates, moves and terminates elements of a running process instance: all of it, or nothing with the
 * reason.
 */
export function modifyInstance(engine: Engine, command: ModifyInstanceCommand): Result<void> {
  const { processInstanceKey } = command;
  const root = engine.state.elementInstances.get(processInstanceKey);
  if (!root || root.scopeKey !== null)
    return reject(
      'NOT_FOUND',
      'MODIFY',
      `Expected to modify process instance but no process instance found with key '${processInstanceKey}'`,
    );
  const checked = checkRequest(root.elementId, command);
  if (!checked.ok) return checked;
  const resolved = resolveInstructions(engine, root, command);
  if (!resolved.ok) return resolved;
  const { activations, terminateKeys } = resolved.value;
  const valid = checkInstructions({ engine, root, instructions: resolved.value });
  if (!valid.ok) return valid;
  const planned = planActivations(engine, root, activations);
  if (!planned.ok) return planned;
  const terminations = planTerminations(engine, {
    terminateKeys,
    neededKeys: listNeededKeys(planned.value),
  });
  if (!terminations.ok) return terminations;
  const made = makeActivations(engine, planned.value);
  if (!made.ok) return made;
  for (const instance of terminations.value) terminateOne(engine, instance);
  return succeed(undefined);
}
