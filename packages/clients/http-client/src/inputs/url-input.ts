import { z } from 'zod';
import { describeUrlProblem } from '../request-target.ts';

/** An absolute http or https URL that can be called, see `describeUrlProblem`. */
export const urlInput = z
  .string({ error: 'Expected the address as text' })
  .superRefine((url, context) => {
    const problem = describeUrlProblem(url);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  })
  .meta({ secret: 'named' });
