const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const buildConfig = join(__dirname, '..', 'tsconfig.build.json');

/**
 * In the workspace the generators are built first, which takes a second when nothing changed; the published
 * package is built.
 */
exports.loadGenerators = () => {
  if (existsSync(buildConfig)) {
    const { status } = spawnSync(
      process.execPath,
      [require.resolve('typescript/bin/tsc'), '--build', buildConfig],
      { stdio: 'inherit' },
    );
    if (status !== 0) throw new Error('The generators do not compile: correct packages/app/nx first');
  }
  return import('../dist/index.js');
};
