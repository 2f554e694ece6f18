import type { EgressRule } from '../egress/egress-rule.ts';
import { parseRule } from '../egress/egress-rule.ts';
import type { NetworkSettings } from './create-outbound-network.ts';
import { limitsByOrigin } from './limits.ts';
import { readBlockList } from './read-block-list.ts';
import { readHostValidation } from './read-host-validation.ts';
import { readProxies } from './read-proxies.ts';

/** Variables by name, as of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Takes note of a variable that is wrong. The reason must not repeat what may be a secret. */
export type Report = (variable: string, reason: string) => void;

/** Variables are wrong: the message tells each. */
export class NetworkSettingsError extends Error {
  override readonly name = 'NetworkSettingsError';
}

/**
 * The network as the environment describes it: the standard proxy variables, those of the Java connector runtime, and
 * `JOBWRIGHT_EGRESS_*` and `JOBWRIGHT_HTTP_LIMITS`.
 * @throws NetworkSettingsError that names each variable that is wrong
 */
export function readNetworkSettings(environment: Environment): NetworkSettings {
  const problems: string[] = [];
  const report: Report = (variable, reason) => void problems.push(`${variable}: ${reason}`);
  const readRules = (variable: string) => parseRules(environment[variable], variable, report);

  const blocks = readBlockList(environment, report);
  const validation = readHostValidation(environment, report);
  const own = readMode(environment, report);
  const proxies = readProxies(environment, report);
  const limits = readLimits(environment, report);
  const settings: NetworkSettings = {
    mode: own === 'hardened' || validation.isEnabled ? 'hardened' : 'open',
    deny: [...readRules('JOBWRIGHT_EGRESS_DENY'), ...blocks.deny, ...validation.deny],
    allow: readRules('JOBWRIGHT_EGRESS_ALLOW'),
    allowPrivate: [...readRules('JOBWRIGHT_EGRESS_ALLOW_PRIVATE'), ...validation.allowPrivate],
    denyUrls: blocks.denyUrls,
    proxies,
    proxyResolves: readFlag(environment, 'JOBWRIGHT_EGRESS_PROXY_RESOLVES', report),
    limits,
  };
  if (problems.length > 0) throw new NetworkSettingsError(problems.join('; '));
  return settings;
}

/** Rules with commas or blanks between them. */
export function parseRules(
  text: string | undefined,
  variable: string,
  report: Report,
): readonly EgressRule[] {
  return splitList(text).flatMap((entry) => {
    try {
      return [parseRule(entry)];
    } catch (error) {
      report(variable, error instanceof Error ? error.message : String(error));
      return [];
    }
  });
}

export const splitList = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/[\s,]+/).filter((entry) => entry !== '');

function readMode(environment: Environment, report: Report): 'open' | 'hardened' {
  const mode = environment['JOBWRIGHT_EGRESS_MODE'] ?? 'open';
  if (mode === 'open' || mode === 'hardened') return mode;
  report('JOBWRIGHT_EGRESS_MODE', `expected open or hardened, got ${JSON.stringify(mode)}`);
  return 'open';
}

function readFlag(environment: Environment, variable: string, report: Report): boolean {
  const text = (environment[variable] ?? '').trim().toLowerCase();
  if (text === 'true') return true;
  if (text !== 'false' && text !== '')
    report(variable, `expected true or false, got ${JSON.stringify(text)}`);
  return false;
}

function readLimits(environment: Environment, report: Report): NonNullable<NetworkSettings['limits']> {
  const text = environment['JOBWRIGHT_HTTP_LIMITS'];
  if (text === undefined || text.trim() === '') return {};
  try {
    const parsed = limitsByOrigin.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      report('JOBWRIGHT_HTTP_LIMITS', `${path.join(' ')}: ${message}`);
    }
  } catch {
    report('JOBWRIGHT_HTTP_LIMITS', 'expected a JSON object such as {"*": {"maxConcurrent": 20}}');
  }
  return {};
}
