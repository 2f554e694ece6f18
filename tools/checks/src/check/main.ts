import { runCommandLine } from '@jobwright/command-line';
import { DEFAULT_CHECKS, workspaceChecks } from './workspace-checks.ts';

process.exitCode = await runCommandLine(
  {
    usage: 'npm run check [-- NAME...]',
    about: 'What a change has to pass beside its tests: all but deployments, or the checks that are named.',
    choices: workspaceChecks,
    several: true,
    atOnce: 2,
    unnamed: DEFAULT_CHECKS,
    examples: ['npm run check', 'npm run check -- affected', 'npm run check -- shape templates'],
  },
  process.argv.slice(2),
);
