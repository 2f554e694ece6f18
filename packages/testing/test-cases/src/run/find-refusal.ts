import type { TestCase, TestCaseInstruction } from '../format/test-cases-file.schema.ts';

/** An instruction that cannot be run. */
export interface Refusal {
  /** Where it is in its test case, e.g. `instructions[3].satisfiesJudge`. */
  readonly path: string;
  readonly message: string;
}

const INSTEAD = 'write satisfiesExpression with a FEEL expression';

/** The first instruction of a test case that is part of the format but not supported. */
export function findRefusal({ instructions }: TestCase): Refusal | undefined {
  for (const [index, instruction] of instructions.entries()) {
    const refusal = refuse(instruction, `instructions[${index}]`);
    if (refusal) return refusal;
  }
  return undefined;
}

function refuse(instruction: TestCaseInstruction, path: string): Refusal | undefined {
  if (instruction.type === 'CONDITIONAL_BEHAVIOR') {
    const refusals = instruction.conditions.map((condition, index) =>
      refuse(condition, `${path}.conditions[${index}]`),
    );
    return refusals.find((refusal) => refusal !== undefined);
  }
  if (instruction.type !== 'ASSERT_VARIABLE') return undefined;
  if (instruction.satisfiesJudge) {
    return {
      path: `${path}.satisfiesJudge`,
      message: `is not supported, as it asks a language model: ${INSTEAD}`,
    };
  }
  if (instruction.similarTo) {
    return {
      path: `${path}.similarTo`,
      message: `is not supported, as it needs text embeddings: ${INSTEAD}`,
    };
  }
  return undefined;
}
