import { toErrorMessage } from '@jobwright/concurrency';
import { type EgressRule, parsePort, type UrlRule } from '@jobwright/http-client';
import type { Environment } from '../environment.ts';
import type { Report } from '../variable-problems.ts';

export interface BlockLists {
  readonly deny: readonly EgressRule[];
  readonly denyUrls: readonly UrlRule[];
}

const PREFIX = 'CAMUNDA_CONNECTOR_HTTP_BLOCK_';

/** Reads `CAMUNDA_CONNECTOR_HTTP_BLOCK_{URL,PORT,REGEX}_<NAME>` of the Java connector runtime. */
export function readBlockList(environment: Environment, report: Report): BlockLists {
  const deny: EgressRule[] = [];
  const denyUrls: UrlRule[] = [];
  for (const [variable, value = ''] of Object.entries(environment)) {
    if (!variable.startsWith(PREFIX)) continue;
    const [kind = ''] = variable.slice(PREFIX.length).split('_');
    try {
      if (value.trim() === '') throw new Error('it is empty');
      if (kind === 'URL') denyUrls.push({ name: variable, matches: value });
      else if (kind === 'REGEX') denyUrls.push({ name: variable, matches: parsePattern(value) });
      else if (kind === 'PORT') deny.push(...value.split(',').map((port) => portRule(variable, port)));
      else throw new Error(`expected ${PREFIX}URL_, ${PREFIX}PORT_ or ${PREFIX}REGEX_ and a name`);
    } catch (error) {
      report(variable, toErrorMessage(error));
    }
  }
  return { deny, denyUrls };
}

function portRule(variable: string, text: string): EgressRule {
  const port = parsePort(text.trim());
  return { text: variable, ports: [port, port], target: { kind: 'any' } };
}

function parsePattern(text: string): RegExp {
  try {
    return new RegExp(`^(?:${text})$`);
  } catch {
    throw new Error('it is not a valid regular expression');
  }
}
