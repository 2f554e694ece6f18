import { describe, expect, test } from 'vitest';
import { parseName } from './names.ts';
import { renderConnector } from './render-connector.ts';

const spec = {
  name: 'slack',
  operation: 'send-message',
  kind: 'standalone',
  jobType: 'acme:slack:1',
  version: '1.2.3',
} as const;

test('names are spelled for files, code, codes and people', () => {
  expect(parseName('name', 'sendMessage')).toEqual({
    kebab: 'send-message',
    camel: 'sendMessage',
    pascal: 'SendMessage',
    constant: 'SEND_MESSAGE',
    title: 'Send message',
  });
});

test('the same sources stand alone and in the workspace; names are everywhere', () => {
  const alone = renderConnector(spec);
  const ours = renderConnector({ ...spec, kind: 'workspace' });
  const sourcesOf = ({ files }: typeof alone) => files.filter(({ path }) => path.startsWith('src/'));
  expect(sourcesOf(alone).length).toBeGreaterThanOrEqual(8);
  expect(sourcesOf(ours)).toEqual(sourcesOf(alone));
  expect([alone.packageName, ours.packageName]).toEqual(['connector-slack', '@jobwright/connector-slack']);
  expect(renderConnector({ ...spec, scope: '@acme' }).packageName).toBe('@acme/connector-slack');
  expect(alone.files.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      '.gitignore',
      '.env',
      'example.bpmn',
      'src/slack-client.ts',
      'src/send-message.ts',
    ]),
  );
  for (const { path, content } of [...alone.files, ...ours.files]) {
    expect(`${path}${content}`).not.toMatch(/<%|%>|__\w+__|\.ejs/);
  }
  const manifest = alone.files.find(({ path }) => path === 'package.json')?.content ?? '';
  expect(JSON.parse(manifest)).toMatchObject({
    dependencies: { '@jobwright/connector-sdk': '^1.2.3' },
    scripts: { dev: 'jobwright dev . --start slack-example --echo' },
  });
});

test('comments end at 110 columns, as lint in the workspace asks, also with long names', () => {
  const name = 'customer-relationship-management';
  const operation = 'look-up-customer-by-external-reference';
  const { files } = renderConnector({ ...spec, name, operation, kind: 'workspace' });
  const comments = files
    .filter(({ path }) => path.endsWith('.ts'))
    .flatMap(({ content }) => content.split('\n').filter((line) => /^\s*(\/\*\*|\*|\/\/)/.test(line)));
  expect(comments.length).toBeGreaterThan(10);
  expect(comments.filter((comment) => comment.length > 110)).toEqual([]);
});

describe('refused, with what to give instead', () => {
  test.each([
    [{ name: 'Slack Bot' }, 'use letters, digits and single hyphens'],
    [{ name: '../x' }, 'use letters, digits and single hyphens'],
    [{ operation: 'delete' }, 'is a reserved word of JavaScript: add a word, e.g. delete-item'],
    [{ operation: 'slack' }, 'start the operation with a verb, e.g. send-slack'],
    [{ operation: 'errors' }, 'Every connector already has a file errors.ts'],
    [{ scope: 'acme' }, 'use an npm scope, e.g. @acme'],
    [{ jobType: "x' + 1" }, 'use <owner>:<name>:<version>, e.g. acme:slack:1'],
  ])('%j', (change, message) => {
    expect(() => renderConnector({ ...spec, ...change })).toThrow(message);
  });
});
