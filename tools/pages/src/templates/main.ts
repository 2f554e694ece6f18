import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundledConnectors } from 'jobwright';
import { checkTemplates } from './check-templates.ts';
import { releaseTemplates, updateTemplates } from './update-templates.ts';

const root = new URL('../../../../', import.meta.url);
const places = {
  templates: fileURLToPath(new URL('templates', root)),
  page: fileURLToPath(new URL('docs/templates.md', root)),
};
const USAGE = 'Use: update [--release] | check';

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { release: { type: 'boolean', default: false } },
  });
  switch (positionals[0]) {
    case 'update': {
      const changed = await updateTemplates(bundledConnectors, places);
      const released = values.release ? await releaseTemplates(bundledConnectors, places) : [];
      for (const path of [...changed, ...released]) console.log(`wrote ${path}`);
      return 0;
    }
    case 'check': {
      const problems = await checkTemplates(bundledConnectors, places);
      for (const problem of problems) console.error(problem);
      return problems.length === 0 ? 0 : 1;
    }
    default:
      console.error(USAGE);
      return 2;
  }
}

process.exitCode = await run();
