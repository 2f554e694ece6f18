import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheDirectory } from '@jobwright/servers/local-server';
import { cases, manifests, refused } from './cases.ts';
import { openChart, parseObjects, readHelmVersion } from './chart.ts';
import { checkCompose } from './check-compose.ts';
import { fetchHelm } from './fetch-helm.ts';
import { findProblems } from './find-problems.ts';

const help = `The Helm chart, the Kubernetes manifests and the Compose file: packages/app/jobwright/deploy.

  npm run check -- deployments     lints, renders with several values, and holds all against their schemas
  npm run update -- deployments    writes the Kubernetes manifests from the chart

Helm is $HELM, else it is downloaded once.`;

const deploy = resolve(import.meta.dirname, '../../../../packages/app/jobwright/deploy');
const HEADER = '# The Helm chart rendered: npm run update -- deployments\n';

async function check(): Promise<readonly string[]> {
  const helm = fetchHelm(cacheDirectory(process.env), process.env['HELM']);
  const chart = openChart(helm, join(deploy, 'helm/jobwright'));
  console.log(`Helm ${readHelmVersion(helm)}`);
  const problems: string[] = [];
  for (const [name, values] of Object.entries(cases)) {
    chart.lint(values);
    const objects = parseObjects(chart.render(values));
    const found = await findProblems(objects);
    console.log(`${found.length === 0 ? 'ok' : 'wrong'}  chart with ${name}: ${objects.length} objects`);
    problems.push(...found);
  }
  for (const [values, message] of refused) {
    const said = chart.refuse(values);
    if (!message.test(said)) problems.push(`The chart takes ${JSON.stringify(values)}: ${said}`);
  }
  for (const [name, values] of Object.entries(manifests)) {
    if (readFileSync(join(deploy, 'kubernetes', name), 'utf8') !== HEADER + chart.render(values)) {
      problems.push(`kubernetes/${name} is not what the chart gives: npm run update -- deployments`);
    }
  }
  problems.push(...checkCompose(join(deploy, 'compose')).map((problem) => `compose.yaml: ${problem}`));
  return problems;
}

function update(): void {
  const helm = fetchHelm(cacheDirectory(process.env), process.env['HELM']);
  const chart = openChart(helm, join(deploy, 'helm/jobwright'));
  for (const [name, values] of Object.entries(manifests)) {
    writeFileSync(join(deploy, 'kubernetes', name), HEADER + chart.render(values));
  }
}

const [command] = process.argv.slice(2);
if (command === 'check') {
  const problems = await check();
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? 'The deployments are right.' : `${problems.length} problems.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} else if (command === 'update') update();
else console.log(help);
