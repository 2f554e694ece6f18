import { z } from 'zod';
import { optionalTextInput } from '../inputs/text-inputs.ts';
import { findTlsProblems } from './find-tls-problems.ts';

const pem = optionalTextInput;

const PEM_TEXT = { multiline: true, feel: 'optional' } as const;

/** How TLS proves who we are, and whom it trusts; the inputs of the official template, by their names. */
export const clientTlsInput = z
  .object({
    clientCertificate: pem.meta({
      title: 'Client certificate',
      description: 'PEM, with the certificates between it and the root.',
      ...PEM_TEXT,
    }),
    clientPrivateKey: pem.meta({
      title: 'Client private key',
      description: 'PEM, of the client certificate. Use a secret.',
      secret: true,
      ...PEM_TEXT,
    }),
    privateKeyPassword: optionalTextInput.meta({
      title: 'Private key password',
      description: 'Of an encrypted private key. Use a secret.',
      secret: true,
    }),
    trustedCertificate: pem.meta({
      title: 'Trusted certificate',
      description: 'PEM, of the authority to trust instead of those of the system.',
      ...PEM_TEXT,
    }),
  })
  .superRefine((tls, context) => {
    for (const { path, message } of findTlsProblems(tls)) {
      context.addIssue({ code: 'custom', path: [path], message });
    }
  })
  .meta({ group: 'tls' });

/** A client certificate with its key, and what is trusted, in PEM. */
export type ClientTls = z.output<typeof clientTlsInput>;
