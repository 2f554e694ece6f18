import { createFolderEffectLog } from '../effects/folder-effect-log.ts';

/** Begins each key once, says which of them were free, and is killed. */
const [directory = '', ...keys] = process.argv.slice(2);
const log = createFolderEffectLog({ directory });
const won: string[] = [];
for (const key of keys) {
  const entry = await log.begin(key, { note: { by: process.pid }, after: undefined });
  if (entry !== undefined) won.push(key);
}
process.stdout.write(JSON.stringify(won), () => process.kill(process.pid, 'SIGKILL'));
