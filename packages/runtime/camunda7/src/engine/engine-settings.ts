import { ClusterSettingsError } from '@jobwright/runtime';
import type { ClusterAuthentication, ClusterTls } from '@jobwright/runtime/cluster';

/** Where an engine of Camunda 7 or Operaton is, and how its REST API is called. */
export interface EngineSettings {
  /**
   * The address of its REST API, such as `http://localhost:8080/engine-rest`, or, of one engine of several,
   * `http://localhost:8080/engine-rest/engine/NAME`. Several addresses are nodes of one cluster, on one
   * database: calls go to one node, and to the next when it does not answer.
   */
  readonly url: string | readonly string[];
  /** How calls are authenticated. Default: not at all. */
  readonly authentication?: ClusterAuthentication;
  /** Whom TLS trusts beside the usual authorities, and our own certificate. Default: the usual ones. */
  readonly tls?: ClusterTls;
}

/**
 * The addresses of an engine's nodes, without a slash at the end.
 * @throws ClusterSettingsError when there is none, or one is not an address
 */
export function readAddresses({ url }: Pick<EngineSettings, 'url'>): readonly [string, ...string[]] {
  const [first, ...others] = [url].flat().map(readAddress);
  if (first === undefined) throw new ClusterSettingsError('`url` must name at least one address');
  return [first, ...others];
}

function readAddress(text: string): string {
  const problem = findProblem(text);
  if (problem !== undefined)
    throw new ClusterSettingsError(
      `\`url\` of the engine ${problem}: set the address of its REST API, such as http://localhost:8080/engine-rest`,
    );
  return text.replace(/\/+$/, '');
}

function findProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'is not a URL';
  const { protocol, username, password, search, hash } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') return 'must begin with http:// or https://';
  if (username !== '' || password !== '')
    return 'has a user or a password in it, which belong in `authentication`';
  return search === '' && hash === '' ? undefined : 'must not have a query or a fragment';
}
