/** Settings of a scratch Dovecot and Postfix. `dir` is their folder; every port is on the loopback. */
export type MailPorts = { imap: number; imaps: number; lmtp: number; sasl: number; smtp: number; submission: number }

export const mailDomains = ['firma.test', 'example.test']

/** Who runs the maildirs: a user every Debian has. */
const STORE_USER = 'mail'

export function dovecotSettings(dir: string, ports: MailPorts): string {
  return `
base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <${dir}/cert.pem
ssl_key = <${dir}/key.pem
auth_mechanisms = plain login
disable_plaintext_auth = no
mail_location = maildir:${dir}/store/%d/%n
mail_uid = ${STORE_USER}
mail_gid = ${STORE_USER}
mail_fsync = never
mail_max_userip_connections = 200
first_valid_uid = 1
auth_failure_delay = 0
service anvil {
  # Off: otherwise one test's wrong password slows every other sign-in down.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
  mailbox Trash {
    special_use = \\Trash
    auto = create
  }
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${dir}/users
}
userdb {
  driver = static
  args = uid=${STORE_USER} gid=${STORE_USER} home=${dir}/store/%d/%n
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
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = ${ports.sasl}
  }
}
protocol lmtp {
  postmaster_address = postmaster@firma.test
}
recipient_delimiter = +
`
}

export function postfixSettings(dir: string, ports: MailPorts): string {
  return `
compatibility_level = 3.6
queue_directory = ${dir}/spool
data_directory = ${dir}/postfix-data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.firma.test
mydestination =
mynetworks =
virtual_mailbox_domains = ${mailDomains.join(', ')}
virtual_transport = lmtp:inet:127.0.0.1:${ports.lmtp}
default_transport = error:5.1.2 no outside mail
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${ports.sasl}
smtpd_tls_cert_file = ${dir}/cert.pem
smtpd_tls_key_file = ${dir}/key.pem
smtpd_tls_security_level = may
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_client_connection_rate_limit = 0
maillog_file = ${dir}/postfix.log
maillog_file_prefixes = ${dir}
virtual_alias_maps =
alias_maps =
alias_database =
local_recipient_maps =
message_size_limit = 26214400
recipient_delimiter = +
minimal_backoff_time = 2s
maximal_backoff_time = 5s
queue_run_delay = 2s
`
}

/** One service a line: name, type, private, unprivileged, chroot, wake-up, most processes, program. */
export function postfixServices(ports: MailPorts): string {
  return `
127.0.0.1:${ports.smtp} inet n - n - - smtpd
127.0.0.1:${ports.submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 2 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
`
}
