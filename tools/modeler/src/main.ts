import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readTemplates } from './read-templates.ts';
import { servePage } from './serve-page.ts';
import { takeScreenshots } from './take-screenshots.ts';

const USAGE = 'Use: serve [--port NUMBER] | screenshots';
const pictures = fileURLToPath(new URL('../../../docs/modeler', import.meta.url));

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '0' } },
  });
  switch (positionals[0]) {
    case 'serve': {
      const templates = [...(await readTemplates()).values()];
      const { url } = await servePage({ templates, port: Number(values.port) });
      console.log(`The modeler is at ${url}, with the templates of this repository. Ctrl+C ends it.`);
      return 0;
    }
    case 'screenshots':
      for (const path of await takeScreenshots(pictures)) console.log(`wrote ${path}`);
      return 0;
    default:
      console.error(USAGE);
      return 2;
  }
}

process.exitCode = await run();
