import type { JobOutcome } from '../job.ts';
import type { Mask } from '../secrets/mask.ts';

/** Hides the secrets of the job in its answer, also where a remote system repeated one. */
export function maskOutcome(outcome: JobOutcome, mask: Mask): JobOutcome {
  const variables = mask.data(outcome.variables);
  switch (outcome.kind) {
    case 'complete':
      return { ...outcome, variables };
    case 'fail':
      return { ...outcome, variables, errorMessage: mask.text(outcome.errorMessage) };
    case 'throwError':
      return {
        ...outcome,
        variables,
        errorCode: mask.code(outcome.errorCode),
        errorMessage: mask.text(outcome.errorMessage),
      };
  }
}
