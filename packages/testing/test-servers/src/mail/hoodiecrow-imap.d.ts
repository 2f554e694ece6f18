declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  interface Message {
    readonly raw: string;
    readonly flags: readonly string[];
  }
  interface Folder {
    readonly messages?: readonly (Partial<Message> & { readonly raw: string })[];
    readonly folders?: Readonly<Record<string, Folder>>;
    readonly separator?: string;
  }
  interface User {
    readonly password: string;
    readonly xoauth2?: { readonly accessToken: string; readonly sessionTimeout: number };
  }
  interface Options {
    readonly plugins?: readonly string[];
    readonly id?: Readonly<Record<string, string>>;
    readonly users?: Readonly<Record<string, User>>;
    readonly storage?: Readonly<Record<string, Folder>>;
    readonly secureConnection?: boolean;
    readonly credentials?: { readonly key: string; readonly cert: string };
  }
  interface HoodiecrowServer {
    readonly server: Server;
    getMailbox(path: string): { readonly messages: readonly Message[] } | undefined;
  }
  export default function hoodiecrow(options: Options): HoodiecrowServer;
}
