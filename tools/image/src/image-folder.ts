import { join } from 'node:path';
import { cacheDirectory } from '@jobwright/servers/local-server';

/** Where images, and what their bases are made of, are kept. */
export const imageFolder = join(cacheDirectory(process.env), 'image');
