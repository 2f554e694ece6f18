import { existsSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Connector } from '@jobwright/connector-sdk';
import { bundledConnectors } from '../../connector-modules/bundled-connectors.ts';
import { wrongInputError } from '../../command-line/command-error.ts';
import { firstLine } from '../dev/dev-session.ts';
import { loadDevModule, relativePath } from '../dev/load-dev-module.ts';
import { findDevSources } from '../dev/find-dev-sources.ts';
import { findConnectorModules, isPath } from '../../connector-modules/find-connector-modules.ts';
import { loadConnectorModule } from '../../connector-modules/load-connector-module.ts';
import type { Output } from '../../command-line/output.ts';
import { renderFile } from './render-file.ts';
import type { TemplateEngine } from './template-engine.ts';

export interface TemplatesOptions {
  /** Packages, folders and modules, also TypeScript. Empty for the bundled connectors. */
  readonly namesAndPaths: readonly string[];
  readonly engine: TemplateEngine;
  /** Folder to write to. */
  readonly folder: string;
  readonly output: Output;
}

/**
 * Writes the element templates of each connector to a file named after it.
 * @throws CommandError when a connector cannot be loaded or has no template
 */
export async function runTemplatesCommand({
  namesAndPaths,
  engine,
  folder,
  output,
}: TemplatesOptions): Promise<void> {
  if (namesAndPaths.length > 0) output.progress(`Loading ${namesAndPaths.join(', ')}`);
  const loaded = await Promise.all(namesAndPaths.map(loadConnectors));
  const connectors = namesAndPaths.length === 0 ? bundledConnectors : loaded.flat();
  const files = connectors.map((connector) => renderFile(connector, { engine, folder }));
  const twice = files.find(({ path }, index) => files.findIndex((file) => file.path === path) !== index);
  if (twice !== undefined)
    throw wrongInputError(`Two templates would be written to ${twice.path}: write one of them elsewhere`);
  for (const { path, text } of files) {
    output.progress(`Writing ${path}`);
    await write(path, text);
    output.line(`Wrote ${relativePath(resolve(path))}`);
  }
  const templates = files.flatMap(({ path, templates: written }) =>
    written.map(({ id, version }) => ({ id, version, file: relativePath(resolve(path)) })),
  );
  output.result({ json: JSON.stringify({ templates }) });
}

async function write(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (cause) {
    throw wrongInputError(`Cannot write ${path} (${firstLine(cause)}): choose another folder with --out`, {
      cause,
    });
  }
}

/** Loads sources directly where they are given, so that nothing has to be built. */
async function loadConnectors(given: string): Promise<readonly Connector[]> {
  const sources = isSource(given) ? findDevSources([given], {}).modules : [];
  if (sources.length > 0) {
    const modules = await Promise.all(sources.map(loadDevModule)).catch((cause: unknown) => {
      throw wrongInputError(firstLine(cause), { cause });
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
