import type { Destination, EgressPolicy } from '@jobwright/connector-sdk';
import { parseAddressForms } from './address-forms.ts';
import { type Checked, type EgressRule, matchesRule } from './egress-rule.ts';
import { parseHost } from './parse-host.ts';
import { describeSpecialRange } from './special-ranges.ts';

/** A rule for URLs that may not be requested. */
export interface UrlRule {
  /** For messages, which do not contain the URL. */
  readonly name: string;
  /** A text anywhere in the URL, in any case, or a pattern. */
  readonly matches: string | RegExp;
}

export interface EgressRules {
  /** `hardened`: only the public internet, and what `allowPrivate` names. */
  readonly mode: 'open' | 'hardened';
  /** Never reached, whatever else is allowed. */
  readonly deny: readonly EgressRule[];
  /** If there are any, only these are reached. */
  readonly allow: readonly EgressRule[];
  /** Reached although outside the public internet. */
  readonly allowPrivate: readonly EgressRule[];
  readonly urls: readonly UrlRule[];
}

export function createEgressPolicy(rules: EgressRules): EgressPolicy {
  const { mode, deny, allow, allowPrivate } = rules;
  const isRange = ({ target }: EgressRule): boolean => target.kind === 'range';

  const describeSpecial = (address: string, { host, port }: Checked): string | undefined => {
    const range = describeSpecialRange(address);
    if (range === undefined) return undefined;
    const checked = { host, port, addresses: [address] };
    const isExempt = (rule: EgressRule): boolean => matchesRule(rule, checked);
    if (allowPrivate.some(isExempt) || allow.filter(isRange).some(isExempt)) return undefined;
    return `${address} is in ${range}, which is not the public internet`;
  };

  const describeDestination = ({
    host: given,
    port,
    address: found,
    url,
  }: Destination): string | undefined => {
    const form = parseHost(given);
    if (form === undefined) return 'it is neither a host name nor an address';
    const { host } = form;
    if (url !== undefined) {
      const rule = rules.urls.find((candidate) => matchesUrl(candidate, url));
      if (rule !== undefined) return `the URL is blocked by ${rule.name}`;
    }
    const address = found ?? form.address;
    const forms = address === undefined ? undefined : parseAddressForms(address);
    if (address !== undefined && forms === undefined) return 'its address is not an IP address';
    const own = forms === undefined ? [] : [forms.address];
    const all = forms === undefined ? [] : [...own, ...forms.embedded];

    const denied = deny.find((rule) => matchesRule(rule, { host, port, addresses: all }));
    if (denied !== undefined) return `${host}:${port} is denied by the rule ${denied.text}`;
    if (mode === 'hardened') {
      for (const form of all) {
        const reason = describeSpecial(form, { host, port, addresses: all });
        if (reason !== undefined) return reason;
      }
    }
    if (allow.length === 0 || allow.some((rule) => matchesRule(rule, { host, port, addresses: own })))
      return undefined;
    // A range can be checked only once the address is known.
    if (forms === undefined && allow.some((rule) => isRange(rule) && isPort(rule, port))) return undefined;
    return `${host}:${port} is not on the list of what may be reached`;
  };

  return {
    looksAtAddresses: mode === 'hardened' || [...deny, ...allow].some(isRange),
    describeBlock: describeDestination,
  };
}

const isPort = ({ ports: [from, to] }: EgressRule, port: number): boolean => port >= from && port <= to;

/** Case, and percent-encoding that is not needed, cannot circumvent a rule. */
function matchesUrl({ matches }: UrlRule, url: string): boolean {
  const forms = [url, decode(url)];
  if (typeof matches !== 'string') return forms.some((form) => matches.test(form));
  return forms.some((form) => form.toLowerCase().includes(matches.toLowerCase()));
}

function decode(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
