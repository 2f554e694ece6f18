import type { RuntimeInstruction } from './commands.ts';
import type { Engine } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { hasText } from './has-text.ts';

/** Ends a process instance when one of these elements has completed or was terminated. */
export function setRuntimeInstructions(
  { state }: Engine,
  { key }: ElementInstance,
  instructions: readonly RuntimeInstruction[],
): void {
  if (instructions.length > 0)
    state.terminateAfter.set(key, [...new Set(instructions.map(({ afterElementId }) => afterElementId))]);
}

/** An element has ended: its process instance ends too if an instruction says so. */
export function followRuntimeInstructions(
  { state, work }: Engine,
  { elementId, processInstanceKey, scopeKey }: ElementInstance,
): void {
  const isWanted = hasText(state.terminateAfter.get(processInstanceKey) ?? [], elementId);
  if (scopeKey !== null && !isWanted) return;
  state.terminateAfter.delete(processInstanceKey);
  if (scopeKey !== null) work.push({ kind: 'terminate', key: processInstanceKey });
}
