import type { CatalogActionInput, Language, ShippedKey, WorkflowDefinition } from '@resonanz/contracts'

type Document = Extract<CatalogActionInput, { kind: 'document' }>
type Step = { id: string; text: string; isRequired: boolean; hint: string }
/** A rule that comes with the product: its words in both languages, what it brings along, what it does. */
export type Shipped = {
  key: ShippedKey
  name: Record<Language, string>
  about: Record<Language, string>
  document: Record<Language, Omit<Document['settings'], 'format' | 'language'>> | null
  checklist?: Record<Language, { name: string; steps: readonly Step[] }>
  definition(language: Language, made: { documentId: string; checklistId: string }): WorkflowDefinition
}

const workingDay = 8 * 60
const both = (de: string, en: string): Record<Language, string> => ({ de, en })

export const shippedWorkflows: readonly Shipped[] = [
  {
    key: 'technician',
    name: both('Technikereinsatz anstoßen', 'Send a technician'),
    about: both(
      'Von Hand im Fall: Einsatzauftrag als PDF, Aufgabe, Zusage für den Termin, Antwortentwurf.',
      'By hand in the case: work order as PDF, a task, a promise of the appointment, a draft of the answer.',
    ),
    document: {
      de: {
        title: 'Einsatzauftrag',
        text: '# Auftrag\n\nFall: {{case.number}}\nThema: {{case.topic}}\nKunde: {{contact.name}}\nKundennummer: {{customer.number}}\nGemeldet am: {{case.opened}}\nZuständig: {{owner.name}}\nTeam: {{team.name}}\n\n## Vor Ort\n\nSchritt | Wer | Erledigt am\nTermin vereinbart | Disposition | \nStörung geprüft | Technik | \nErgebnis gemeldet | Technik | \n\nBitte melden Sie das Ergebnis im Fall {{case.number}}.',
      },
      en: {
        title: 'Work order',
        text: '# Order\n\nCase: {{case.number}}\nTopic: {{case.topic}}\nCustomer: {{contact.name}}\nCustomer number: {{customer.number}}\nReported on: {{case.opened}}\nOwner: {{owner.name}}\nTeam: {{team.name}}\n\n## On site\n\nStep | Who | Done on\nAppointment made | Dispatch | \nFault checked | Technician | \nResult reported | Technician | \n\nPlease report the result in case {{case.number}}.',
      },
    },
    definition: (language, { documentId }) => ({
      trigger: { on: 'manual', key: '1' },
      when: null,
      then: [
        { do: 'tags', add: [language === 'de' ? 'techniker' : 'technician'], remove: [] },
        { do: 'status', to: 'waiting_internal' },
        {
          do: 'promise',
          minutes: 2 * workingDay,
          hours: 'working',
          text: language === 'de' ? 'Termin für den Technikereinsatz nennen' : 'Name the technician’s appointment',
        },
        {
          do: 'task',
          text:
            language === 'de' ? 'Termin mit der Technik vereinbaren' : 'Arrange the appointment with the technicians',
          assigneeId: null,
          teamId: null,
          minutes: workingDay,
        },
        {
          do: 'note',
          text:
            language === 'de'
              ? 'Technikereinsatz angestoßen. Der Einsatzauftrag liegt im Fall.'
              : 'A technician was asked for. The work order lies in the case.',
          mentionIds: [],
        },
        {
          do: 'draft',
          text:
            language === 'de'
              ? 'Guten Tag,\n\nwir schicken Ihnen eine Technikerin oder einen Techniker. Den Termin nennen wir Ihnen innerhalb von zwei Arbeitstagen.'
              : 'Hello,\n\nwe are sending you a technician. We will name the appointment within two working days.',
        },
        { do: 'document', actionId: documentId, attach: 'case' },
      ],
    }),
  },
  {
    key: 'documents',
    name: both('Unterlagen zusenden', 'Send documents'),
    about: both(
      'Wenn jemand um eine Rechnungskopie, einen Beleg oder Unterlagen bittet: Zusage des Dokuments, Begleitschreiben als PDF am Entwurf.',
      'When somebody asks for a copy of an invoice, a receipt or documents: a promise of the document, a covering letter as PDF at the draft.',
    ),
    document: {
      de: {
        title: 'Ihre Unterlagen',
        text: 'Guten Tag {{contact.name}},\n\nwie gewünscht senden wir Ihnen die Unterlagen zu Ihrem Anliegen vom {{case.opened}}.\n\nVorgang: {{case.number}}\nKundennummer: {{customer.number}}\nThema: {{case.topic}}\n\nMit freundlichen Grüßen\n{{company.name}}',
      },
      en: {
        title: 'Your documents',
        text: 'Hello {{contact.name}},\n\nas you asked we are sending you the documents of your request of {{case.opened}}.\n\nReference: {{case.number}}\nCustomer number: {{customer.number}}\nTopic: {{case.topic}}\n\nKind regards\n{{company.name}}',
      },
    },
    definition: (language, { documentId }) => ({
      trigger: { on: 'event', events: ['case.created', 'message.received'] },
      when: {
        all: [
          {
            field: 'message.text',
            op: 'contains',
            value: [
              'rechnungskopie',
              'kopie der rechnung',
              'beleg',
              'unterlagen zusenden',
              'unterlagen schicken',
              'copy of the invoice',
              'copy of my invoice',
              'receipt',
            ],
          },
          { field: 'case.tags', op: 'containsNot', value: [language === 'de' ? 'unterlagen' : 'documents'] },
        ],
      },
      then: [
        { do: 'tags', add: [language === 'de' ? 'unterlagen' : 'documents'], remove: [] },
        {
          do: 'promise',
          kind: 'document',
          minutes: 2 * workingDay,
          hours: 'working',
          text: language === 'de' ? 'Die gewünschten Unterlagen' : 'The documents asked for',
        },
        {
          do: 'draft',
          text:
            language === 'de'
              ? 'Guten Tag,\n\ndie gewünschten Unterlagen finden Sie im Anhang.'
              : 'Hello,\n\nplease find the documents you asked for attached.',
        },
        { do: 'document', actionId: documentId, attach: 'draft' },
      ],
    }),
  },
  {
    key: 'dunning',
    name: both('An das Mahnwesen übergeben', 'Hand over to dunning'),
    about: both(
      'Wenn von Mahnung oder Inkasso die Rede ist: hohe Priorität, Rückfrage an die Fachstelle, Aufgabe, Übergabeblatt, Zusage für die Rückmeldung.',
      'When a dunning letter or debt collection is spoken of: high priority, a question to the department, a task, a hand-over sheet, a promise of an answer.',
    ),
    document: {
      de: {
        title: 'Übergabe an das Mahnwesen',
        text: '# Was zu prüfen ist\n\nFall: {{case.number}}\nKunde: {{contact.name}}\nKundennummer: {{customer.number}}\nGemeldet am: {{case.opened}}\nZuständig im Service: {{owner.name}}\n\nBitte prüfen Sie, ob die Mahnung zu Recht ergangen ist, und halten Sie weitere Mahnläufe an, bis im Fall {{case.number}} entschieden ist.\n\nFrage | Antwort\nForderung berechtigt | \nMahnlauf angehalten | \nGebühren erlassen | ',
      },
      en: {
        title: 'Hand-over to dunning',
        text: '# What to check\n\nCase: {{case.number}}\nCustomer: {{contact.name}}\nCustomer number: {{customer.number}}\nReported on: {{case.opened}}\nOwner in service: {{owner.name}}\n\nPlease check whether the dunning letter was right, and stop further ones until case {{case.number}} is decided.\n\nQuestion | Answer\nClaim justified | \nDunning stopped | \nFees waived | ',
      },
    },
    definition: (language, { documentId }) => ({
      trigger: { on: 'event', events: ['case.created', 'message.received'] },
      when: {
        all: [
          {
            field: 'message.text',
            op: 'contains',
            value: [
              'mahnung',
              'mahngebühr',
              'inkasso',
              'zahlungserinnerung',
              'dunning',
              'debt collect',
              'collection agency',
            ],
          },
          { field: 'case.tags', op: 'containsNot', value: [language === 'de' ? 'mahnung' : 'dunning'] },
        ],
      },
      then: [
        { do: 'tags', add: [language === 'de' ? 'mahnung' : 'dunning'], remove: [] },
        { do: 'priority', to: 'high' },
        {
          do: 'promise',
          minutes: workingDay,
          hours: 'working',
          text: language === 'de' ? 'Rückmeldung zur Mahnung' : 'An answer about the dunning letter',
        },
        {
          do: 'ask',
          expertId: null,
          memberId: null,
          question:
            language === 'de'
              ? 'Fall {{case.number}}: Ist die Mahnung zu Recht ergangen? Bitte halten Sie weitere Mahnläufe an, bis das entschieden ist.'
              : 'Case {{case.number}}: was the dunning letter right? Please stop further ones until this is decided.',
          minutes: workingDay,
          waits: false,
        },
        {
          do: 'task',
          text: language === 'de' ? 'Mahnlauf anhalten lassen' : 'Have the dunning stopped',
          assigneeId: null,
          teamId: null,
          minutes: workingDay / 2,
        },
        {
          do: 'note',
          text:
            language === 'de'
              ? 'Hier geht es um eine Mahnung. Das Übergabeblatt für das Mahnwesen liegt im Fall.'
              : 'This is about a dunning letter. The hand-over sheet lies in the case.',
          mentionIds: [],
        },
        { do: 'document', actionId: documentId, attach: 'case' },
      ],
    }),
  },
  {
    key: 'recall',
    name: both('Produktrückruf', 'Product recall'),
    about: both(
      'Wenn jemand nach einem Produktrückruf fragt: dringend, markiert, mit Checkliste und Antwortentwurf.',
      'When somebody asks about a product recall: urgent, tagged, with a checklist and a draft.',
    ),
    document: null,
    checklist: {
      de: {
        name: 'Produktrückruf',
        steps: [
          {
            id: 'in-use',
            text: 'Wird das Produkt noch benutzt?',
            isRequired: true,
            hint: 'Bis zur Klärung nicht weiter benutzen lassen.',
          },
          { id: 'batch', text: 'Charge oder Nummer auf dem Typenschild', isRequired: true, hint: '' },
          { id: 'told', text: 'Gesagt, ob das Gerät betroffen ist und was nun geschieht', isRequired: true, hint: '' },
        ],
      },
      en: {
        name: 'Product recall',
        steps: [
          {
            id: 'in-use',
            text: 'Is the product still in use?',
            isRequired: true,
            hint: 'Have it put aside until this is clear.',
          },
          { id: 'batch', text: 'Batch or number on the label', isRequired: true, hint: '' },
          { id: 'told', text: 'Told whether it is affected and what happens now', isRequired: true, hint: '' },
        ],
      },
    },
    definition: (language, { checklistId }) => ({
      trigger: { on: 'event', events: ['case.created', 'message.received'] },
      when: {
        all: [
          {
            field: 'message.text',
            op: 'contains',
            value: [
              'rückrufaktion',
              'produktrückruf',
              'vom rückruf betroffen',
              'rückruf betroffen',
              'chargennummer',
              'recall',
              'batch number',
            ],
          },
          { field: 'case.tags', op: 'containsNot', value: [language === 'de' ? 'rückruf' : 'recall'] },
        ],
      },
      then: [
        { do: 'tags', add: [language === 'de' ? 'rückruf' : 'recall'], remove: [] },
        { do: 'priority', to: 'urgent' },
        { do: 'checklist', checklistId },
        {
          do: 'draft',
          text:
            language === 'de'
              ? 'Guten Tag,\n\nbitte benutzen Sie das Produkt vorerst nicht weiter. Nennen Sie uns die Nummer auf dem Typenschild, dann prüfen wir sofort, ob Ihr Gerät betroffen ist.'
              : 'Hello,\n\nplease do not use the product for now. Tell us the number on its label and we will check at once whether yours is affected.',
        },
      ],
    }),
  },
]
