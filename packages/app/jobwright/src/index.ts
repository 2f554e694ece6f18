export { createServiceMetrics } from './service/service-metrics.ts';
export { bundledConnectors } from './bundled-connectors.ts';
export { listSettings, type Setting } from './configuration/list-settings.ts';
export { type CommandHelp, type HelpEntry, listCommandHelp } from './list-command-help.ts';
