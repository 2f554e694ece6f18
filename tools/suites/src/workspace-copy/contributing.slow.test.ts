import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { copySources } from './copy-workspace.ts';
import { runUntil } from './run-command.ts';

interface Step {
  readonly language: string;
  readonly file: string;
  readonly text: string;
}

const toSteps = (markdown: string): readonly Step[] =>
  [...markdown.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', file = '', text = '']) => ({
      language,
      file,
      text,
    }),
  );

/** The file must be there: the guide changes what the generator made. */
async function rewrite(file: string, text: string): Promise<void> {
  await access(file);
  await writeFile(file, text);
}

test('the steps of CONTRIBUTING.md, followed literally, give a working connector with template', async () => {
  const began = performance.now();
  const workspace = await copySources();
  onTestFinished(() => workspace.remove());
  const steps = toSteps(await readFile(join(workspace.root, 'CONTRIBUTING.md'), 'utf8'));
  const written = steps.filter(({ language }) => language === 'ts').map(({ text }) => text.trimEnd());
  const lines = written.join('\n').split('\n').length;
  expect(lines).toBeLessThan(60);

  for (const { language, file, text } of steps) {
    if (language === 'ts') await rewrite(join(workspace.root, file), text);
    else if (text.includes('npm run dev')) {
      const completed = await runUntil(text, { cwd: workspace.root, line: /^Completed .*/m });
      expect(completed).toContain('"result":{"id":"1"}');
    } else await workspace.run(text);
  }

  const template: unknown = JSON.parse(await readFile(join(workspace.root, 'templates/sms.json'), 'utf8'));
  expect(template).toMatchObject({ id: 'io.jobwright.sms', name: 'Sms' });
  expect(JSON.stringify(template)).toContain('"To"');
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  console.log(`CONTRIBUTING.md: ${lines} lines written, ${minutes} minutes`);
  await workspace.run('npm run check -- shape && npx nx sync:check && npm run check -- templates');
  await workspace.run('npx prettier --check packages/connectors/sms packages/app/jobwright templates');
  await workspace.run('npx nx run-many -t typecheck lint -p jobwright,@jobwright/connector-sms');
}, 1_200_000);
