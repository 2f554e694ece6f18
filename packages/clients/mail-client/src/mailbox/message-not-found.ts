import { MailError } from '../mail-failure.ts';

/** A message of a folder, by its Message-ID; brackets may be left out. */
export interface MessageInFolder {
  readonly messageId: string;
  readonly folder: string;
}

export const messageNotFoundError = ({ messageId, folder }: MessageInFolder): MailError =>
  new MailError({ kind: 'message-not-found', messageId, folder });
