import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { bundleCommand } from './bundle/bundle-command.ts';

const help = `The image of the jobwright command: packages/bundle/image/Dockerfile.

  npm run image -- bundle FOLDER   makes what the image gets on top of its base`;

const workspaceRoot = resolve(import.meta.dirname, '../../..');
const { positionals } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
const [command, folder] = positionals;
if (command === 'bundle' && folder !== undefined) {
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  const createdAt = epoch ? new Date(Number(epoch) * 1000) : new Date();
  const bundle = await bundleCommand({ workspaceRoot, outputFolder: resolve(folder), createdAt });
  console.log(`${bundle.files} files, ${(bundle.bytes / 1e6).toFixed(1)} MB, of ${bundle.packages} packages`);
} else {
  console.log(help);
}
