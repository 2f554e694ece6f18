import { readFileSync } from 'node:fs';

/** A user of the system that a server runs as, or to whom its files belong. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** @throws Error when the system has no such user */
export function getSystemUser(name: string): SystemUser {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`This system has no user ${name}.`);
  return { uid: Number(uid), gid: Number(gid) };
}

/** Root gives a server a user of its own; anybody else runs it as himself. */
export function findSystemUser(name: string): SystemUser | undefined {
  return process.getuid?.() === 0 ? getSystemUser(name) : undefined;
}
