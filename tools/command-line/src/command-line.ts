import type { CollectedRun } from './collect-commands.ts';

export interface Choice {
  readonly does: string;
  /** Gives the exit code; takes what follows the name, or with `several` the options. */
  readonly run: (args: readonly string[]) => number | Promise<number>;
  /** The same beside others: what it prints is collected. Without it, the choice runs alone. */
  readonly collect?: (args: readonly string[]) => Promise<CollectedRun>;
  /** Choices that have to end before this one starts, when they are named too. */
  readonly after?: readonly string[];
}

export interface CommandLine {
  /** `npm run check [-- NAME...]` */
  readonly usage: string;
  readonly about: string;
  readonly choices: Readonly<Record<string, Choice>>;
  readonly examples: readonly string[];
  /** Several names may be given; all run, whatever comes of each. Default: one. */
  readonly several?: boolean;
  /** How many of several names run at the same time. Default 1. */
  readonly atOnce?: number;
  /** What runs when no name is given; without it the help is printed. */
  readonly unnamed?: readonly string[];
  readonly write?: (line: string) => void;
  readonly complain?: (line: string) => void;
}
