import type { Key, Result } from '../commands.ts';
import type { Engine } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import { recordEntered } from '../history.ts';
import { reject, succeed } from '../result.ts';
import { evaluateWaits, openEvaluated, type Wait } from '../waits.ts';
import { type Changes, recordChanges } from './changes.ts';
import type { PlannedActivation, PlannedScope } from './plan-activations.ts';

interface MadeScope {
  readonly instance: ElementInstance;
  readonly waits: readonly Wait[];
}

/**
 * Sets the variables that the instructions name for a scope; those without one are for the process instance.
 */
function setVariables(
  changes: Changes,
  instance: ElementInstance,
  { variableInstructions }: PlannedActivation,
): void {
  for (const { scopeId = '', variables } of variableInstructions)
    if (scopeId === instance.elementId || (scopeId === '' && instance.scopeKey === null))
      changes.setVariables(instance, variables);
}

/** A scope is active at once: its input mappings and its start event are left out, as on the broker. */
function makeScope(changes: Changes, { elementId, parent }: PlannedScope): ElementInstance {
  if (!parent?.instance) throw new Error(`There is no scope to make '${elementId}' in`);
  return changes.create({ scope: parent.instance, elementId, phase: 'active' });
}

/** What a scope waits for that is active at once. */
export function evaluateScopeWaits(engine: Engine, instance: ElementInstance): Result<readonly Wait[]> {
  const waits = evaluateWaits(engine, instance);
  if (waits.ok) return waits;
  return reject(
    'INVALID_ARGUMENT',
    'MODIFY',
    `Expected to subscribe to catch event(s) of '${instance.elementId}' but ${waits.failure.message}`,
  );
}

function makeScopes(
  engine: Engine,
  changes: Changes,
  activation: PlannedActivation,
): Result<readonly MadeScope[]> {
  const made: MadeScope[] = [];
  for (const scope of activation.scopes) {
    const known = scope.instance;
    const instance = known ?? makeScope(changes, scope);
    scope.instance = instance;
    setVariables(changes, instance, activation);
    if (known) continue;
    const waits = evaluateScopeWaits(engine, instance);
    if (!waits.ok) return waits;
    made.push({ instance, waits: waits.value });
  }
  return succeed(made);
}

/**
 * Makes the missing scopes and the instances of the elements; those are activated within the running command.
 * All or none.
 */
export function makeActivations(
  engine: Engine,
  activations: readonly PlannedActivation[],
): Result<readonly Key[]> {
  const changes = recordChanges(engine);
  const made: MadeScope[] = [];
  const keys: Key[] = [];
  for (const activation of activations) {
    const scopes = makeScopes(engine, changes, activation);
    if (!scopes.ok) {
      changes.undo();
      return scopes;
    }
    made.push(...scopes.value);
    const scope = activation.scopes.at(-1)?.instance;
    if (!scope) continue;
    const instance = changes.create({ scope, elementId: activation.elementId });
    setVariables(changes, instance, activation);
    keys.push(instance.key);
  }
  for (const { instance } of made) recordEntered(engine, instance);
  for (const { instance, waits } of made) openEvaluated(engine, instance, waits);
  return succeed(keys);
}
