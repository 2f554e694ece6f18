export { createServiceMetrics } from './service/service-metrics.ts';
export { bundledConnectors } from './connector-modules/bundled-connectors.ts';
export { createConfigurationJsonSchema } from './configuration/configuration-json-schema.ts';
export { listSettings, type Setting } from './configuration/list-settings.ts';
export { type CommandHelp, type HelpEntry, listCommandHelp } from './command-line/list-command-help.ts';
