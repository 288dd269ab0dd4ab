/** What the product and Node say in English, and the German of it. `$1` takes over what a sentence names. */
const sentences: readonly [pattern: RegExp, german: string][] = [
  [/^Configuration is not valid:\n([\s\S]*)$/, 'Die Einstellungen sind nicht gültig:\n$1'],
  [
    /^The database in (.+?) is already in use by (?:process (\d+)|(a process this one cannot see))[\s\S]*$/,
    'Die Datenbank in $1 ist schon in Gebrauch (Prozess $2). In einem Datenordner darf nur ein Resonanz laufen: Beenden Sie das andere, wählen Sie ein anderes RESONANZ_DATA, oder lassen Sie mehrere über RESONANZ_DATABASE_URL einen Server teilen.',
  ],
  [
    /^The database needs program version (\d+) or newer; this one is (\d+)[\s\S]*$/,
    'Die Datenbank braucht Programmversion $1 oder neuer, dies ist Version $2. Starten Sie das neuere Programm, oder stellen Sie eine Sicherung von vor dem Upgrade wieder her.',
  ],
  [
    /^The archive cannot be used: it comes from a newer version \(schema (\d+), ours is (\d+)\)\.$/,
    'Die Sicherung ist nicht zu gebrauchen: Sie kommt von einer neueren Version (Schema $1, hier $2).',
  ],
  [/^The archive cannot be used: it ends too early\.$/, 'Die Sicherung ist nicht zu gebrauchen: Sie endet zu früh.'],
  [
    /^The archive cannot be used: it is (?:not one of ours|damaged or not one of ours)\.$/,
    'Die Sicherung ist nicht zu gebrauchen: Sie ist beschädigt oder keine von Resonanz.',
  ],
  [
    /^The archive cannot be used: (?:it is damaged|it holds an unknown frame|a frame is larger than allowed)\.$/,
    'Die Sicherung ist nicht zu gebrauchen: Sie ist beschädigt.',
  ],
  [
    /^The archive cannot be used: table (\S+) did not arrive as it left \((\d+) of (\d+) rows\)\.$/,
    'Die Sicherung ist nicht zu gebrauchen: Die Tabelle $1 kam nicht so an, wie sie war ($2 von $3 Zeilen).',
  ],
  [
    /^The database is not empty\.[\s\S]*$/,
    'Die Datenbank ist nicht leer. Stellen Sie in einer neuen wieder her: Es wurde nichts geändert.',
  ],
  [/^There is a file (.+) already\.$/, 'Die Datei $1 gibt es schon.'],
  [
    /^There is no channel of kind (\S+) with this id or name: (.*)$/,
    'Es gibt keinen Kanal der Art „$1“ mit dieser Kennung oder diesem Namen: $2',
  ],
  [/^Name the channel by its id: (.*)$/, 'Nennen Sie den Kanal mit seiner Kennung: $1'],
  [/^Name the workspace by its id: (.*)$/, 'Nennen Sie den Arbeitsbereich mit seiner Kennung: $1'],
  [/^There is no such workspace\.$/, 'Diesen Arbeitsbereich gibt es nicht.'],
  [/^.*is a member already.*$/i, 'Diese Person gehört schon dazu.'],
  [/^ENOENT: [^,]+, \w+ '(.*)'$/, 'Die Datei oder den Ordner $1 gibt es nicht.'],
  [/^EACCES: [^,]+, \w+ '(.*)'.*$/, 'Kein Zugriff auf $1.'],
  [/^EISDIR: .*$/, 'Das ist ein Ordner, keine Datei.'],
  [/^ENOSPC: .*$/, 'Auf dem Datenträger ist kein Platz mehr.'],
  [
    /^listen EADDRINUSE: address already in use (.*)$/,
    'Auf $1 läuft schon etwas: Wählen Sie mit RESONANZ_PORT einen anderen Port.',
  ],
  [/^connect ECONNREFUSED (.*)$/, 'Unter $1 antwortet kein Server.'],
  [/^getaddrinfo ENOTFOUND (.*)$/, 'Den Server $1 gibt es nicht.'],
  [/^password authentication failed for user "(.*)"$/, 'Die Datenbank nimmt das Passwort von „$1“ nicht an.'],
  [/^database "(.*)" does not exist$/, 'Die Datenbank „$1“ gibt es nicht.'],
  [/^Migration (\S+) failed: ([\s\S]*)$/, 'Der Schritt $1 des Schemas ist misslungen: $2'],
]

/** The German of a message; a message nobody has translated stays as it is rather than being hidden. */
export function inGerman(message: string): string {
  for (const [pattern, german] of sentences) {
    if (pattern.test(message)) return message.replace(pattern, german)
  }
  return message
}
