/** Files that a package reads beside its modules, and which modules do so. Paths are those in the package. */
export interface PackagedFiles {
  readonly folder: string;
  /** Modules whose `import.meta` or `__dirname` leads to the files. */
  readonly modules: readonly string[];
  /** Of these, those that are read. A `*` stands for any name. */
  readonly files: readonly string[];
}

export const packagedFiles: readonly PackagedFiles[] = [
  { folder: 'packages/app/jobwright', modules: ['src/run-cli.ts'], files: ['package.json'] },
  {
    folder: 'packages/clients/pdf-document',
    modules: ['src/render/document-tools.ts', 'src/fonts/load-fonts.ts'],
    files: ['assets/*', 'fonts/*'],
  },
  {
    folder: 'packages/sdk/camunda8-protocol',
    modules: ['src/gateway-service.ts'],
    files: ['proto/gateway.proto'],
  },
];

/** Modules and packages that name their place and need no file there, and why. */
export const withoutFiles: Readonly<Record<string, string>> = {
  'packages/app/jobwright/src/connector-modules/find-connector-modules.ts':
    'looks for node_modules from the bundle upwards',
  'packages/app/jobwright/src/commands/dev/load-compiler.ts':
    'looks for a compiler in node_modules from the bundle upwards',
  'packages/clients/pdf-document/src/fonts/package-fonts.ts':
    'looks for node_modules from the bundle upwards',
  'packages/clients/pdf-document/src/render/create-thread.ts': 'its thread lies beside the bundle',
  'packages/sdk/concurrency/src/threads/start-thread.ts': 'its thread lies beside the bundle',
  'packages/sdk/concurrency/src/threads/start-module.ts':
    'looks for what translates sources, which the bundle has none of',
  'packages/app/jobwright/src/loop/watch-loop.ts': 'its thread lies beside the bundle',
  'packages/engine/engine/src/model/read-in-thread.ts': 'its work lies beside the bundle',
  'packages/app/jobwright/src/isolated/start-worker.ts': 'its worker lies beside the bundle',
  'packages/runtime/runtime/src/expressions/evaluate-expression.ts': 'its work lies beside the bundle',
  'packages/runtime/camunda7/src/inputs/deployed-inputs.ts': 'its work lies beside the bundle',
  'packages/runtime/runtime/src/models/read-deployed-model.ts': 'its work lies beside the bundle',
  'packages/clients/http-exchange/src/pages/page-expression.ts': 'its work lies beside the bundle',
  'packages/clients/mail-client/src/body/render-template.ts': 'its work lies beside the bundle',
  'packages/clients/customer-records/src/record/validate-record.ts': 'its work lies beside the bundle',
  'packages/app/jobwright/src/commands/connectors/package-facts.ts':
    'looks for node_modules from the bundle upwards',
  '@grpc/grpc-js': 'channelz and load reports of xDS are not used',
  fdir: 'makes a require of its own, for an option nobody gives',
  pdfkit: 'we bring our own color profile, and use no standard fonts',
  pino: 'we have no transports',
  'thread-stream': 'we have no transports',
};
