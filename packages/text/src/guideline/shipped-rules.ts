import { BLAME, BLAME_IN_QUESTIONS, HOLDING, NO_BLAME } from './phrases.ts'
import type { GuidelineRule } from './rules.ts'

/** The German and English rule set that comes with the product: stay in the channel, name who and when, be kind. */
export const shippedRules: readonly GuidelineRule[] = [
  {
    id: 'no-go.email',
    level: 'warning',
    find: { kind: 'classifier', name: 'sent-to-email' },
    reason: {
      de: 'Schickt die Person zur E-Mail oder an eine andere Adresse. Wer hier fragt, bekommt die Antwort hier.',
      en: 'Sends the person to e-mail or to another address. Who asks here is answered here.',
    },
    suggestion: {
      de: 'Schreiben Sie mir hier, gern als Direktnachricht, die Bestellnummer; ich kläre es und melde mich bis [Tag, Uhrzeit].',
      en: 'Send me the order number right here, as a direct message if you like; I will sort it out and reply by [day, time].',
    },
  },
  {
    id: 'no-go.phone',
    level: 'warning',
    when: { notChannels: ['phone'] },
    find: { kind: 'classifier', name: 'sent-to-phone' },
    reason: {
      de: 'Schickt die Person zum Telefon oder zur Hotline. Wir bleiben im Kanal oder rufen selbst an.',
      en: 'Sends the person to the phone or a hotline. We stay in the channel, or call ourselves.',
    },
    suggestion: {
      de: 'Ich kläre das für Sie. Wenn Ihnen ein Gespräch lieber ist: Wann darf ich Sie anrufen?',
      en: 'I will sort this out for you. If you would rather talk: when may I call you?',
    },
  },
  {
    id: 'no-go.form',
    level: 'warning',
    when: { notChannels: ['form'] },
    find: { kind: 'classifier', name: 'sent-to-form' },
    reason: {
      de: 'Schickt die Person zu einem Formular. Was es abfragt, können wir hier erfragen.',
      en: 'Sends the person to a form. What it asks for we can ask here.',
    },
    suggestion: {
      de: 'Ich lege das für Sie an. Dafür brauche ich nur [Angabe], gern als Direktnachricht.',
      en: 'I will file this for you. All I need is [detail], as a direct message if you like.',
    },
  },
  {
    id: 'no-go.forwarded',
    level: 'warning',
    find: { kind: 'classifier', name: 'forwarded-without-date' },
    reason: {
      de: 'Weitergeleitet, aber ohne Namen und Zeitpunkt: Niemand weiß, wer wann antwortet.',
      en: 'Passed on without a name and a time: nobody knows who answers when.',
    },
    suggestion: {
      de: '[Name] aus [Team] prüft das bis [Tag, Uhrzeit]; ich melde mich dann hier bei Ihnen.',
      en: '[Name] in [team] is checking this by [day, time]; I will then reply to you here.',
    },
  },
  {
    id: 'empty-holding',
    level: 'hint',
    when: { facts: { solved: false }, silentBeside: ['no-go.email', 'no-go.phone', 'no-go.form'] },
    find: { kind: 'patterns', patterns: HOLDING, unlessConcrete: true },
    reason: {
      de: 'Hält hin, ohne etwas zu sagen: was geschieht, wer es tut, bis wann.',
      en: 'Holds the person off without saying what happens, who does it and by when.',
    },
    suggestion: {
      de: 'Ich prüfe gerade [was]. Bis [Tag, Uhrzeit] sage ich Ihnen hier, was herauskam.',
      en: 'I am checking [what]. By [day, time] I will tell you here what came out.',
    },
  },
  {
    id: 'personal-data-public',
    level: 'stop',
    when: { audience: 'public' },
    find: { kind: 'classifier', name: 'personal-data' },
    reason: {
      de: 'Enthält Daten der Person in einer öffentlichen Antwort.',
      en: 'Shows the person’s data in a public reply.',
    },
    suggestion: {
      de: 'Die Angabe weglassen, oder privat weiterschreiben.',
      en: 'Leave the detail out, or go on in private.',
    },
  },
  {
    id: 'promise-without-date',
    level: 'warning',
    find: { kind: 'classifier', name: 'promise-without-date' },
    reason: {
      de: 'Verspricht etwas, ohne zu sagen, bis wann.',
      en: 'Promises something without saying by when.',
    },
    suggestion: {
      de: 'Ich melde mich bis [Tag, Uhrzeit] hier bei Ihnen.',
      en: 'I will reply to you here by [day, time].',
    },
  },
  {
    id: 'blame',
    level: 'warning',
    find: { kind: 'patterns', patterns: BLAME, unless: NO_BLAME, inQuestions: BLAME_IN_QUESTIONS },
    reason: {
      de: 'Klingt nach Schuldzuweisung oder Belehrung.',
      en: 'Sounds like blaming or lecturing.',
    },
    suggestion: {
      de: 'So bekommen wir das hin: [nächster Schritt].',
      en: 'Here is how we get this right: [next step].',
    },
  },
  {
    id: 'no-next-step',
    level: 'hint',
    when: {
      facts: { solved: false, praise: false },
      silentBeside: [
        'no-go.email',
        'no-go.phone',
        'no-go.form',
        'no-go.forwarded',
        'empty-holding',
        'promise-without-date',
        'blame',
      ],
    },
    find: { kind: 'classifier', name: 'no-next-step' },
    reason: {
      de: 'Kein nächster Schritt: Die Person weiß nicht, wie es weitergeht.',
      en: 'No next step: the person does not know how it goes on.',
    },
    suggestion: {
      de: 'Ich prüfe [was] und antworte Ihnen hier bis [Tag, Uhrzeit].',
      en: 'I am checking [what] and will reply to you here by [day, time].',
    },
  },
  {
    id: 'mixed-address',
    level: 'hint',
    find: { kind: 'classifier', name: 'mixed-address' },
    reason: {
      de: 'Sie und du gemischt.',
      en: 'Mixes the formal and the familiar German address.',
    },
    suggestion: {
      de: 'Bei einer Form bleiben: der, die die Person selbst gewählt hat.',
      en: 'Keep to one form: the one the person chose.',
    },
  },
  {
    id: 'shouting',
    level: 'hint',
    find: { kind: 'classifier', name: 'shouting' },
    reason: {
      de: 'Großbuchstaben oder mehrere Ausrufezeichen wirken wie Schreien.',
      en: 'Capitals or a row of exclamation marks read as shouting.',
    },
    suggestion: {
      de: 'In normaler Schreibung, mit höchstens einem Ausrufezeichen.',
      en: 'Write it in normal letters, with one exclamation mark at most.',
    },
  },
]
