import { dirname } from 'node:path';
import { watch } from 'chokidar';

export interface SavedFiles {
  /** Adds files to those that are watched. */
  add(files: readonly string[]): void;
  close(): Promise<void>;
}

/**
 * Saves within this time are one reload: editors write a file in several steps, and several files at once.
 */
const SETTLE_MS = 60;

/**
 * Watches files and the folders they are in. One call of `onSaved` at a time: what is saved meanwhile comes
 * with the next.
 */
export async function watchFiles(
  files: readonly string[],
  onSaved: (files: ReadonlySet<string>) => Promise<void>,
): Promise<SavedFiles> {
  let saved = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let closed = false;

  const run = async (): Promise<void> => {
    while (saved.size > 0 && !closed) {
      const batch = saved;
      saved = new Set();
      await onSaved(batch);
    }
    running = undefined;
  };
  const watcher = watch(listFolders(files), { ignoreInitial: true, depth: 0 });
  watcher.on('all', (event, path) => {
    if (event !== 'add' && event !== 'change') return;
    saved.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => void (running ??= run()), SETTLE_MS);
  });
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return {
    add: (more) => void watcher.add(listFolders(more)),
    async close() {
      closed = true;
      clearTimeout(timer);
      await watcher.close();
      await running;
    },
  };
}

const listFolders = (files: readonly string[]): string[] => [...new Set(files.map((file) => dirname(file)))];
