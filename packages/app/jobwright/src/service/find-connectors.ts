import type { Connector } from '@jobwright/connector-sdk';

/**
 * The connectors that a name stands for: the one with this job type, else those with this short name. Short
 * names are the last part of the template's id (`http-rest`) and the middle part of the job type
 * (`http-json`).
 */
export function findConnectors(connectors: readonly Connector[], name: string): readonly Connector[] {
  const exact = connectors.filter(({ type }) => type === name);
  return exact.length > 0
    ? exact
    : connectors.filter((connector) => listShortNames(connector).includes(name));
}

const listShortNames = ({ type, template }: Connector): readonly string[] =>
  [template?.id.split('.').at(-1), type.split(':')[1]].filter((name) => name !== undefined);
