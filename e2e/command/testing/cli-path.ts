import { fileURLToPath } from 'node:url';

/** The built command. */
export const CLI = fileURLToPath(new URL('../../../packages/bundle/dist/cli.js', import.meta.url));
