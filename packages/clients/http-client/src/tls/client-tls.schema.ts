import { z } from 'zod';
import { optionalTextInput } from '../inputs/text-inputs.ts';
import { findTlsProblems } from './find-tls-problems.ts';

const pem = optionalTextInput;

const PEM_TEXT = { multiline: true, feel: 'optional' } as const;

/** Client certificate and trusted authority, with the input names of the official template. */
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
  .meta({ group: 'advanced' });

/** A client certificate with its private key, and the trusted authority, in PEM. */
export type ClientTls = z.output<typeof clientTlsInput>;
