import type { Finding, FindingCode } from '@resonanz/server'
import type { CliLanguage } from '../language.ts'

/** What it is, and what to do about it; `{name}` stands for a fact of the finding. */
type Words = readonly [what: string, todo?: string]

const german: Record<FindingCode, Words> = {
  'node-ok': ['Node {version}'],
  'node-too-old': ['Node {version} ist zu alt.', 'Node {needed} oder neuer verwenden; „npm install“ bringt eines mit.'],
  'data-folder-ok': ['Datenordner {path}, {freeMegabytes} MB frei'],
  'data-folder-missing': ['Den Datenordner {path} gibt es noch nicht: Der erste Start legt ihn an.'],
  'data-folder-not-writable': [
    'In den Datenordner {path} kann nicht geschrieben werden.',
    'Dem Konto, unter dem Resonanz läuft, Schreibrecht geben oder RESONANZ_DATA ändern.',
  ],
  'disk-space-low': [
    'Im Datenordner {path} sind nur noch {freeMegabytes} MB frei.',
    'Platz schaffen: Ohne Platz nimmt die Datenbank nichts mehr an.',
  ],
  'key-ok': ['Schlüssel der Zugangsdaten: {path}'],
  'key-new': ['Die Schlüsseldatei {path} legt der erste Start an.'],
  'key-file-missing': [
    'Die Schlüsseldatei {path} fehlt.',
    'Die aufbewahrte Datei zurücklegen: Ohne sie lassen sich gespeicherte Zugangsdaten nicht mehr öffnen.',
  ],
  'key-file-open': ['Die Schlüsseldatei {path} können auch andere lesen (Rechte {mode}).', 'chmod 600 {path}'],
  'product-running': ['Resonanz läuft (Prozess {pid})'],
  'postmaster-stale': [
    'Ein abgebrochenes Resonanz hat seine Datenbank zurückgelassen (Prozess {pid}).',
    'Nichts: Der nächste Start und diese Prüfung räumen sie selbst auf.',
  ],
  'database-ok': ['PostgreSQL {version}'],
  'database-new': ['In {path} gibt es noch keine Datenbank: Der erste Start legt sie an.'],
  'database-unreachable': [
    'Die Datenbank ist nicht zu erreichen: {reason}',
    'Adresse in RESONANZ_DATABASE_URL und den Server prüfen; bei der eingebauten Datenbank die Dateien in cluster/log lesen.',
  ],
  'database-locked': [
    'Die Datenbank in {path} gehört einem anderen Benutzer, hinein kann diese Prüfung nicht: {reason}',
    'Als der Benutzer prüfen, unter dem Resonanz läuft, oder als root.',
  ],
  'database-too-old': ['PostgreSQL {version} ist zu alt.', 'Mindestens Version {needed} verwenden.'],
  'database-rights': [
    'Der Datenbankbenutzer darf keine Rollen anlegen, und die beiden Rollen von Resonanz gibt es noch nicht.',
    'Dem Benutzer CREATEROLE geben, oder die Rollen resonanz_app und resonanz_system anlegen und ihm mit ADMIN OPTION geben.',
  ],
  'schema-ok': ['Schema {version}'],
  'schema-behind': [
    'Das Schema hat Version {version}, dieses Programm bringt {newest}.',
    'Nichts: Der nächste Start (oder „resonanz migrate“) bringt es auf den Stand. Vorher sichern.',
  ],
  'schema-too-new': [
    'Die Datenbank wurde von einem neueren Programm geändert und braucht Programmversion {needed}.',
    'Das neuere Programm starten, oder eine Sicherung von vor dem Upgrade wiederherstellen.',
  ],
  'clock-ok': ['Uhren von Programm und Datenbank stimmen überein'],
  'clock-skew': [
    'Die Uhr der Datenbank weicht um {seconds} Sekunden ab.',
    'Auf beiden Rechnern die Zeit abgleichen (NTP): Fristen richten sich nach der Uhr der Datenbank.',
  ],
  'web-app-ok': ['Die Weboberfläche ist gebaut'],
  'web-app-missing': ['Die Weboberfläche ist nicht gebaut.', 'npm run build; „npm start“ baut sie selbst.'],
  'port-free': ['Port {port} ist frei'],
  'port-ours': ['Auf Port {port} antwortet Resonanz {version}'],
  'port-taken': [
    'Port {port} lässt sich nicht öffnen ({reason}).',
    'Das andere Programm beenden oder mit RESONANZ_PORT einen anderen Port wählen.',
  ],
  'public-url-ok': ['Öffentliche Adresse {url}'],
  'public-url-insecure': [
    'Die öffentliche Adresse {url} ist unverschlüsselt.',
    'Einen Proxy mit https davorsetzen und RESONANZ_PUBLIC_URL darauf ändern: Sonst reisen Passwörter offen, und Passkeys gehen nicht.',
  ],
  'public-url-missing': [
    'Resonanz ist für andere Rechner offen ({host}), aber RESONANZ_PUBLIC_URL fehlt.',
    'Die Adresse eintragen, unter der die Leute arbeiten: Links in Mails und Passkeys brauchen sie.',
  ],
  'backup-ok': ['Letzte Sicherung am {day}, geprüft'],
  'backup-missing': ['Es gibt keine Sicherung.', 'resonanz backup --verify, am besten jede Nacht.'],
  'backup-old': [
    'Die letzte Sicherung ist vom {day}, {days} Tage alt.',
    'resonanz backup --verify, am besten jede Nacht.',
  ],
  'backup-unverified': [
    'Die letzte Sicherung vom {day} wurde nicht geprüft.',
    'resonanz restore --verify DATEI, oder künftig resonanz backup --verify.',
  ],
  'intake-behind': [
    'Eingegangenes wartet seit {seconds} Sekunden auf seine Verarbeitung.',
    'Läuft ein Prozess mit der Rolle intake? Sonst das Log lesen.',
  ],
  quarantine: ['In Quarantäne: {count}.', 'Im Programm unter „Quarantäne“ ansehen; verloren ist nichts.'],
  'sends-unclear': [
    'Antworten, bei denen unklar ist, ob sie gesendet wurden: {count}.',
    'Im Fall entscheiden: Sie werden nie von selbst noch einmal gesendet.',
  ],
  'sends-failed': [
    'Antworten, die sich in den letzten sieben Tagen nicht senden ließen: {count}.',
    'Im Fall den Grund ansehen.',
  ],
  'channel-failing': ['Der Kanal „{name}“ hat ein Problem ({code}).', 'Unter „Kanäle“ die Verbindung prüfen.'],
  'channel-needs-sign-in': [
    'Der Kanal „{name}“ wird nicht mehr angenommen ({code}).',
    'Unter „Kanäle“ neu anmelden oder das Passwort erneuern.',
  ],
  'channels-ok': ['Kein Kanal meldet ein Problem'],
}

const english: Record<FindingCode, Words> = {
  'node-ok': ['Node {version}'],
  'node-too-old': ['Node {version} is too old.', 'Use Node {needed} or newer; “npm install” brings one along.'],
  'data-folder-ok': ['Data folder {path}, {freeMegabytes} MB free'],
  'data-folder-missing': ['There is no data folder {path} yet: the first start makes it.'],
  'data-folder-not-writable': [
    'The data folder {path} cannot be written to.',
    'Let the account that runs Resonanz write there, or change RESONANZ_DATA.',
  ],
  'disk-space-low': [
    'Only {freeMegabytes} MB are free in the data folder {path}.',
    'Make room: without it the database takes nothing more.',
  ],
  'key-ok': ['Key of the credentials: {path}'],
  'key-new': ['The first start makes the key file {path}.'],
  'key-file-missing': [
    'The key file {path} is missing.',
    'Put the kept file back: without it stored credentials cannot be opened any more.',
  ],
  'key-file-open': ['Others can read the key file {path} too (mode {mode}).', 'chmod 600 {path}'],
  'product-running': ['Resonanz is running (process {pid})'],
  'postmaster-stale': [
    'A killed Resonanz left its database behind (process {pid}).',
    'Nothing: the next start and this check clear it away.',
  ],
  'database-ok': ['PostgreSQL {version}'],
  'database-new': ['There is no database in {path} yet: the first start makes it.'],
  'database-unreachable': [
    'The database cannot be reached: {reason}',
    'Check the address in RESONANZ_DATABASE_URL and the server; for the embedded one read the files in cluster/log.',
  ],
  'database-locked': [
    'The database in {path} belongs to another user, this check cannot get in: {reason}',
    'Check as the user that runs Resonanz, or as root.',
  ],
  'database-too-old': ['PostgreSQL {version} is too old.', 'Use version {needed} or newer.'],
  'database-rights': [
    'The database user may not create roles, and the two roles of Resonanz are not there yet.',
    'Give the user CREATEROLE, or create the roles resonanz_app and resonanz_system and grant them to it WITH ADMIN OPTION.',
  ],
  'schema-ok': ['Schema {version}'],
  'schema-behind': [
    'The schema has version {version}, this program brings {newest}.',
    'Nothing: the next start (or “resonanz migrate”) brings it up. Back up first.',
  ],
  'schema-too-new': [
    'A newer program has changed the database; it needs program version {needed}.',
    'Start the newer program, or restore a backup from before the upgrade.',
  ],
  'clock-ok': ['The clocks of program and database agree'],
  'clock-skew': [
    'The clock of the database is off by {seconds} seconds.',
    'Synchronise the time on both machines (NTP): due times follow the clock of the database.',
  ],
  'web-app-ok': ['The web app is built'],
  'web-app-missing': ['The web app is not built.', 'npm run build; “npm start” builds it by itself.'],
  'port-free': ['Port {port} is free'],
  'port-ours': ['Resonanz {version} answers on port {port}'],
  'port-taken': [
    'Port {port} cannot be opened ({reason}).',
    'End the other program, or choose another port with RESONANZ_PORT.',
  ],
  'public-url-ok': ['Public address {url}'],
  'public-url-insecure': [
    'The public address {url} is not encrypted.',
    'Put a proxy with https in front and change RESONANZ_PUBLIC_URL to it: else passwords travel in the open, and passkeys do not work.',
  ],
  'public-url-missing': [
    'Resonanz is open to other machines ({host}), but RESONANZ_PUBLIC_URL is missing.',
    'Set the address people use: links in mails and passkeys need it.',
  ],
  'backup-ok': ['Last backup on {day}, verified'],
  'backup-missing': ['There is no backup.', 'resonanz backup --verify, best every night.'],
  'backup-old': ['The last backup is of {day}, {days} days old.', 'resonanz backup --verify, best every night.'],
  'backup-unverified': [
    'The last backup of {day} has not been verified.',
    'resonanz restore --verify FILE, or resonanz backup --verify from now on.',
  ],
  'intake-behind': [
    'What came in has been waiting for {seconds} seconds.',
    'Does a process with the role intake run? Else read the log.',
  ],
  quarantine: ['In quarantine: {count}.', 'Look at them under “Quarantine”; nothing is lost.'],
  'sends-unclear': [
    'Answers of which it is unclear whether they were sent: {count}.',
    'Decide in the case: they are never sent again by themselves.',
  ],
  'sends-failed': ['Answers that could not be sent in the last seven days: {count}.', 'See the reason in the case.'],
  'channel-failing': ['The channel “{name}” has a problem ({code}).', 'Test its connection under “Channels”.'],
  'channel-needs-sign-in': [
    'The channel “{name}” is not accepted any more ({code}).',
    'Sign in again under “Channels”, or renew its password.',
  ],
  'channels-ok': ['No channel reports a problem'],
}

export function explain(finding: Finding, language: CliLanguage): { what: string; todo: string | null } {
  const [what, todo] = (language === 'de' ? german : english)[finding.code]
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(finding.facts[name] ?? ''))
  return { what: fill(what), todo: todo ? fill(todo) : null }
}
