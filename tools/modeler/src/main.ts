import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MODELER_ENGINES } from './bundle-page.ts';
import { readCamunda7Templates, readTemplates } from './read-templates.ts';
import { servePage } from './serve-page.ts';
import { takeScreenshots } from './take-screenshots.ts';

const USAGE = `Use: serve [--engine ${MODELER_ENGINES.join('|')}] [--port NUMBER] | screenshots`;
const pictures = fileURLToPath(new URL('../../../docs/modeler', import.meta.url));

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { engine: { type: 'string', default: 'camunda8' }, port: { type: 'string', default: '0' } },
  });
  switch (positionals[0]) {
    case 'serve': {
      const engine = MODELER_ENGINES.find((name) => name === values.engine);
      if (engine === undefined) {
        console.error(USAGE);
        return 2;
      }
      const templates =
        engine === 'camunda7' ? await readCamunda7Templates() : [...(await readTemplates()).values()];
      const { url } = await servePage({ engine, templates, port: Number(values.port) });
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
