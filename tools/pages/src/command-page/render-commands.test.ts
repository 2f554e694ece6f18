import { listCommandHelp } from 'jobwright';
import { expect, test } from 'vitest';
import { renderCommands } from './render-commands.ts';

test('each command is a section with its options, exit codes and examples', () => {
  const text = renderCommands(listCommandHelp());
  expect(text.match(/^## .*$/gm)).toEqual([
    '## jobwright',
    '## jobwright start',
    '## jobwright run',
    '## jobwright dev',
    '## jobwright test',
    '## jobwright check',
    '## jobwright templates',
    '## jobwright pdf',
    '## jobwright migrate',
    '## jobwright deploy',
    '## jobwright instances list',
    '## jobwright instances show',
    '## jobwright instances start',
    '## jobwright instances cancel',
    '## jobwright incidents list',
    '## jobwright incidents resolve',
    '## jobwright connectors',
    '## jobwright init',
    '## jobwright schema',
    '## jobwright doctor',
    '## jobwright completion',
  ]);
  expect(text).toContain('jobwright deploy [options] <files...>');
  expect(text).toMatch(/\| `--print <database>` \| only print the SQL \(choices: "postgres", "mysql"\) \|/);
  expect(text.match(/^Examples:$/gm)).toHaveLength(21);
});
