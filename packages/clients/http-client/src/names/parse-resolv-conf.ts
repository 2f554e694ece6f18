/** What decides under which names a name is asked for; servers and their times are read by c-ares itself. */
export interface SearchSettings {
  /** Domains that may be put behind a name. */
  readonly search: readonly string[];
  /** A name with so many dots is asked for as it is first. */
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

/** The names to ask for in turn, as the system's resolver would: a dot at the end means exactly this name. */
export function listCandidates(name: string, { search, ndots }: SearchSettings): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const dots = name.split('.').length - 1;
  const longer = search.map((domain) => `${name}.${domain}`);
  return dots >= ndots ? [name, ...longer] : [...longer, name];
}
