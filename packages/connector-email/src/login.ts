/** How to prove who we are to a mail server. */
export type MailLogin =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'oauth2'; readonly username: string; readonly accessToken: string };
