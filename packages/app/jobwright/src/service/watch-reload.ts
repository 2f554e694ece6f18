import { unwatchFile, watchFile } from 'node:fs';

/** Interval for polling the file. Kubernetes replaces a link, which file events do not report. */
const INTERVAL_MS = 2_000;

/**
 * Calls `reload` on SIGHUP and when the file has changed, one call after the other. Returns a function that
 * stops watching.
 */
export function watchReload(
  file: string | undefined,
  reload: (reason: string) => Promise<void>,
): () => Promise<void> {
  let last = Promise.resolve();
  const next = (reason: string): void => {
    // A failed reload must end neither the process nor later reloads.
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
