import type { Refusal } from './refusal.ts';

/** Who has a mail, and who has not. */
export interface SentMail {
  /** Who has it now, by this delivery of the job or an earlier one. */
  readonly accepted: readonly string[];
  readonly refusals: readonly Refusal[];
}
