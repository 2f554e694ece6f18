/**
 * Loads with the first call and keeps what it got: an import costs a little each time, also of what is
 * loaded. One that failed fails again, as Node keeps it, too.
 * @example
 * const loadZlib = loadOnce(() => import('node:zlib'));
 * const { gzipSync } = await loadZlib();
 */
export function loadOnce<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let loaded: Promise<Module> | undefined;
  return () => (loaded ??= load());
}
