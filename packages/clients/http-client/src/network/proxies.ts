import { toErrorMessage } from '@jobwright/concurrency';
import type { OutboundProxy } from '@jobwright/connector-sdk';
import { type EgressRule, matchesRule, parseRule } from '../egress/egress-rule.ts';
import { parseAddressForms } from '../egress/address-forms.ts';
import type { NetworkSettings } from './network-settings.ts';

/**
 * Creates the function that finds the proxy for a URL. @throws Error that names the entry of `bypass` that is
 * not valid
 */
export function createProxyFinder(
  proxies: NonNullable<NetworkSettings['proxies']>,
): (url: string) => OutboundProxy | undefined {
  const { http, https, bypass = [], bypassPatterns = [] } = proxies;
  if (http === undefined && https === undefined) return () => undefined;
  const rules = bypass.filter((entry) => !isGlob(entry)).flatMap(parseBypassRules);
  const patterns = [...bypassPatterns, ...bypass.filter(isGlob)].map(toPattern);

  return (url) => {
    const { protocol, hostname, port } = new URL(url);
    const isSecure = protocol === 'https:';
    const proxy = isSecure ? https : http;
    if (proxy === undefined) return undefined;
    const host = hostname.replace(/^\[|\]$|\.$/g, '');
    const address = parseAddressForms(host)?.address;
    const checked = {
      host,
      port: port === '' ? (isSecure ? 443 : 80) : Number(port),
      addresses: address === undefined ? [] : [address],
    };
    const isDirect =
      rules.some((rule) => matchesRule(rule, checked)) || patterns.some((pattern) => pattern.test(host));
    return isDirect ? undefined : proxy;
  };
}

/** Why an entry of `bypass` is not valid; `undefined` if it is valid. */
export function findBypassProblem(entry: string): string | undefined {
  if (isGlob(entry)) return undefined;
  try {
    parseBypassRules(entry);
    return undefined;
  } catch (error) {
    return toErrorMessage(error);
  }
}

/** An entry with `*` other than `*` alone or `*.name` is a pattern for host names. */
const isGlob = (entry: string): boolean => entry.replace(/^\*(\.|$)/, '').includes('*');

/** A name in `NO_PROXY` includes its subdomains, with and without a leading dot. */
function parseBypassRules(entry: string): readonly EgressRule[] {
  const name = entry.replace(/^\*?\.(?=.)/, '');
  const rule = parseRule(name);
  if (rule.target.kind !== 'name') return [rule];
  return [rule, { ...rule, target: { ...rule.target, withSubdomains: true } }];
}

const toPattern = (pattern: string): RegExp =>
  new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}$`, 'i');

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
