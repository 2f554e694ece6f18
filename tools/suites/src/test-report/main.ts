import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BUILT } from '../e2e/nx-run.ts';
import { parseShard, selectShard } from './order-suites.ts';
import { renderSuites } from './render-suites.ts';
import { runSuites } from './run-suites.ts';
import { type Form, FORMS, readSuites, recordMinutes } from './suites.ts';

const help = `The suites of the project (tools/suites/suites.json).

  npm run suites                 what there is, and how many minutes each takes
  npm run nightly                runs each in full, one line a suite; what they print is in test-results/nightly
  npm run suites -- ci           runs each in its short form, as .ci/run does after it has installed what they need
  --only a,b                     these suites alone
  --shard 2/3                    the second of three parts that take about the same time, for three machines
  --record                       writes the minutes that were measured to suites.json`;

const root = resolve(import.meta.dirname, '../../../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    shard: { type: 'string' },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [name] = positionals;
const form = FORMS.find((each) => each === name);
const only = values.only?.split(',');
const all = readSuites();
const shard = values.shard === undefined ? undefined : parseShard(values.shard);
/** A run of all suites accounts for the results of each test run. */
const isWhole = only === undefined && shard === undefined;
const unknown = only?.find((each) => !all.some((suite) => suite.name === each));

if (values.help) console.log(help);
else if ((name !== undefined && form === undefined) || unknown !== undefined) {
  console.error(`There is no ${unknown ?? name}. See npm run suites -- --help.`);
  process.exitCode = 2;
} else if (values.shard !== undefined && shard === undefined) {
  console.error(`--shard ${values.shard} is not valid: expected a part such as 2/3.`);
  process.exitCode = 2;
} else if (form === undefined) console.log(renderSuites(all));
else process.exitCode = await run(form);

async function run(chosen: Form): Promise<number> {
  process.chdir(root);
  if (isWhole) removeResults();
  const chosenSuites = all.filter((suite) => only?.includes(suite.name) ?? true);
  const suites = shard === undefined ? chosenSuites : selectShard(chosenSuites, chosen, shard);
  const began = performance.now();
  const environment = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
  // Once for all, and not while one of them uses what is built.
  if (spawnSync('npm', ['run', '--silent', 'build'], { env: environment, stdio: 'inherit' }).status !== 0) {
    console.error('The packages cannot be built: correct what is said above.');
    console.log('0 passed, 1 failed, 0 skipped');
    return 1;
  }
  const { seconds, failed, skipped } = await runSuites(suites, {
    form: chosen,
    environment: { ...environment, [BUILT]: '1' },
    logFolder: resolve('test-results', chosen),
    showsOutput: chosen === 'ci',
    write: (line) => console.log(line),
  });
  if (values.record) recordMinutes(chosen, seconds);
  console.log(`\n${renderSuites(suites, { form: chosen, seconds })}\n`);
  const passed = seconds.size - failed.length;
  console.log(`from start to end: ${((performance.now() - began) / 60_000).toFixed(1)} minutes`);
  console.log(`suites: ${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
  if (failed.length > 0) console.log(`failed suites: ${failed.join(', ')}`);
  if (!isWhole) return failed.length > 0 ? 1 : 0;
  const sums = spawnSync(process.execPath, ['tools/suites/src/test-report/sum-results.js'], {
    stdio: 'inherit',
  });
  return failed.length > 0 || sums.status !== 0 ? 1 : 0;
}

/** What earlier runs left would count as this one's. */
function removeResults(): void {
  for (const file of ['results.json', 'results-slow.json'])
    rmSync(join('test-results', file), { force: true });
  const groups = readdirSync('packages').map((group) => join('packages', group));
  const projects = [...groups, 'tools'].flatMap((folder) =>
    readdirSync(folder).map((each) => join(folder, each)),
  );
  for (const project of [...projects, 'e2e']) {
    rmSync(join(project, 'test-results'), { recursive: true, force: true });
  }
}
