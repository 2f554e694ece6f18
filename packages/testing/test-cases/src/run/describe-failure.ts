import { findNearestName } from '@jobwright/text-values';
import type { TestCaseInstruction } from '../format/test-cases-file.schema.ts';

/** Ids of what is deployed before a test case. */
export interface DeployedIds {
  readonly processes: readonly string[];
  readonly decisions: readonly string[];
}

/** Why an instruction failed; for an id that is not deployed, those that are. */
export function describeFailure(
  error: unknown,
  instruction: TestCaseInstruction,
  deployed: DeployedIds,
): string {
  const message = error instanceof Error ? error.message : String(error);
  switch (instruction.type) {
    case 'CREATE_PROCESS_INSTANCE': {
      const { processDefinitionId: id } = instruction.processDefinitionSelector;
      return `${message}${describeMissing(id, 'process', deployed.processes)}`;
    }
    case 'EVALUATE_DECISION': {
      const { decisionDefinitionId: id } = instruction.decisionDefinitionSelector;
      return `${message}${describeMissing(id, 'decision', deployed.decisions)}`;
    }
    default:
      return message;
  }
}

function describeMissing(id: string, noun: string, known: readonly string[]): string {
  if (known.includes(id)) return '';
  if (known.length === 0) return `\nNo ${noun} is deployed`;
  const nearest = findNearestName(id, known);
  const suggestion = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  return `\nDeployed: ${known.join(', ')}${suggestion}`;
}
