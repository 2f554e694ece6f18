import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { createEgressPolicy } from '../egress/create-egress-policy.ts';
import { type EgressRule, parseRule } from '../egress/egress-rule.ts';
import { createLimitsFinder } from './limits.ts';
import type { NetworkSettings } from './network-settings.ts';
import { createProxyFinder } from './proxies.ts';

/**
 * Creates the rules, proxies and limits of connections to other machines, for the option `network` of a
 * runtime. The result is frozen.
 * @throws Error that names the rule that is not valid
 * @example
 * const network = createOutboundNetwork({
 *   mode: 'hardened',
 *   allowPrivate: ['10.1.0.0/16:5432'],
 *   deny: ['*:25'],
 *   proxies: { https: { url: 'http://proxy.example.com:3128' }, bypass: ['.internal.example'] },
 * });
 */
export function createOutboundNetwork(settings: NetworkSettings): OutboundNetwork {
  return Object.freeze({
    egress: createEgressPolicy({
      mode: settings.mode ?? 'open',
      deny: parseRules(settings.deny),
      allow: parseRules(settings.allow),
      allowPrivate: parseRules(settings.allowPrivate),
      urls: settings.denyUrls ?? [],
    }),
    findProxy: createProxyFinder(settings.proxies ?? {}),
    proxyResolves: settings.proxyResolves ?? false,
    limitsFor: createLimitsFinder(settings.limits ?? {}),
  });
}

const parseRules = (rules: readonly (string | EgressRule)[] = []): readonly EgressRule[] =>
  rules.map((rule) => (typeof rule === 'string' ? parseRule(rule) : rule));
