import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineResource } from '@jobwright/concurrency';

/** A folder for messages that wait for their signature, readable for nobody else; gone with the runtime. */
export const dkimSpools = defineResource({
  toKey: () => 'dkim',
  open: (_options: undefined) => mkdtemp(join(tmpdir(), 'jobwright-dkim-')),
  close: (folder) => rm(folder, { recursive: true, force: true }),
});
