import { statSync, unwatchFile, watchFile } from 'node:fs';

/** Interval for polling the file. Kubernetes replaces a link, which file events do not report. */
const INTERVAL_MS = 2_000;

/**
 * Calls `reload` on SIGHUP and when the file has changed, one call after the other, and once for a file that
 * was changed before a SIGHUP. Returns a function that stops watching.
 */
export function watchReload(
  file: string | undefined,
  reload: (reason: string) => Promise<void>,
): () => Promise<void> {
  let last = Promise.resolve();
  let read: string | undefined;
  const next = (reason: string, isNeeded = (): boolean => true): void => {
    // A failed reload must end neither the process nor later reloads.
    last = last.then(() => (isNeeded() ? start(reason) : undefined)).catch(() => undefined);
  };
  const start = (reason: string): Promise<void> => {
    if (file !== undefined) read = nameVersion(file);
    return reload(reason);
  };
  const onSignal = (): void => next('SIGHUP');
  process.on('SIGHUP', onSignal);
  if (file !== undefined) {
    watchFile(file, { interval: INTERVAL_MS, persistent: false }, (now, before) => {
      if (now.mtimeMs === before.mtimeMs && now.ino === before.ino) return;
      next('changed file', () => nameVersion(file) !== read);
    });
  }
  return async () => {
    process.off('SIGHUP', onSignal);
    if (file !== undefined) unwatchFile(file);
    await last;
  };
}

/** Differs between two versions of a file, also when a link leads to another one. */
function nameVersion(file: string): string {
  const facts = statSync(file, { throwIfNoEntry: false });
  return facts === undefined ? 'missing' : `${facts.ino} ${facts.mtimeMs} ${facts.size}`;
}
