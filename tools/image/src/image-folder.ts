import { join } from 'node:path';
import { toCacheDirectory } from '@jobwright/servers/local-server';

/** Where images, and what their bases are made of, are kept. */
export const imageFolder = join(toCacheDirectory(process.env), 'image');
