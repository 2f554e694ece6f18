import { detectServiceKind, type Names, parseName, type ServiceKind } from '@jobwright/create-connector';
import type { Tree } from '@nx/devkit';

/** A connector that the generators can add to. */
export interface ConnectorFolder {
  readonly connector: Names;
  /** Folder from the root of the workspace, such as `packages/connectors/slack`. */
  readonly root: string;
  readonly read: (path: string) => string;
  readonly service: ServiceKind;
}

/**
 * Finds a connector package by its name.
 * @throws Error when it does not exist, or was not made by the generator
 */
export function findConnector(tree: Tree, name: string): ConnectorFolder {
  const connector = parseName('connector name', name.replace(/^(@jobwright\/)?connector-/, ''));
  const root = `packages/connectors/${connector.kebab}`;
  const read = (path: string): string => {
    const text = tree.read(`${root}/${path}`, 'utf8');
    if (text !== null) return text;
    throw new Error(
      `${root}/${path} does not exist: operations can only be added to connectors made with nx g @jobwright/nx:connector ${connector.kebab}`,
    );
  };
  read(`src/${connector.kebab}-client.ts`);
  read('src/testing/service.ts');
  const service = detectServiceKind(read('src/connection.schema.ts'));
  return { connector, root, read, service };
}
