import { listCommandHelp } from 'jobwright';
import { expect, test } from 'vitest';
import { renderCommands, replaceCommands } from './render-commands.ts';

test('each command is a section with its options, exit codes and examples', () => {
  const text = renderCommands(listCommandHelp());
  expect(text.match(/^## .*$/gm)).toEqual([
    '## jobwright',
    '## jobwright start',
    '## jobwright run',
    '## jobwright dev',
    '## jobwright templates',
    '## jobwright migrate',
    '## jobwright deploy',
    '## jobwright connectors',
    '## jobwright doctor',
    '## jobwright completion',
  ]);
  expect(text).toContain('jobwright deploy [options] <files...>');
  expect(text).toMatch(/\| `--print <database>` \| only print the SQL \(choices: "postgres", "mysql"\) \|/);
  expect(text.match(/^Examples:$/gm)).toHaveLength(10);
});

test('only what is between the marks changes', () => {
  expect(replaceCommands('a<!-- commands -->old<!-- /commands -->b', 'new')).toBe(
    'a<!-- commands -->\n\nnew\n\n<!-- /commands -->b',
  );
  expect(() => replaceCommands('nothing', 'new')).toThrow('lacks the marks');
});
