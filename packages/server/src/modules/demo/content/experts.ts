/** Who can be asked at the sample company: colleagues by their key, and people of the workshop, the control room and a law office. */
export type DemoExpert = {
  key: string
  staff?: string
  name?: string
  email?: string
  phone?: string
  department: string
  topics: string[]
  products?: string[]
  languages: string[]
  deputies: string[]
  /** Days from now. */
  away?: { from: number; to: number }
}

export const experts: DemoExpert[] = [
  {
    key: 'harms',
    name: 'Silke Harms',
    email: 's.harms@werkstatt-luenholm.example',
    phone: '+49 4141 555 210',
    department: 'Fahrradwerkstatt',
    topics: ['bikes'],
    products: ['Lastenrad', 'E-Bike', 'Akku', 'Bremse'],
    languages: ['de', 'en'],
    deputies: ['petersen'],
  },
  {
    key: 'petersen',
    name: 'Arne Petersen',
    email: 'a.petersen@werkstatt-luenholm.example',
    phone: '+49 4141 555 211',
    department: 'Fahrradwerkstatt',
    topics: [],
    languages: ['de'],
    deputies: [],
  },
  {
    key: 'luehrs',
    name: 'Jens Lührs',
    email: 'j.luehrs@leitstelle-kueste.example',
    phone: '+49 4141 555 300',
    department: 'Leitstelle',
    topics: ['journey'],
    products: ['Fähre', 'Linie 12'],
    languages: ['de'],
    deputies: ['behn'],
    away: { from: 6, to: 11 },
  },
  {
    key: 'behn',
    name: 'Ute Behn',
    email: 'u.behn@leitstelle-kueste.example',
    department: 'Leitstelle',
    topics: [],
    languages: ['de'],
    deputies: [],
    away: { from: 5, to: 10 },
  },
  {
    key: 'thoms',
    name: 'Lena Thoms',
    email: 'thoms@kanzlei-brandt.example',
    phone: '+49 4141 555 400',
    department: 'Kanzlei, Datenschutz',
    topics: ['privacy'],
    languages: ['de', 'en'],
    deputies: [],
  },
  {
    key: 'falk',
    staff: 'falk',
    department: 'Rechnung und Vertrag',
    topics: ['tickets'],
    languages: ['de', 'en'],
    deputies: ['henrike'],
  },
  { key: 'jonte', staff: 'jonte', department: 'Systeme', topics: ['app'], languages: ['de', 'en'], deputies: ['falk'] },
  { key: 'henrike', staff: 'henrike', department: 'Leitung', topics: ['press'], languages: ['de', 'en'], deputies: [] },
]

export type DemoConsultation = {
  /** The case is an open one of this topic. */
  topic: string
  asker: string
  expert: string
  question: string
  context: string
  askedHoursAgo: number
  dueInHours: number
  state: 'open' | 'reminded' | 'deputy_asked' | 'answered'
  deputy?: string
  answer?: { text: string; hoursAgo: number; way: 'mail' | 'link' | 'app' }
}

export const consultations: DemoConsultation[] = [
  {
    topic: 'product',
    asker: 'mara',
    expert: 'harms',
    question: 'Ist das ein bekannter Fehler dieser Baureihe, und tauschen wir auf Garantie?',
    context: 'Die Bremse löst nach kurzer Fahrt nicht mehr. Gekauft im Frühjahr, eine Inspektion wurde gemacht.',
    askedHoursAgo: 2,
    dueInHours: 6,
    state: 'open',
  },
  {
    topic: 'refund',
    asker: 'tolga',
    expert: 'falk',
    question: 'Erstatten wir hier auch den zweiten Monat, obwohl die Frist zwei Tage vorbei ist?',
    context: '',
    askedHoursAgo: 9,
    dueInHours: 2,
    state: 'reminded',
  },
  {
    topic: 'press',
    asker: 'nadia',
    expert: 'henrike',
    question: 'Dürfen wir die Zahl der ausgefallenen Fahrten nennen, oder gibt es eine Sprachregelung?',
    context: 'Eine Zeitung fragt nach dem Wochenende.',
    askedHoursAgo: 1,
    dueInHours: 3,
    state: 'open',
  },
  {
    topic: 'rental',
    asker: 'mara',
    expert: 'harms',
    question: 'Kann das Schloss dieser Räder bei Frost klemmen, ohne dass es defekt ist?',
    context: 'Zwei Meldungen vom selben Standort.',
    askedHoursAgo: 20,
    dueInHours: -3,
    state: 'deputy_asked',
    deputy: 'petersen',
  },
  {
    topic: 'delay',
    asker: 'tolga',
    expert: 'luehrs',
    question: 'Warum fiel die Fahrt um 17:40 Uhr aus, und gilt das als höhere Gewalt?',
    context: 'Der Kunde verlangt die Taxikosten zurück.',
    askedHoursAgo: 30,
    dueInHours: -22,
    state: 'answered',
    answer: {
      text: 'Das Fahrzeug hatte eine Türstörung, ein Ersatz stand nicht bereit. Höhere Gewalt ist das nicht; die Taxikosten sind nach unseren Bedingungen zu erstatten.',
      hoursAgo: 25,
      way: 'mail',
    },
  },
  {
    topic: 'invoice',
    asker: 'nadia',
    expert: 'falk',
    question: 'Ist die doppelte Abbuchung schon zurückgebucht?',
    context: '',
    askedHoursAgo: 50,
    dueInHours: -40,
    state: 'answered',
    answer: { text: 'Ja, gestern angewiesen. Auf dem Konto in zwei bis drei Tagen.', hoursAgo: 47, way: 'app' },
  },
]
