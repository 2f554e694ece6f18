export { type CollectedRun, collectCommands } from './collect-commands.ts';
export { findClosestName } from './find-closest-name.ts';
export { type Choice, type CommandLine, runCommandLine } from './run-command-line.ts';
export { runCommands } from './run-commands.ts';
