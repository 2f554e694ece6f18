import { type EgressRule, parseRule } from '@jobwright/http-client';
import type { Environment } from '../environment.ts';
import { parseRules, type Report } from '../variable-problems.ts';

export interface HostValidation {
  readonly isEnabled: boolean;
  readonly deny: readonly EgressRule[];
  readonly allowPrivate: readonly EgressRule[];
}

const PREFIX = 'CAMUNDA_CONNECTOR_VALIDATION_HOSTS_';
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];
const LOOPBACK = ['127.0.0.0/8', '::1'];

/** Reads `camunda.connector.validation.hosts.*` of the Java connector runtime from its variables. */
export function readHostValidation(environment: Environment, report: Report): HostValidation {
  const readFlag = (name: string): boolean => {
    const text = read(environment, name)?.value.trim().toLowerCase() ?? 'false';
    if (text !== 'true' && text !== 'false') report(`${PREFIX}${name}`, 'expected true or false');
    return text === 'true';
  };
  const readRanges = (name: string): readonly EgressRule[] => {
    const found = read(environment, name);
    const rules = parseRules(found?.value, found?.variable ?? '', report);
    for (const { text, target } of rules) {
      if (target.kind !== 'range')
        report(`${PREFIX}${name}`, `expected address ranges, got ${JSON.stringify(text)}`);
    }
    return rules;
  };
  const isEnabled = readFlag('ENABLED');
  const allowed = readRanges('ALLOWRANGES');
  // Allowed ranges take precedence over denied ones.
  const deny = readRanges('DENYRANGES').map((rule): EgressRule => ({ ...rule, unless: allowed }));
  const allowPrivate = [
    ...allowed,
    ...(readFlag('UNSAFEALLOWPRIVATERANGES') ? PRIVATE : []).map(parseRule),
    ...(readFlag('UNSAFEALLOWLOOPBACK') ? LOOPBACK : []).map(parseRule),
  ];
  return isEnabled ? { isEnabled, deny, allowPrivate } : { isEnabled, deny: [], allowPrivate: [] };
}

/**
 * As with Spring, words may be separated by underscores and lists given entry by entry: `ALLOW_RANGES`,
 * `ALLOWRANGES_0`.
 */
function read(
  environment: Environment,
  name: string,
): { readonly variable: string; readonly value: string } | undefined {
  const found = Object.entries(environment).filter(
    ([variable]) =>
      variable.startsWith(PREFIX) &&
      variable
        .slice(PREFIX.length)
        .replace(/_\d+_?$/, '')
        .replaceAll('_', '') === name,
  );
  const [first] = found;
  if (first === undefined) return undefined;
  return { variable: first[0], value: found.map(([, value]) => value ?? '').join(',') };
}
