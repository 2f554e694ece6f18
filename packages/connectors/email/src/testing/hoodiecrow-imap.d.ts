declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  interface StoredMessage {
    raw: string;
    flags: string[];
    uid: number;
    internaldate: string;
  }
  interface Folder {
    messages?: (Partial<StoredMessage> & { raw: string })[];
    folders?: Record<string, Folder>;
    separator?: string;
  }
  interface Options {
    plugins?: string[];
    id?: Record<string, string>;
    users?: Record<string, { password: string; xoauth2?: { accessToken: string; sessionTimeout: number } }>;
    storage?: Record<string, Folder>;
    secureConnection?: boolean;
    credentials?: { key: string; cert: string };
    debug?: boolean;
  }
  interface HoodiecrowServer {
    readonly server: Server;
    getMailbox(path: string): { readonly messages: readonly StoredMessage[] } | undefined;
    listen(port: number, host: string, callback: () => void): void;
    close(callback: () => void): void;
  }
  export default function hoodiecrow(options: Options): HoodiecrowServer;
  export type { Folder, Options, StoredMessage };
}
