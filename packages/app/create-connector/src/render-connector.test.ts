import { describe, expect, test } from 'vitest';
import { parseKeywords } from './ask-for-facts.ts';
import { parseName } from './names.ts';
import { renderConnector } from './render-connector.ts';
import { detectServiceKind, parseServiceKind } from './service-kinds.ts';

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
  // The page of ours is known.
  const sourcesOf = ({ files }: typeof alone) =>
    files
      .filter(({ path }) => path.startsWith('src/'))
      .map(({ path, content }) => ({ path, content: content.replace(/ +documentationRef: .*\n/, '') }));
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

test.each([
  ['rest', ['SLACK_TOKEN']],
  ['oauth', ['SLACK_CLIENT_SECRET']],
  ['signed', ['SLACK_ACCESS_KEY_ID', 'SLACK_SECRET_ACCESS_KEY']],
] as const)('a service of kind %s has its inputs and secrets in every file', (service, secrets) => {
  const { files } = renderConnector({ ...spec, service });
  const textOf = (name: string) => files.find(({ path }) => path === name)?.content ?? '';
  for (const secret of secrets) {
    for (const name of ['README.md', 'example.bpmn']) expect(textOf(name)).toContain(`{{secrets.${secret}}}`);
    expect(textOf('.env')).toContain(`SECRET_${secret}=`);
  }
  expect(detectServiceKind(textOf('src/connection.schema.ts'))).toBe(service);
  expect(textOf('package.json').includes('aws-signature')).toBe(service === 'signed');
  const inWorkspace = renderConnector({ ...spec, kind: 'workspace', service }).files;
  const references = inWorkspace.find(({ path }) => path === 'tsconfig.build.json')?.content ?? '';
  expect(references.includes('aws-signature')).toBe(service === 'signed');
});

test('description, keywords and icon are those that were given, as harmless texts', () => {
  const facts = {
    description: 'It\'s "quick"\n${x}',
    keywords: ["chat'", 'message'],
    icon: '<svg viewBox="0 0 18 18">\n  <path d="M0"/>\n</svg>\n',
  };
  const { files } = renderConnector({ ...spec, ...facts });
  const source = files.find(({ path }) => path === 'src/connector.ts')?.content ?? '';
  expect(source).toContain(`description: 'It\\'s "quick"\\n\${x}',`);
  expect(source).toContain("keywords: ['chat\\'', 'message'],");
  expect(source).toContain('icon: \'<svg viewBox="0 0 18 18"> <path d="M0"/> </svg>\',');
  const made = renderConnector(spec).files.find(({ path }) => path === 'src/connector.ts')?.content;
  expect(made).toMatch(
    /description: 'Send message with Slack\.',\s+keywords: \['Slack', 'send message'\],\s+icon: '<svg/,
  );
  expect(parseKeywords(' a b, c,, ')).toEqual(['a b', 'c']);
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
    [{ icon: 'javascript:x' }, 'use an SVG that starts with <svg'],
    [{ scope: 'acme' }, 'use an npm scope, e.g. @acme'],
    [{ jobType: "x' + 1" }, 'use <owner>:<name>:<version>, e.g. acme:slack:1'],
  ])('%j', (change, message) => {
    expect(() => renderConnector({ ...spec, ...change })).toThrow(message);
  });
});

test('a kind of service that there is not is told with those that there are', () => {
  expect(() => parseServiceKind('soap')).toThrow(/use rest \(REST with a token\), oauth .*, signed /);
});
