import { toErrorMessage } from '@jobwright/concurrency';
import type { OutboundProxy } from '@jobwright/connector-sdk';
import {
  findBypassProblem,
  type NetworkSettings,
  parsePort,
  encodeBasicCredentials,
} from '@jobwright/http-client';
import type { Environment } from './environment.ts';
import { type Report, splitWords } from './variable-problems.ts';

type Scheme = 'http' | 'https';

/**
 * Reads `CONNECTOR_{HTTP,HTTPS}_PROXY_*` of the Java connector runtime, else `HTTP_PROXY` and `HTTPS_PROXY`
 * in upper or lower case.
 */
export function readProxies(
  environment: Environment,
  report: Report,
): NonNullable<NetworkSettings['proxies']> {
  const find = (scheme: Scheme): OutboundProxy | undefined =>
    readConnectorProxy(environment, scheme, report) ?? readStandardProxy(environment, scheme, report);
  const [http, https] = [find('http'), find('https')];
  if (http === undefined && https === undefined) return {};
  const [bypassVariable, bypassText] = readEither(environment, 'NO_PROXY');
  const bypass = splitWords(bypassText).filter((entry) => {
    const problem = findBypassProblem(entry);
    if (problem !== undefined) report(bypassVariable, problem);
    return problem === undefined;
  });
  const bypassPatterns = (environment['CONNECTOR_HTTP_NON_PROXY_HOSTS'] ?? '')
    .split('|')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');
  return {
    ...(http !== undefined && { http }),
    ...(https !== undefined && { https }),
    bypass,
    bypassPatterns,
  };
}

function readConnectorProxy(
  environment: Environment,
  scheme: Scheme,
  report: Report,
): OutboundProxy | undefined {
  const prefix = `CONNECTOR_${scheme.toUpperCase()}_PROXY_`;
  const read = (name: string): string => environment[`${prefix}${name}`]?.trim() ?? '';
  const [host, port, user, password] = [read('HOST'), read('PORT'), read('USER'), read('PASSWORD')];
  const protocol = (read('SCHEME') || 'http').toLowerCase();
  if (host === '' && port === '') return undefined;
  if (host === '') return void report(`${prefix}HOST`, 'it is required when the port is set');
  if (port === '') return void report(`${prefix}PORT`, 'it is required when the host is set');
  if (protocol !== 'http' && protocol !== 'https')
    return void report(`${prefix}SCHEME`, 'expected http or https');
  try {
    parsePort(port);
  } catch (error) {
    return void report(`${prefix}PORT`, toErrorMessage(error));
  }
  const url = `${protocol}://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
  if (!URL.canParse(url) || new URL(url).pathname !== '/') {
    return void report(`${prefix}HOST`, 'expected only a host name or an address');
  }
  return {
    url: new URL(url).origin,
    ...(user !== '' && { authorization: encodeBasicCredentials(user, password) }),
  };
}

function readStandardProxy(
  environment: Environment,
  scheme: Scheme,
  report: Report,
): OutboundProxy | undefined {
  const [variable, text] = readEither(environment, `${scheme.toUpperCase()}_PROXY`);
  if (text === '') return undefined;
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  // The value may contain a password, so it is not repeated.
  if (!URL.canParse(url))
    return void report(variable, 'expected a URL such as http://proxy.example.com:3128');
  const { protocol, origin, username, password } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') {
    return void report(variable, 'expected an http:// or https:// proxy; others are not supported');
  }
  try {
    const hasCredentials = username !== '' || password !== '';
    const authorization = encodeBasicCredentials(decodeURIComponent(username), decodeURIComponent(password));
    return { url: origin, ...(hasCredentials && { authorization }) };
  } catch {
    return void report(variable, 'its credentials are not percent-encoded');
  }
}

/** Lower case first, as other tools do. */
function readEither(environment: Environment, name: string): readonly [variable: string, value: string] {
  const lower = environment[name.toLowerCase()]?.trim() ?? '';
  return lower === '' ? [name, environment[name]?.trim() ?? ''] : [name.toLowerCase(), lower];
}
