import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 50;
const ATTEMPTS = 600;

/** What is found when it is as wanted. @throws Error when it does not come to be so */
export async function poll<T>(find: () => Promise<T>, isWanted: (found: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = await find();
    if (isWanted(found)) return found;
    await wait(POLL_MS);
  }
  throw new Error('What was looked for did not come');
}
