import type { Result } from './commands.ts';

/** Called with what became of what a user task was asked. */
export type OnTransitionEnd = (outcome: Result<void>) => void;
