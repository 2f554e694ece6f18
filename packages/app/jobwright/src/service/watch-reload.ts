import { unwatchFile, watchFile } from 'node:fs';

/** How often a file is looked at: it may be a link that is exchanged, as Kubernetes does, which no event tells. */
const INTERVAL_MS = 2_000;

/**
 * Calls `reload`, which must not reject, on SIGHUP and when the file has changed; the next call waits for the one before. Returns what
 * ends it.
 */
export function watchReload(
  file: string | undefined,
  reload: (reason: string) => Promise<void>,
): () => Promise<void> {
  let last = Promise.resolve();
  const next = (reason: string): void => {
    // One that fails all the same must neither end the process nor the reloads after it.
    last = last.then(() => reload(reason)).catch(() => undefined);
  };
  const onSignal = (): void => next('SIGHUP');
  process.on('SIGHUP', onSignal);
  if (file !== undefined) {
    watchFile(file, { interval: INTERVAL_MS, persistent: false }, (now, before) => {
      if (now.mtimeMs !== before.mtimeMs || now.ino !== before.ino) next('changed file');
    });
  }
  return async () => {
    process.off('SIGHUP', onSignal);
    if (file !== undefined) unwatchFile(file);
    await last;
  };
}
