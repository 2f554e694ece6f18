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

const run = (...commands: readonly string[]): Promise<string> => workspace.run(commands.join(' && '));
const generate = (what: string, options: string): string => `npx nx g @jobwright/nx:${what} ${options}`;

/** Made with the generators, and what is checked at once of all of them. */
const CONNECTORS = ['slack', 'customer-relationship-management', 'oauth-files', 'signed-files'];
const projects = CONNECTORS.map((name) => `@jobwright/connector-${name}`).join(',');
const folders = CONNECTORS.map((name) => `packages/connectors/${name}`).join(' ');

test('a connector is generated', () => run(generate('connector', 'slack')), 10 * MINUTES);

test(
  'one with more operations, also from an OpenAPI document, and long names',
  async () => {
    const name = 'customer-relationship-management';
    const document = 'packages/app/nx/src/testing/crm.openapi.yaml';
    const paths = `--paths '/customers/{customer-id}' --paths customers.create`;
    await run(
      generate('connector', `${name} --operation look-up-customer-by-external-reference`),
      generate('operation', `archive-customer --connector ${name}`),
      generate('from-openapi', `${document} --connector ${name} ${paths}`),
    );
  },
  10 * MINUTES,
);

test.each(['oauth', 'signed'])(
  'one for a service of kind %s, with another operation',
  async (service) => {
    const name = `${service}-files`;
    const words = `--description 'Keeps files.' --keywords 'bucket, files'`;
    await run(
      generate('connector', `${name} --service ${service} ${words}`),
      generate('operation', `archive-file --connector ${name}`),
    );
  },
  10 * MINUTES,
);

// A command over all of them: reading the workspace takes longer than checking a connector.
test.each([
  ['lint, types, tests and build', `npx nx run-many -t lint typecheck test build -p ${projects}`],
  ['format', `npx prettier --check ${folders}`],
  ['shape', 'npm run check -- shape'],
  ['references', 'npx nx sync:check'],
  ['READMEs', 'npm run check -- readmes'],
])('all of them pass untouched: %s', async (_check, command) => void (await run(command)), 20 * MINUTES);

test(
  'one runs on the embedded engine by the command of its README, and its template is made',
  async () => {
    const readme = await readFile(join(workspace.root, 'packages/connectors/slack/README.md'), 'utf8');
    const command = /SECRET_SLACK_TOKEN=.*(?=`)/.exec(readme)![0];
    const completed = await runUntil(command, { cwd: workspace.root, line: /^Completed .*/m });
    expect(completed).toMatch(/"result":\{"id":"1"\}/);
    const jobwright = 'npx tsx --conditions=@jobwright/source packages/app/jobwright/src/cli.ts';
    await run(`${jobwright} templates ./packages/connectors/slack --out made`);
    const template: unknown = JSON.parse(await readFile(join(workspace.root, 'made/slack.json'), 'utf8'));
    expect(template).toMatchObject({ id: 'io.jobwright.slack', version: 1 });
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
