import type { JobOutcome } from '../job.ts';
import type { Mask } from '../secrets/mask.ts';

/** No secret of the job goes back with its answer, not even where the other side answered with it. */
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
