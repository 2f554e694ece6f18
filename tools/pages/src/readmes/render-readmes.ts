import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { type Connector, isConnector } from '@jobwright/connector-sdk';
import { format, resolveConfig } from 'prettier';
import { renderErrors, renderInputs, renderOutput } from './render-sections.ts';
import { replaceSection } from '../replace-section.ts';

/** A README as it is, and as the schemas and the error table of its connector require it. */
export interface Readme {
  readonly path: string;
  readonly current: string;
  readonly wanted: string;
}

/**
 * Renders the README of each connector package in a folder.
 * @throws Error that names the package without a connector, or the README without a marker
 */
export async function renderReadmes(folder: string): Promise<readonly Readme[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return Promise.all(names.map((name) => renderReadme(join(folder, name))));
}

async function renderReadme(folder: string): Promise<Readme> {
  const path = join(folder, 'README.md');
  const current = await readFile(path, 'utf8');
  const connector = await loadConnector(folder);
  try {
    const filled = fillIn(current, connector);
    return {
      path,
      current,
      wanted: await format(filled, { ...(await resolveConfig(path)), filepath: path }),
    };
  } catch (cause) {
    throw new Error(`${path}: ${toErrorMessage(cause)}`, { cause });
  }
}

/**
 * Puts the tables between the markers.
 * @throws Error when a marker or the error table of the connector is missing
 */
export function fillIn(readme: string, connector: Connector): string {
  const filled = replaceSection(
    replaceSection(readme, 'inputs', renderInputs(connector)),
    'output',
    renderOutput(connector),
  );
  if (connector.errors === undefined)
    throw new Error(`The connector ${connector.type} has no errors: give defineConnector its error table`);
  return replaceSection(filled, 'errors', renderErrors(connector.errors));
}

async function loadConnector(folder: string): Promise<Connector> {
  const exported: unknown = await import(pathToFileURL(join(folder, 'src/connector.ts')).href);
  const values: readonly unknown[] =
    typeof exported === 'object' && exported !== null ? Object.values(exported) : [];
  const connector = values.find(isConnector);
  if (connector === undefined) throw new Error(`${folder}/src/connector.ts exports no connector`);
  return connector;
}
