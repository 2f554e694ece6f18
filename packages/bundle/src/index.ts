export { bundledConnectors } from './bundled-connectors.ts';
export { listSettings, type Setting } from './configuration/list-settings.ts';
