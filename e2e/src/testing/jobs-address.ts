import type { ClientConfiguration } from './connect-client.ts';

/** Where jobs come from. */
export interface JobsAddress {
  /** `host:port`. */
  readonly jobsAddress: string;
  /** The setting for another `host:port`, such as that of a proxy. */
  jobsFrom(address: string): Readonly<Record<string, string>>;
}

/** The variable that `npm run e2e -- rest` sets. */
export const TRANSPORT_VARIABLE = 'JOBWRIGHT_CLUSTER_TRANSPORT';

/** What jobs come over in these tests. */
export const transport = process.env[TRANSPORT_VARIABLE] === 'rest' ? 'rest' : 'grpc';

export function jobsAddressOf(configuration: ClientConfiguration): JobsAddress {
  const { ZEEBE_GRPC_ADDRESS: grpc = '', ZEEBE_REST_ADDRESS: rest = '' } = configuration;
  return {
    jobsAddress: (transport === 'rest' ? rest : grpc).replace(/^\w+:\/\//, ''),
    jobsFrom: (address) =>
      transport === 'rest'
        ? { ZEEBE_REST_ADDRESS: `http://${address}` }
        : { ZEEBE_GRPC_ADDRESS: `grpc://${address}` },
  };
}
