#!/usr/bin/env node
import { relative } from 'node:path';
import { Command, CommanderError } from 'commander';
import { askForFacts } from './ask-for-facts.ts';
import { packageVersion } from './package-version.ts';
import { writeConnector } from './write-connector.ts';

interface Flags {
  readonly operation: string;
  readonly scope: string | undefined;
  readonly jobType: string | undefined;
  readonly directory: string;
  readonly service: string | undefined;
  readonly description: string | undefined;
  readonly keywords: string | undefined;
  readonly icon: string | undefined;
}

const program = new Command('npm create @jobwright/connector@latest --')
  .description('Create a connector for Camunda 8: a package with one operation, tests and an example.')
  .version(packageVersion)
  .exitOverride()
  .argument('<name>', 'name of what it connects to, e.g. slack')
  .option('--operation <name>', 'name of its first operation', 'send-message')
  .option('--scope <scope>', 'npm scope of the package, e.g. @acme (default: none)')
  .option(
    '--job-type <type>',
    'job type, <owner>:<name>:<version>; never change it once released (default: <scope>:<name>:1)',
  )
  .option('--service <kind>', 'how it is called: rest (a token), oauth, signed (AWS) (default: rest)')
  .option('--description <text>', 'what it does, for people who model')
  .option('--keywords <words>', 'other words that people search it by, with commas between')
  .option('--icon <file>', 'an SVG file, 18 by 18 (default: its first letter)')
  .option('--directory <path>', 'parent folder of connector-<name>', '.')
  .addHelpText('after', '\nExample:\n  npm create @jobwright/connector@latest slack -- --scope @acme')
  .action(async (name: string, { operation, scope, jobType, directory, ...flags }: Flags) => {
    const owner = (scope ?? '@acme').replace('@', '');
    const root = await writeConnector(
      {
        name,
        operation,
        ...(scope !== undefined && { scope }),
        jobType: jobType ?? `${owner}:${name.toLowerCase()}:1`,
        version: packageVersion,
        ...(await askForFacts(flags)),
      },
      directory,
    );
    const fromHere = relative(process.cwd(), root);
    const folder = fromHere.startsWith('..') ? root : fromHere;
    process.stdout.write(
      `Created ${folder}. Next steps:\n\n  cd ${folder}\n  npm install\n  npm test\n  npm run dev         # run it on the embedded engine, reloading saved files\n  npm run template    # write the element template for the modeler\n`,
    );
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  process.stderr.write(`create-connector: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
