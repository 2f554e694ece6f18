export { type CollectedRun, collectCommands } from './collect-commands.ts';
export { findClosestName } from './find-closest-name.ts';
export type { Choice, CommandLine } from './command-line.ts';
export { runCommandLine } from './run-command-line.ts';
export { runCommands } from './run-commands.ts';
