/** The settings that decide which names are asked for; c-ares reads servers and timeouts itself. */
export interface SearchSettings {
  /** Domains that may be appended to a name. */
  readonly search: readonly string[];
  /** A name with at least this many dots is first asked for unchanged. */
  readonly ndots: number;
}

const MAX_NDOTS = 15;

/** Reads resolv.conf(5): the last `search` or `domain` counts. */
export function parseResolvConf(text: string): SearchSettings {
  let search: readonly string[] = [];
  let ndots = 1;
  for (const line of text.split('\n')) {
    const [keyword, ...values] = line
      .replace(/[#;].*/, '')
      .trim()
      .split(/\s+/);
    if (keyword === 'search') search = values.map(readDomain).filter((domain) => domain !== '');
    else if (keyword === 'domain') search = values.slice(0, 1).map(readDomain);
    else if (keyword === 'options') {
      const given = values.findLast((value) => /^ndots:\d{1,3}$/.test(value));
      if (given !== undefined) ndots = Math.min(Number(given.slice('ndots:'.length)), MAX_NDOTS);
    }
  }
  return { search, ndots };
}

const readDomain = (text: string): string => text.toLowerCase().replace(/^\.|\.$/g, '');

/** The names to ask for, in the order of the system's resolver: a dot at the end means exactly this name. */
export function listCandidates(name: string, { search, ndots }: SearchSettings): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const dots = name.split('.').length - 1;
  const longer = search.map((domain) => `${name}.${domain}`);
  return dots >= ndots ? [name, ...longer] : [...longer, name];
}
