import { spawnSync } from 'node:child_process';
import { parseE2eCommand, E2E_HELP } from './parse-e2e-command.ts';

const args = process.argv.slice(2);

function run(): number {
  const { target, files } = parseE2eCommand(args, process.env);
  const nx = ['nx', 'run', `@jobwright/e2e:${target}`, ...files];
  return spawnSync('npx', nx, { stdio: 'inherit' }).status ?? 1;
}

if (args.includes('--help') || args.includes('-h')) {
  console.log(E2E_HELP);
} else {
  try {
    process.exitCode = run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
