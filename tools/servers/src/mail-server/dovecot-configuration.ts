import { join } from 'node:path';
import { MAIL_ACCOUNTS, type MailAccount, mailboxName } from './mail-accounts.ts';
import type { MailPorts } from './mail-ports.ts';
import type { SystemUser } from '../local-server/index.ts';

interface ServerLocation {
  readonly directory: string;
  readonly ports: MailPorts;
}

/** Dovecot 2.3: IMAP and POP3, with and without TLS from the start, STARTTLS and STLS; logins for Postfix. */
export const renderDovecotConfiguration = ({ directory, ports }: ServerLocation): string => `
base_dir = ${join(directory, 'dovecot')}
state_dir = ${join(directory, 'dovecot-state')}
log_path = ${join(directory, 'dovecot.log')}
instance_name = jobwright
listen = 127.0.0.1
protocols = imap pop3
ssl = yes
ssl_cert = <${join(directory, 'certificate.pem')}
ssl_key = <${join(directory, 'key.pem')}
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
first_valid_uid = 1
mail_max_userip_connections = 100
pop3_lock_session = yes
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${join(directory, 'oauth2')}
}
passdb {
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=%u ${join(directory, 'accounts')}
}
userdb {
  driver = passwd-file
  args = username_format=%u ${join(directory, 'accounts')}
}
namespace inbox {
  inbox = yes
  separator = /
}
service imap-login {
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = ${ports.pop3}
  }
  inet_listener pop3s {
    port = ${ports.pop3s}
    ssl = yes
  }
}
# Wrong logins are meant here, and not made to wait.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  unix_listener ${join(directory, 'auth')} {
    mode = 0666
  }
}
`;

/** Whom Dovecot asks about access tokens. */
export const renderDovecotTokens = (authorizationServer: string): string => `
introspection_mode = post
introspection_url = ${authorizationServer}/introspect
username_attribute = username
active_attribute = active
active_value = true
`;

/** The accounts, as Dovecot's passwd-file has them. */
export const renderDovecotAccounts = (directory: string, user: SystemUser): string =>
  Object.values(MAIL_ACCOUNTS)
    .map((account: MailAccount) => {
      const home = join(directory, 'mail', mailboxName(account));
      const extra = [
        `userdb_mail=${account.format === 'mbox' ? `mbox:${home}/folders:INBOX=${home}/inbox` : `maildir:${home}/Maildir:LAYOUT=fs`}`,
        ...(account.separator === '/' ? [] : [`userdb_namespace/inbox/separator=${account.separator}`]),
        ...(account.prefix === '' ? [] : [`userdb_namespace/inbox/prefix=${account.prefix}`]),
      ];
      return `${account.username}:${account.password}:${user.uid}:${user.gid}::${home}::${extra.join(' ')}\n`;
    })
    .join('');
