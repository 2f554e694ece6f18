import type { ResolveName } from '../route/resolve-name.ts';
import { createNameResolver } from './create-name-resolver.ts';

/** One for all of a process: what one found, others need not ask for. */
export const resolveName: ResolveName = createNameResolver();
