import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyWorkspace, type WorkspaceCopy } from './copy-workspace.ts';
import { runUntil } from './run-command.ts';

const MINUTES = 60_000;
let workspace: WorkspaceCopy;

beforeAll(async () => {
  workspace = await copyWorkspace({ built: true });
});
afterAll(() => workspace?.remove());

const check = (...connectors: string[]): Promise<string> => {
  const projects = connectors.map((name) => `@jobwright/connector-${name}`).join(',');
  const folders = connectors.map((name) => `packages/connectors/${name}`).join(' ');
  return workspace.run(
    `npx nx run-many -t lint typecheck test build -p ${projects} && npx prettier --check ${folders} && npm run check -- shape && npx nx sync:check`,
  );
};

test(
  'a generated connector passes every check untouched and runs on the embedded engine by one command',
  async () => {
    await workspace.run('npx nx g @jobwright/nx:connector slack');
    await check('slack');
    const readme = await readFile(join(workspace.root, 'packages/connectors/slack/README.md'), 'utf8');
    const command = /SECRET_SLACK_TOKEN=.*(?=`)/.exec(readme)![0];
    const completed = await runUntil(command, { cwd: workspace.root, line: /^Completed .*/m });
    expect(completed).toMatch(/"result":\{"id":"1"\}/);
    const jobwright = 'npx tsx --conditions=@jobwright/source packages/app/jobwright/src/cli.ts';
    await workspace.run(`${jobwright} templates ./packages/connectors/slack --out made`);
    const template: unknown = JSON.parse(await readFile(join(workspace.root, 'made/slack.json'), 'utf8'));
    expect(template).toMatchObject({ id: 'io.jobwright.slack', version: 1 });
  },
  10 * MINUTES,
);

test(
  'more operations, also from an OpenAPI document, and long names pass every check too',
  async () => {
    const name = 'customer-relationship-management';
    const document = 'packages/app/nx/src/testing/crm.openapi.yaml';
    await workspace.run(
      `npx nx g @jobwright/nx:connector ${name} --operation look-up-customer-by-external-reference`,
    );
    await workspace.run(`npx nx g @jobwright/nx:operation archive-customer --connector ${name}`);
    await workspace.run(
      `npx nx g @jobwright/nx:from-openapi ${document} --connector ${name} --paths '/customers/{customer-id}' --paths customers.create`,
    );
    await check(name);
  },
  10 * MINUTES,
);

test.each(['oauth', 'signed'])(
  'so does one for a service of kind %s, with another operation',
  async (service) => {
    const name = `${service}-files`;
    const words = `--description 'Keeps files.' --keywords 'bucket, files'`;
    await workspace.run(`npx nx g @jobwright/nx:connector ${name} --service ${service} ${words}`);
    await workspace.run(`npx nx g @jobwright/nx:operation archive-file --connector ${name}`);
    await check(name);
    await workspace.run('npm run check -- readmes');
  },
  10 * MINUTES,
);

test(
  'what cannot be generated is told in a line',
  async () => {
    await expect(workspace.run('npx nx g @jobwright/nx:connector Sl_ack')).rejects.toThrow(
      'The connector name "Sl_ack" is not valid: use letters, digits and single hyphens',
    );
    await expect(workspace.run('npx nx g @jobwright/nx:connector pdf')).rejects.toThrow(
      'packages/connectors/pdf already exists',
    );
    await expect(workspace.run('npx nx g @jobwright/nx:operation convert --connector pdf')).rejects.toThrow(
      'packages/connectors/pdf/src/pdf-client.ts does not exist',
    );
  },
  2 * MINUTES,
);
