import { readFileSync } from 'node:fs';
import type { DatabaseAccess } from '@jobwright/connector-sdk';
import { findKeyProblem, parseHost } from '@jobwright/http-client';
import { wrongInputError } from '../command-line/command-error.ts';
import type { Databases } from './databases.schema.ts';

const PORTS: Readonly<Record<string, string>> = { 'postgres:': '5432', 'mysql:': '3306' };

/**
 * Access to the databases of the configuration, by origin. Files are read once, at the start.
 * @throws CommandError that names the database and its problem
 */
export function openDatabases(databases: Databases): (origin: string) => DatabaseAccess | undefined {
  const known = new Map(
    Object.entries(databases).map(([given, { caFile, certificateFile, keyFile, socket }]) => {
      const access = {
        authority: readPem(given, caFile),
        certificate: readPem(given, certificateFile),
        privateKey: readKey(given, keyFile),
        socketPath: socket,
      };
      return [normaliseOrigin(given), access] as const;
    }),
  );
  return (origin) => known.get(origin);
}

function normaliseOrigin(given: string): string {
  const [, protocol = '', rest = ''] = /^(\w+:)\/\/(.*)$/.exec(given) ?? [];
  const [, named = rest, port = PORTS[protocol]] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(rest) ?? [];
  const host = parseHost(named);
  if (host === undefined) throw wrongInputError(`network.databases: ${given} has no host`);
  return `${protocol}//${host.address?.includes(':') === true ? `[${host.host}]` : host.host}:${port}`;
}

function readPem(database: string, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    const text = readFileSync(file, 'utf8');
    if (text.includes('-----BEGIN ')) return text;
  } catch (cause) {
    throw wrongInputError(`network.databases: cannot read the file ${file} of ${database}`, { cause });
  }
  throw wrongInputError(`network.databases: the file ${file} of ${database} is not in PEM format`);
}

function readKey(database: string, file: string | undefined): string | undefined {
  const key = readPem(database, file);
  const problem = key === undefined ? undefined : findKeyProblem(key);
  if (problem === undefined) return key;
  throw wrongInputError(`network.databases: the file ${file} of ${database} ${problem}`);
}
