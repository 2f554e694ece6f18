import { readFileSync } from 'node:fs';

/** The user of the system to whom mailboxes belong: Dovecot gives none to root. */
export interface MailUser {
  readonly uid: number;
  readonly gid: number;
}

export function findMailUser(name = 'mail'): MailUser {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`This system has no user ${name}.`);
  return { uid: Number(uid), gid: Number(gid) };
}
