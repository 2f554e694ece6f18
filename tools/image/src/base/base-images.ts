import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bases of the Dockerfile, as it names them. */
export interface BaseImages {
  /** Node, npm and a C compiler. */
  readonly build: string;
  /** Node and what it needs. */
  readonly result: string;
}

export const DOCKERFILE = 'packages/app/jobwright/image/Dockerfile';

export function readBaseImages(workspaceRoot: string): BaseImages {
  const text = readFileSync(join(workspaceRoot, DOCKERFILE), 'utf8');
  const read = (name: string): string => {
    const [, value] = new RegExp(`^ARG ${name}=(\\S+)$`, 'm').exec(text) ?? [];
    if (value === undefined) throw new Error(`${DOCKERFILE} has no ARG ${name}`);
    return value;
  };
  return { build: read('BUILD_BASE'), result: read('BASE') };
}
