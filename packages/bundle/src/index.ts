export { bundledConnectors } from './bundled-connectors.ts';
