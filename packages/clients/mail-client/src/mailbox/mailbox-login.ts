import { createHash } from 'node:crypto';
import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { findNetworkId } from '@jobwright/http-client';
import type { MailContext } from '../mail-context.ts';
import { type MailLogin, withLogin } from '../network/login.ts';
import { withinLimits } from '../network/within-limits.ts';
import type { MailboxServer } from './mailbox-server.ts';

/** All that a connection to a mailbox depends on. */
export interface MailboxLogin {
  readonly server: MailboxServer;
  readonly login: MailLogin;
  readonly network: OutboundNetwork;
}

/** For a pool: one for each server and login. The secrets themselves are not kept as keys. */
export const loginKey = ({ server, login, network }: MailboxLogin): string => {
  const { host, port, protection, timeouts } = server;
  return createHash('sha256')
    .update(JSON.stringify([findNetworkId(network), host, port, protection, login, timeouts]))
    .digest('hex');
};

/** Works with a login to a mailbox, when the limits of its server let us. */
export const withMailboxLogin = <Answer>(
  server: MailboxServer,
  context: MailContext,
  work: (login: MailboxLogin) => Promise<Answer>,
): Promise<Answer> =>
  withLogin(server.authentication, context, (login) =>
    withinLimits(server, context, () => work({ server, login, network: context.network })),
  );
