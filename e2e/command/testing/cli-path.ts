import { fileURLToPath } from 'node:url';

/** The built command. */
export const CLI = fileURLToPath(new URL('../../../packages/app/jobwright/dist/cli.js', import.meta.url));
