import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import type { Connector } from '@jobwright/connector-sdk';
import { format, resolveConfig } from 'prettier';
import { listConnectorFolders, loadConnector } from './connector-folders.ts';
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
  const folders = await listConnectorFolders(folder);
  return Promise.all(folders.map((each) => renderReadme(each)));
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
