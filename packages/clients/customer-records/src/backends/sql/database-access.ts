import { readFileSync } from 'node:fs';
import {
  type DatabaseAccess,
  openNetwork,
  type OutboundNetwork,
  type TargetKind,
} from '@jobwright/connector-sdk';
import {
  type DatabaseTarget,
  DatabaseUrlError,
  toOrigin,
  connectionInvalidError,
} from './database-target.ts';

/** All that a driver needs to connect. */
export interface DatabaseConnection {
  readonly target: DatabaseTarget;
  readonly access: DatabaseAccess;
  readonly network: OutboundNetwork;
  readonly kind: TargetKind;
}

/** A database that a model names: the rules of the network hold, and files are those of its settings. */
export const findModelConnection = (
  target: DatabaseTarget,
  network: OutboundNetwork,
): DatabaseConnection => ({
  target,
  access: network.databaseFor?.(toOrigin(target)) ?? {},
  network,
  kind: 'model',
});

/**
 * A database that an operator names: the rules, which are for models, do not hold.
 * @throws RecordError `connectionInvalid`
 */
export function readOperatorUrl(
  url: string,
  parseTarget: (url: string, author: TargetKind) => DatabaseTarget,
): DatabaseConnection {
  try {
    const target = parseTarget(url, 'operator');
    const { authority, certificate, privateKey, socket } = target.files;
    const access = {
      authority: readFile(authority),
      certificate: readFile(certificate),
      privateKey: readFile(privateKey),
      socketPath: socket,
    };
    return { target, access, network: openNetwork, kind: 'operator' };
  } catch (error) {
    throw connectionInvalidError(error);
  }
}

function readFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new DatabaseUrlError(`The file ${path} of the URL cannot be read (${reason})`);
  }
}
