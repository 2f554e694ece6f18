import { type Choice, collectCommands, runCommands } from '@jobwright/command-line';

const check = (does: string, ...commands: readonly string[]): Choice => ({
  does,
  run: (args) => runCommands(commands, args),
  collect: (args) => collectCommands(commands, args),
});
const fromSources = (program: string): string => `tsx --conditions=@jobwright/source ${program}`;

/** The checks by the names that `npm run check` takes, in the order in which they run. */
export const workspaceChecks: Readonly<Record<string, Choice>> = {
  // Nx has to know the projects first: without its graph, the rule about boundaries of packages passes over
  // every file.
  lint: check(
    'ESLint, and the rules that need types: oxlint',
    'nx show projects --json',
    'eslint .',
    'oxlint --type-aware --quiet .',
  ),
  format: check('prettier', 'prettier --check --log-level warn .'),
  references: check('tsconfig.build.json names what a package uses: nx sync', 'nx sync:check'),
  types: { ...check('the types of all projects', 'nx run-many -t typecheck'), after: ['references'] },
  build: { ...check('the packages that are published', 'nx run-many -t build'), after: ['types'] },
  words: check('spelling in Markdown; new words go into cspell-words.txt', 'cspell --no-progress --quiet'),
  markdown: check('tables, headings and anchors', 'markdownlint-cli2'),
  links: check('relative links in Markdown', 'tsx tools/checks/src/links/main.ts'),
  unused: check(
    'files and exports that nobody uses: knip',
    'knip --no-progress --no-config-hints --include files,exports',
  ),
  circles: check('files that import each other', 'tsx tools/checks/src/circles/main.ts'),
  shape: check('all connectors are alike, docs/differences.md', 'tsx tools/checks/src/shape-check/main.ts'),
  'doc-comments': check('public names have one', 'tsx tools/checks/src/docs-check/main.ts'),
  templates: check('templates/', fromSources('tools/pages/src/templates/main.ts check')),
  readmes: check(
    'tables and examples in READMEs of connectors, their example processes',
    fromSources('tools/pages/src/readmes/main.ts check'),
  ),
  'configuration-page': check(
    'docs/configuration.md',
    fromSources('tools/pages/src/configuration-page/main.ts check'),
  ),
  'command-page': check('docs/command.md', fromSources('tools/pages/src/command-page/main.ts check')),
  'architecture-page': check(
    'docs/architecture.md',
    fromSources('tools/pages/src/architecture-page/main.ts check'),
  ),
  'decisions-page': check(
    'docs/decisions/README.md',
    fromSources('tools/pages/src/decisions-page/main.ts check'),
  ),
  observability: check(
    'the dashboard and docs/observability.md',
    fromSources('tools/pages/src/observability/main.ts check'),
  ),
  packages: {
    ...check('what is published (build first)', 'tsx tools/checks/src/package-checks/main.ts'),
    after: ['build'],
  },
  deployments: check(
    'Helm chart, Kubernetes manifests, Compose file; downloads Helm',
    fromSources('tools/checks/src/deployments/main.ts check'),
  ),
  // The tests of the whole product look at every file, so every change affects them.
  affected: check(
    'lint, types and tests of what differs from main, without e2e and suites',
    'nx affected -t lint typecheck test --exclude=@jobwright/e2e,@jobwright/suites',
  ),
};

const ON_REQUEST = ['deployments', 'affected'];

/** What runs when none is named. */
export const DEFAULT_CHECKS = Object.keys(workspaceChecks).filter((name) => !ON_REQUEST.includes(name));
