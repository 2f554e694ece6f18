import { readFile, stat } from 'node:fs/promises';
import { parseHosts } from './parse-hosts.ts';
import { parseResolvConf, type SearchSettings } from './parse-resolv-conf.ts';

/** The files that say how a machine resolves names. */
export interface NameFiles {
  readonly hosts: string;
  readonly resolvConf: string;
  readonly nsswitch: string;
}

export interface NameSettings extends SearchSettings {
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  /**
   * Whether the system has more sources of names than hosts file and DNS, e.g. multicast DNS or a directory.
   */
  readonly hasOtherSources: boolean;
}

/** Kubernetes and Docker rewrite them while a service runs. */
const FRESH_MS = 1_000;
const MAX_BYTES = 4_000_000;
const DNS_ALONE = new Set(['files', 'dns']);

/**
 * Reads the settings of the machine; a file is read again when it has changed. A missing file counts as
 * empty.
 */
export function createNameSettings(files: NameFiles): () => Promise<NameSettings> {
  const hosts = createFileReader(files.hosts, parseHosts);
  const search = createFileReader(files.resolvConf, parseResolvConf);
  const others = createFileReader(files.nsswitch, hasOtherSources);
  let kept: { readonly settings: Promise<NameSettings>; readonly until: number } | undefined;
  const read = async (): Promise<NameSettings> => {
    const [known, domains, more] = await Promise.all([hosts(), search(), others()]);
    return { hosts: known, ...domains, hasOtherSources: more };
  };
  return () => {
    const now = performance.now();
    if (kept === undefined || now >= kept.until) kept = { settings: read(), until: now + FRESH_MS };
    return kept.settings;
  };
}

/**
 * Reads the line `hosts:` of nsswitch.conf(5). A Linux without one has a C library that knows hosts file and
 * DNS alone.
 */
export function hasOtherSources(text: string): boolean {
  if (text === '') return process.platform !== 'linux';
  const line = /^\s*hosts:(.*)$/m.exec(text)?.[1]?.replace(/#.*|\[[^\]]*\]/g, '') ?? '';
  return line
    .trim()
    .split(/\s+/)
    .some((source) => !DNS_ALONE.has(source));
}

function createFileReader<Content>(path: string, parse: (text: string) => Content): () => Promise<Content> {
  let kept: { readonly stamp: string; readonly content: Content } | undefined;
  return async () => {
    const facts = await stat(path).catch(() => undefined);
    const stamp =
      facts === undefined ? 'none' : `${facts.ino} ${facts.size} ${facts.mtimeMs} ${facts.ctimeMs}`;
    if (kept?.stamp === stamp) return kept.content;
    const isReadable = facts !== undefined && facts.size <= MAX_BYTES;
    const text = isReadable ? await readFile(path, 'utf8').catch(() => '') : '';
    kept = { stamp, content: parse(text) };
    return kept.content;
  };
}
