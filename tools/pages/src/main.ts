import { runCommandLine, runCommands } from '@jobwright/command-line';

const update = (program: string) => (args: readonly string[]) =>
  runCommands([`tsx --conditions=@jobwright/source ${program}`], args);
const page = (folder: string) => update(`tools/pages/src/${folder}/main.ts update`);
const unnamed = [
  'templates',
  'readmes',
  'configuration-page',
  'command-page',
  'architecture-page',
  'decisions-page',
  'observability',
  'engine-readme',
  'test-cases-readme',
];

process.exitCode = await runCommandLine(
  {
    usage: 'npm run update [-- NAME...]',
    about: 'Writes generated files anew: all but screenshots and deployments, or those that are named.',
    several: true,
    unnamed,
    choices: {
      templates: {
        does: 'templates/ and docs/templates.md; with --release also templates/released',
        run: page('templates'),
      },
      readmes: { does: 'the inputs, output and errors in the READMEs of connectors', run: page('readmes') },
      'configuration-page': {
        does: 'the tables of docs/configuration.md and the JSON Schema of the configuration',
        run: page('configuration-page'),
      },
      'command-page': { does: 'the commands of docs/command.md', run: page('command-page') },
      'architecture-page': {
        does: 'the picture and the packages of docs/architecture.md',
        run: page('architecture-page'),
      },
      'decisions-page': { does: 'the list in docs/decisions', run: page('decisions-page') },
      observability: {
        does: 'the dashboard and the metrics of docs/observability.md',
        run: page('observability'),
      },
      'engine-readme': {
        does: 'the table of what the engine executes, in its README',
        run: update('packages/engine/engine/src/testing/support-table/update-readme.ts'),
      },
      'test-cases-readme': {
        does: 'the table of instructions of JSON test cases, in its README',
        run: update('packages/testing/test-cases/src/testing/support-table/update-readme.ts'),
      },
      'doc-comments': {
        does: 'the public names that still lack a doc comment; takes out those that have one',
        run: update('tools/checks/src/docs-check/main.ts --shrink'),
      },
      screenshots: {
        does: 'docs/modeler, in Chromium',
        run: update('tools/modeler/src/main.ts screenshots'),
      },
      deployments: {
        does: 'the Kubernetes manifests, from the Helm chart',
        run: update('tools/checks/src/deployments/main.ts update'),
      },
    },
    examples: ['npm run update', 'npm run update -- templates', 'npm run update -- templates --release'],
  },
  process.argv.slice(2),
);
