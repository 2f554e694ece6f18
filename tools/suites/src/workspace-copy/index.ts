export { copyWorkspace, type WorkspaceCopy } from './copy-workspace.ts';
export { runCommand, runUntil } from './run-command.ts';
