import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ConnectorSpec, renderConnector } from './render-connector.ts';

/**
 * Writes a standalone connector to a new folder, and returns the path of the folder.
 * @throws Error when the folder exists and is not empty, or a name is not valid
 */
export async function writeConnector(
  spec: Omit<ConnectorSpec, 'kind'>,
  parentDirectory: string,
): Promise<string> {
  const { folder, files } = renderConnector({ ...spec, kind: 'standalone' });
  const root = join(parentDirectory, folder);
  if (existsSync(root) && readdirSync(root).length > 0) {
    throw new Error(
      `${root} already exists and is not empty: remove it, or choose another name or --directory`,
    );
  }
  for (const { path, content } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}
