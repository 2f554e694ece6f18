import { existsSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Connector } from '@jobwright/connector-sdk';
import { toElementTemplate } from '@jobwright/element-templates';
import { bundledConnectors } from './bundled-connectors.ts';
import { toWrongInput } from './command-error.ts';
import { toLine } from './dev-session.ts';
import { loadDevModule, toRelative } from './dev-module.ts';
import { findDevSources } from './dev-sources.ts';
import { findConnectorModules, isPath } from './find-connector-modules.ts';
import { loadConnectorModule } from './load-connector-module.ts';

export interface TemplatesOptions {
  /** Packages, folders and modules, also in TypeScript; none: the bundled connectors. */
  readonly namesAndPaths: readonly string[];
  /** Folder of the written files. */
  readonly output: string;
  readonly print: (line: string) => void;
}

/**
 * Writes the element template of each connector to a file named after it.
 * @throws CommandError when a connector cannot be loaded or has no template
 */
export async function runTemplatesCommand({ namesAndPaths, output, print }: TemplatesOptions): Promise<void> {
  const loaded = await Promise.all(namesAndPaths.map(loadConnectors));
  const connectors = namesAndPaths.length === 0 ? bundledConnectors : loaded.flat();
  const files = connectors.map((connector) => toFile(connector, output));
  const twice = files.find(({ path }, index) => files.findIndex((file) => file.path === path) !== index);
  if (twice !== undefined) throw toWrongInput(`Two templates would be ${twice.path}: write one elsewhere`);
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    print(`Wrote ${toRelative(resolve(path))}`);
  }
}

interface TemplateFile {
  readonly path: string;
  readonly text: string;
}

function toFile(connector: Connector, output: string): TemplateFile {
  try {
    const template = toElementTemplate(connector);
    const name = template.id.split('.').at(-1) ?? template.id;
    return { path: join(output, `${name}.json`), text: `${JSON.stringify(template, null, 2)}\n` };
  } catch (cause) {
    throw toWrongInput(toLine(cause), { cause });
  }
}

/** From the sources where they are given, so that nothing has to be built. */
async function loadConnectors(given: string): Promise<readonly Connector[]> {
  const sources = isSource(given) ? findDevSources([given], {}).modules : [];
  if (sources.length > 0) {
    const modules = await Promise.all(sources.map(loadDevModule)).catch((cause: unknown) => {
      throw toWrongInput(toLine(cause), { cause });
    });
    return modules.flatMap(({ connectors }) => connectors);
  }
  const modules = findConnectorModules([given], process.cwd());
  return (await Promise.all(modules.map(loadConnectorModule))).flat();
}

function isSource(given: string): boolean {
  if (!isPath(given) || !existsSync(given)) return false;
  if (!statSync(given).isDirectory()) return /\.[cm]?ts$/.test(given);
  return ['src/index.ts', 'index.ts'].some((entry) => existsSync(join(given, entry)));
}
