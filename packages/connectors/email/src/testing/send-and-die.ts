import { type EffectLog, isJsonObject, parseJson } from '@jobwright/connector-sdk';
import { createFolderEffectLog, runConnector } from '@jobwright/connector-testing';
import { email } from '../connector.ts';
import { storeOf, openDocument } from './documents.ts';

/** Where the process is killed by itself; elsewhere somebody else may. */
export type DeathPoint = 'before begin' | 'after begin' | 'before end' | 'after end' | 'never';

const [directory = '', deathPoint = 'never', jobKey = '', text = ''] = process.argv.slice(2);
const variables = parseJson(text);
if (!isJsonObject(variables)) throw new Error('Expected the variables as JSON');

async function dieAt(point: DeathPoint): Promise<void> {
  if (point !== deathPoint) return;
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => setTimeout(() => undefined, 60_000));
}

const log = createFolderEffectLog({ directory });
const effects: EffectLog = {
  ...log,
  async begin(key, options) {
    await dieAt('before begin');
    const entry = await log.begin(key, options);
    await dieAt('after begin');
    return entry;
  },
  async end(key, entry, result) {
    await dieAt('before end');
    await log.end(key, entry, result);
    await dieAt('after end');
  },
};

// Large enough not to fit between two processes all at once.
const documents = storeOf(() => openDocument(new Uint8Array(12 * 1024 * 1024)));
const { outcome } = await runConnector(email, variables, { jobKey, effects, documents });
process.stdout.write(JSON.stringify(outcome));
