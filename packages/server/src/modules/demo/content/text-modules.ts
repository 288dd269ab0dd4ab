import type { ChecklistStep, ModuleVariant } from '@resonanz/contracts'

export type DemoModule = {
  title: string
  folder: string
  topic: string | null
  uses: number
  variants: ModuleVariant[]
}

const de = (text: string, more: Partial<ModuleVariant> = {}): ModuleVariant => ({
  language: 'de',
  addressForm: 'sie',
  length: 'long',
  audience: 'any',
  text,
  ...more,
})
const en = (text: string, more: Partial<ModuleVariant> = {}) =>
  de(text, { language: 'en', addressForm: 'any', ...more })
const short = { length: 'short', audience: 'public', addressForm: 'any' } as const
const bye = 'Freundliche Grüße\n{{agent.name}}, {{company.name}}'
const regards = 'Kind regards\n{{agent.name}}, {{company.name}}'

/** Words of the sample company: German and English, long ones and short ones for where many read along. */
export const textModules: DemoModule[] = [
  {
    title: 'Erstattung angestoßen',
    folder: 'Tickets',
    topic: 'refund',
    uses: 9,
    variants: [
      de(
        `{{customer.greeting}},\n\nIhre Erstattung ist angestoßen. Das Geld ist bis {{case.promisedAt}} auf dem Konto, von dem Sie bezahlt haben. Ihr Fall hat die Nummer {{case.number}}.\n\n${bye}`,
      ),
      en(
        `{{customer.greeting}},\n\nyour refund is on its way. The money is in the account you paid from by {{case.promisedAt}}. Your case has the number {{case.number}}.\n\n${regards}`,
      ),
      de('Die Erstattung ist angestoßen, das Geld ist bis {{case.promisedAt}} da. ^{{agent.initials}}', short),
    ],
  },
  {
    title: 'Verspätung: Entschädigung',
    folder: 'Fahrt',
    topic: 'delay',
    uses: 14,
    variants: [
      de(
        `{{customer.greeting}},\n\ndass Ihre Fahrt so spät war, tut uns leid. Ab 60 Minuten bekommen Sie ein Viertel des Fahrpreises zurück, ab 120 Minuten die Hälfte. Für Ihre Fahrt haben wir das bereits eingetragen, Sie müssen nichts weiter tun.\n\n${bye}`,
      ),
      en(
        `{{customer.greeting}},\n\nwe are sorry that your journey was so late. From 60 minutes on you get a quarter of the fare back, from 120 minutes on half of it. We have entered that for your journey; there is nothing left for you to do.\n\n${regards}`,
      ),
      de(
        'Das tut uns leid. Ab 60 Minuten gibt es ein Viertel, ab 120 die Hälfte zurück, wir tragen es ein. ^{{agent.initials}}',
        short,
      ),
    ],
  },
  {
    title: 'Ausfall: was jetzt fährt',
    folder: 'Fahrt',
    topic: 'delay',
    uses: 6,
    variants: [
      de(
        `{{customer.greeting}},\n\nauf dieser Linie fährt heute der Ersatzbus im Stundentakt von der Haltestelle vor dem Anleger. Ihr Ticket gilt dort.\n\n${bye}`,
      ),
      en(
        `{{customer.greeting}},\n\ntoday a replacement bus runs every hour from the stop in front of the pier. Your ticket is valid there.\n\n${regards}`,
      ),
    ],
  },
  {
    title: 'Fundsache gesucht',
    folder: 'Fahrt',
    topic: 'lost',
    uses: 4,
    variants: [
      de(
        `{{customer.greeting}},\n\nwir suchen danach. Was auf den Schiffen liegen bleibt, kommt am Abend ins Fundbüro; bis morgen 12 Uhr haben Sie von uns eine Nachricht.\n\n${bye}`,
      ),
      en(
        `{{customer.greeting}},\n\nwe are looking for it. What is left on board goes to the lost property office in the evening; you hear from us by noon tomorrow.\n\n${regards}`,
      ),
    ],
  },
  {
    title: 'Kündigung bestätigt',
    folder: 'Abo',
    topic: 'subscription',
    uses: 8,
    variants: [
      de(
        `{{customer.greeting}},\n\nIhr Abo mit der Nummer {{customer.number}} endet zum Monatsende. Bis dahin fahren Sie wie gewohnt, danach buchen wir nichts mehr ab.\n\n${bye}`,
      ),
      en(
        `{{customer.greeting}},\n\nyour pass {{customer.number}} ends with this month. Until then you travel as before; after that nothing is charged.\n\n${regards}`,
      ),
    ],
  },
  {
    title: 'Rechnung noch einmal',
    folder: 'Abo',
    topic: 'invoice',
    uses: 5,
    variants: [
      de(
        `{{customer.greeting}},\n\nim Anhang finden Sie die Rechnung noch einmal. Im Kundenkonto liegt sie unter „Dokumente“.\n\n${bye}`,
      ),
      en(
        `{{customer.greeting}},\n\nyou find the invoice attached once more. In your account it lies under “Documents”.\n\n${regards}`,
      ),
    ],
  },
  {
    title: 'Kontrolle: Abo nachgereicht',
    folder: 'Tickets',
    topic: 'inspection',
    uses: 3,
    variants: [
      de(
        `{{customer.greeting}},\n\nSie hatten ein gültiges Abo und es nur nicht dabei. Das erhöhte Fahrgeld entfällt, es bleiben 7 Euro für die Bearbeitung.\n\n${bye}`,
      ),
      en(
        `{{customer.greeting}},\n\nyou had a valid pass and only did not have it with you. The penalty fare is dropped; a fee of 7 euros remains.\n\n${regards}`,
      ),
    ],
  },
  {
    title: 'App: Anmeldung klappt nicht',
    folder: 'Tickets',
    topic: 'app',
    uses: 11,
    variants: [
      de(
        `{{customer.greeting}},\n\nbitte melden Sie sich in der App einmal ab und mit der neuen Version wieder an. Ihre Tickets bleiben dabei erhalten.\n\n${bye}`,
      ),
      en(
        `{{customer.greeting}},\n\nplease sign out of the app once and sign in again with the new version. Your tickets stay.\n\n${regards}`,
      ),
      de(
        'Bitte einmal abmelden und mit der neuen Version wieder anmelden, die Tickets bleiben. ^{{agent.initials}}',
        short,
      ),
      en('Please sign out once and in again with the new version; your tickets stay. ^{{agent.initials}}', short),
    ],
  },
  {
    title: 'Lieferung verzögert sich',
    folder: 'Rad und Laden',
    topic: 'delivery',
    uses: 7,
    variants: [
      de(
        `{{customer.greeting}},\n\nIhre Bestellung {{order.number}} kommt später als gedacht: bis {{case.promisedAt}}. Wenn Sie nicht so lange warten möchten, nehmen wir sie ohne Kosten zurück.\n\n${bye}`,
      ),
      en(
        `{{customer.greeting}},\n\nyour order {{order.number}} comes later than planned: by {{case.promisedAt}}. If you do not want to wait that long, we take it back at no cost.\n\n${regards}`,
      ),
    ],
  },
  {
    title: 'Produktfehler: Angaben erbeten',
    folder: 'Rad und Laden',
    topic: 'product',
    uses: 2,
    variants: [
      de(
        `{{customer.greeting}},\n\ndas soll nicht sein. Damit wir es gleich richtig machen: Welche Rahmennummer hat das Rad, und haben Sie ein Foto der Stelle?\n\n${bye}`,
      ),
      en(
        `{{customer.greeting}},\n\nthat should not be. To get it right at once: which frame number does the bike have, and do you have a photo of the spot?\n\n${regards}`,
      ),
    ],
  },
  {
    title: 'Danke für das Lob',
    folder: 'Allgemein',
    topic: null,
    uses: 5,
    variants: [
      de(
        `{{customer.greeting}},\n\nvielen Dank. Wir geben Ihre Worte an die Mannschaft weiter, sie hängen morgen am Brett.\n\n${bye}`,
      ),
      en(
        `{{customer.greeting}},\n\nthank you very much. We pass your words on to the crew; they are on the board tomorrow.\n\n${regards}`,
      ),
      de('Vielen Dank, das hängt morgen bei der Mannschaft am Brett. ^{{agent.initials}}', short),
    ],
  },
  {
    title: 'Vorschlag aufgenommen',
    folder: 'Allgemein',
    topic: 'ideas',
    uses: 3,
    variants: [
      de(
        `{{customer.greeting}},\n\nIhr Vorschlag liegt bei den Leuten, die den Fahrplan machen. Wir schreiben Ihnen, was daraus wird, auch wenn es ein Nein ist.\n\n${bye}`,
      ),
      en(
        `{{customer.greeting}},\n\nyour idea is with the people who make the timetable. We write to you what becomes of it, also if it is a no.\n\n${regards}`,
      ),
    ],
  },
]

const step = (id: string, text: string, more: Partial<ChecklistStep> = {}): ChecklistStep => ({
  id,
  text,
  isRequired: false,
  hint: '',
  link: '',
  question: null,
  ...more,
})
export const checklists: { name: string; topic: string; steps: ChecklistStep[] }[] = [
  {
    name: 'Erstattung',
    topic: 'refund',
    steps: [
      step('ticket', 'Ticketnummer oder Foto des Tickets', {
        isRequired: true,
        question: { de: 'Wie lautet die Nummer auf Ihrem Ticket?', en: 'What is the number on your ticket?' },
      }),
      step('konto', 'Zahlweg bekannt', {
        hint: 'Erstattet wird auf demselben Weg, auf dem bezahlt wurde.',
        question: { de: 'Womit haben Sie bezahlt?', en: 'How did you pay?' },
      }),
      step('anstoss', 'Erstattung angestoßen', { isRequired: true }),
      step('zusage', 'Zeitpunkt zugesagt', { hint: 'Üblich sind fünf Werktage.' }),
    ],
  },
  {
    name: 'Produktfehler',
    topic: 'product',
    steps: [
      step('rahmen', 'Rahmennummer', {
        isRequired: true,
        question: { de: 'Welche Rahmennummer hat das Rad?', en: 'Which frame number does the bike have?' },
      }),
      step('foto', 'Foto der Stelle', {
        question: { de: 'Haben Sie ein Foto der Stelle?', en: 'Do you have a photo of the spot?' },
      }),
      step('sicher', 'Sicherheit geklärt: darf damit gefahren werden?', { isRequired: true }),
      step('werkstatt', 'Werkstatt gefragt'),
    ],
  },
]
