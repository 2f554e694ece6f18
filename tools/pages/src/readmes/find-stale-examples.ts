import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findExampleProblems } from '@jobwright/connector-testing';
import { listConnectorFolders, loadConnector } from './connector-folders.ts';

/** An example of a connector, in its README or a process beside it, that does not fit its schemas. */
export interface StaleExample {
  readonly path: string;
  readonly problems: readonly string[];
}

/** Checks the README and the BPMN files of each connector package in a folder. */
export async function findStaleExamples(folder: string): Promise<readonly StaleExample[]> {
  const connectors = await listConnectorFolders(folder);
  const found = await Promise.all(connectors.map((each) => checkFolder(each)));
  return found.flat().filter(({ problems }) => problems.length > 0);
}

async function checkFolder(folder: string): Promise<readonly StaleExample[]> {
  const connector = await loadConnector(folder);
  const files = (await readdir(folder)).filter((name) => name === 'README.md' || name.endsWith('.bpmn'));
  return Promise.all(
    files.map(async (name) => {
      const path = join(folder, name);
      return { path, problems: await findExampleProblems(connector, await readFile(path, 'utf8')) };
    }),
  );
}
