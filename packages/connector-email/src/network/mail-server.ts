import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** Where mail is handed in or kept. */
export interface MailServer {
  readonly protocol: 'SMTP' | 'IMAP' | 'POP3';
  readonly host: string;
  readonly port: number;
}

/** `mail.example.com:993`, for messages. */
export const toPlace = ({ host, port }: MailServer): string => `${host}:${port}`;

/** `imap://mail.example.com:993`, by which limits name a server. */
export function toOrigin({ protocol, host, port }: MailServer): string {
  const name = isIP(host) === 6 ? `[${host.replace(/%.*/, '')}]` : domainToASCII(host);
  return `${protocol.toLowerCase()}://${name}:${port}`;
}
