import { setTimeout } from 'node:timers/promises';

const [MAX_WAITS, WAIT_MS] = [100, 10];

/**
 * Imports a module in a thread. When that fails, for example because no file descriptor is left, other files
 * of the module are still being read. A thread that ends meanwhile leaves them open for the life of the
 * process, so this waits for them, at most a second.
 */
export async function loadModule(url: string): Promise<unknown> {
  try {
    const loaded: unknown = await import(url);
    return loaded;
  } catch (error) {
    for (let waits = 0; waits < MAX_WAITS && isReading(); waits += 1) await setTimeout(WAIT_MS);
    throw error;
  }
}

const isReading = (): boolean =>
  process.getActiveResourcesInfo().some((name) => name.startsWith('FS') || name.startsWith('FileHandle'));
