import { z } from 'zod';

/** A ratio that was measured and is kept: the subject's median divided by that of a contestant. */
const keptRatioSchema = z.strictObject({
  benchmark: z.string(),
  case: z.string(),
  metric: z.string(),
  /** What the subject is compared to. */
  to: z.string(),
  ratio: z.number().positive(),
  /** Whether a larger ratio is better, as for a rate, or a smaller one, as for CPU. */
  better: z.enum(['more', 'less']),
  /** What is to be reached. Default: the ratio as it is. */
  goal: z.number().positive().exactOptional(),
});

export type KeptRatio = z.output<typeof keptRatioSchema>;

export const keptRatiosSchema = z.array(keptRatioSchema);
