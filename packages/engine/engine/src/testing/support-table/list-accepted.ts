import { readdirSync, readFileSync } from 'node:fs';
import { loadGatewayService } from '@jobwright/camunda8-protocol';
import { EVENT_DEFINITIONS, SUPPORTED } from '../../model/supported-elements.ts';

/** They change nothing about the execution. */
const WITHOUT_EFFECT = new Set(['zeebe:Properties', 'zeebe:UserTaskForm']);
const ROUTE = /\.(get|post|put|patch|delete)\(\s*'((?:\/cluster)?\/v2\/[^']+)'/g;

/** Elements, events and extensions that deployment accepts, as rows of the table name them. */
export function listAcceptedElements(): ReadonlySet<string> {
  const elements = Object.keys(SUPPORTED).filter((element) => !EVENT_DEFINITIONS[element]);
  const events = Object.entries(EVENT_DEFINITIONS).flatMap(([event, definitions]) =>
    definitions.map((definition) => `${event} ${definition}`),
  );
  const extensions = Object.values(SUPPORTED).flatMap((element) => element.extensions);
  return new Set([
    ...elements,
    ...events,
    ...extensions.filter((extension) => !WITHOUT_EFFECT.has(extension)),
  ]);
}

/** The calls of the protocol. */
export function listRpcs(): readonly string[] {
  return Object.keys(loadGatewayService()).map((rpc) => `rpc ${rpc}`);
}

/** The routes that the sources of the REST gateway register. */
export function listRoutes(): ReadonlySet<string> {
  const folder = new URL('../../gateway/rest/', import.meta.url);
  const sources = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return new Set(
    sources.flatMap((file) =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(ROUTE)].map(
        ([, method = '', path = '']) => `${method.toUpperCase()} ${path}`,
      ),
    ),
  );
}
