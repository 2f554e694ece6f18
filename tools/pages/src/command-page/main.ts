import { listCommandHelp } from 'jobwright';
import { runDocsPage } from '../docs-page.ts';
import { renderCommands } from './render-commands.ts';

await runDocsPage({
  file: 'command.md',
  name: 'command-page',
  sections: { commands: renderCommands(listCommandHelp()) },
});
