import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Connector, isConnector } from '@jobwright/connector-sdk';

/** The folders of the connectors in a folder, by name. */
export async function listConnectorFolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.sort().map((name) => join(folder, name));
}

/** @throws Error when the package exports no connector */
export async function loadConnector(folder: string): Promise<Connector> {
  const exported: unknown = await import(pathToFileURL(join(folder, 'src/connector.ts')).href);
  const values: readonly unknown[] =
    typeof exported === 'object' && exported !== null ? Object.values(exported) : [];
  const connector = values.find(isConnector);
  if (connector === undefined) throw new Error(`${folder}/src/connector.ts exports no connector`);
  return connector;
}
