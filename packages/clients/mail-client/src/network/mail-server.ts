import { parseHost } from '@jobwright/http-client';

/** Where mail is handed in or kept. */
export interface MailServer {
  readonly protocol: 'SMTP' | 'IMAP' | 'POP3';
  readonly host: string;
  readonly port: number;
}

/** The name in TLS; an address has none. */
export function tlsNameOf(host: string): string | undefined {
  const form = parseHost(host);
  return form === undefined || form.address !== undefined ? undefined : form.host;
}

/** `imap://mail.example.com:993`, by which limits name a server. */
export function originOf({ protocol, host, port }: MailServer): string {
  const { host: name, address } = parseHost(host) ?? { host, address: undefined };
  const written = address?.includes(':') === true ? `[${name}]` : name;
  return `${protocol.toLowerCase()}://${written}:${port}`;
}
