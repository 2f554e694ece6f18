import { build, bundle, check, run } from './image-commands.ts';

const help = `The image of the jobwright command, from packages/app/jobwright/image/Dockerfile, with buildah and without a registry of images.

  npm run image -- build            makes the bases with debootstrap and Node from npm, once; builds the Dockerfile on them
  npm run image -- check            prints its size, its time to be ready and its memory; fails when it is too large
  npm run image -- run [ARGS...]    runs the command in it, root read-only, on this machine's network and /tmp
  npm run image -- bundle FOLDER    makes what the image has on top of its base, without building one

Examples:
  npm run image -- build && npm run image -- check
  npm run image -- run --help
  ZEEBE_GRPC_ADDRESS=grpc://127.0.0.1:26500 CAMUNDA_AUTH_STRATEGY=NONE npm run image -- run start

Needs root, and of Debian: buildah, debootstrap. The cache is the folder image in $JOBWRIGHT_CACHE, $XDG_CACHE_HOME/jobwright or
~/.cache/jobwright. Where Docker is there: docker build -f packages/app/jobwright/image/Dockerfile .`;

async function main([command, ...args]: readonly string[]): Promise<number> {
  const [folder] = args;
  if (command === 'build' && folder === undefined) return build();
  if (command === 'check' && folder === undefined) return check();
  if (command === 'run') return run(args);
  if (command === 'bundle' && folder !== undefined) return bundle(folder);
  const isHelp = command === '--help' || command === 'help';
  (isHelp ? console.log : console.error)(help);
  return isHelp ? 0 : 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
