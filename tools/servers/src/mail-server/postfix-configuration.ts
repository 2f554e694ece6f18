import { join } from 'node:path';
import { MAIL_ACCOUNTS, MAIL_DOMAIN, RECIPIENT_ANSWERS, mailboxName } from './mail-accounts.ts';
import type { MailPorts } from './mail-ports.ts';
import type { SystemUser } from '../local-server/index.ts';

interface Place {
  readonly directory: string;
  readonly ports: MailPorts;
  readonly user: SystemUser;
  readonly maxMessageBytes: number;
  /** Of the greylist. */
  readonly policyPort: number;
}

/** Postfix takes mail for the accounts only, and hands nothing on to other machines. */
export const renderPostfixMain = ({
  directory,
  user,
  maxMessageBytes,
  policyPort,
}: Omit<Place, 'ports'>): string => `
compatibility_level = 3.6
queue_directory = ${join(directory, 'postfix-queue')}
data_directory = ${join(directory, 'postfix-data')}
maillog_file = ${join(directory, 'postfix.log')}
maillog_file_prefixes = ${directory}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
myhostname = mail.${MAIL_DOMAIN}
mydestination =
alias_maps =
alias_database =
local_transport = error:5.1.1 nobody lives here
default_transport = error:5.7.1 no mail leaves this machine
virtual_mailbox_domains = ${MAIL_DOMAIN}
virtual_mailbox_base = ${join(directory, 'mail')}
virtual_mailbox_maps = texthash:${join(directory, 'mailboxes')}
virtual_uid_maps = static:${user.uid}
virtual_gid_maps = static:${user.gid}
virtual_minimum_uid = 1
virtual_mailbox_limit = 0
message_size_limit = ${maxMessageBytes}
smtpd_recipient_restrictions = check_recipient_access texthash:${join(directory, 'recipients')}, check_policy_service inet:127.0.0.1:${policyPort}, reject_unauth_destination
smtpd_relay_restrictions = reject_unauth_destination
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${join(directory, 'auth')}
smtpd_sasl_auth_enable = yes
smtpd_tls_security_level = may
smtpd_tls_cert_file = ${join(directory, 'certificate.pem')}
smtpd_tls_key_file = ${join(directory, 'key.pem')}
`;

export const renderPostfixMaster = ({ ports }: Pick<Place, 'ports'>): string => `
127.0.0.1:${ports.smtp} inet n - n - - smtpd
127.0.0.1:${ports.smtpWithoutTls} inet n - n - - smtpd
  -o smtpd_tls_security_level=none
127.0.0.1:${ports.submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
127.0.0.1:${ports.submissions} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;

export const renderPostfixMailboxes = (): string =>
  Object.values(MAIL_ACCOUNTS)
    .map((account) => {
      const name = mailboxName(account);
      return `${account.username} ${account.format === 'mbox' ? `${name}/inbox` : `${name}/Maildir/`}\n`;
    })
    .join('');

export const renderPostfixRecipients = (): string =>
  Object.entries(RECIPIENT_ANSWERS)
    .map(([recipient, answer]) => `${recipient} ${answer}\n`)
    .join('');
