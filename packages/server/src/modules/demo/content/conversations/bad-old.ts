import { them, us, type WrittenCase } from '../write.ts'

/**
 * Six answers from before the guideline: sent away, put off, impersonal. Marked `bad`, so that the guideline check has
 * something to find in the sample data. Nobody shall learn from them.
 */
export const badOld: WrittenCase[] = [
  {
    key: 'bad-sent-to-mail',
    presence: 'found-fediverse',
    customer: 'fraser',
    subject: 'Fediverse: Where is my refund?',
    topic: 'refund',
    kind: 'question',
    status: 'closed',
    owner: 'grace',
    reach: 340,
    ago: [318, 332],
    say: [
      them('@uferlinie three weeks, no refund for the cancelled ferry. Anybody there?'),
      us('grace', 900, 'Please contact us by e-mail at service@uferlinie.example.', { bad: true, raw: true }),
    ],
  },
  {
    key: 'bad-hotline',
    presence: 'form',
    customer: 'wesemann',
    subject: 'Radstation defekt',
    topic: 'rental',
    kind: 'fault',
    status: 'closed',
    owner: 'tolga',
    ago: [315, 330],
    say: [
      them('Station am Mühlenteich nimmt seit Tagen keine Räder an. Zwei Kästen blinken rot.'),
      us('tolga', 1_100, 'Rufen Sie bitte unsere Hotline an. Die Kollegen dort helfen Ihnen weiter.', {
        bad: true,
        raw: true,
      }),
    ],
  },
  {
    key: 'bad-forwarded',
    presence: 'mail-service',
    customer: 'hoffstaedt',
    subject: 'Bus 12 zu spät',
    topic: 'delay',
    kind: 'complaint',
    status: 'closed',
    owner: 'mara',
    ago: [312, 331],
    say: [
      them(
        'Guten Tag, die 12 war diese Woche jeden Tag mindestens zehn Minuten zu spät. Woran liegt das? Birgit Hoffstädt',
      ),
      us(
        'mara',
        1_500,
        'Vielen Dank für Ihre Nachricht. Wir haben Ihr Anliegen an die zuständige Fachabteilung weitergeleitet.',
        { bad: true, raw: true },
      ),
    ],
  },
  {
    key: 'bad-patience',
    presence: 'mail-rechnung',
    customer: 'pansegrau',
    subject: 'Rückzahlung Abo',
    topic: 'subscription',
    kind: 'request',
    status: 'closed',
    owner: 'owen',
    ago: [310, 330],
    say: [
      them('Hallo, wann kommt die Rückzahlung für den abgerechneten Monat? Oliver Pansegrau'),
      us(
        'owen',
        800,
        'Ihr Anliegen ist uns wichtig. Wir bitten noch um etwas Geduld und kommen unaufgefordert auf Sie zu.',
        { bad: true, raw: true },
      ),
    ],
  },
  {
    key: 'bad-mixed-address',
    presence: 'found-bluesky',
    customer: 'hagedorn',
    subject: 'Bluesky: Ticketautomat',
    topic: 'invoice',
    kind: 'fault',
    status: 'closed',
    owner: 'mara',
    reach: 150,
    ago: [314, 333],
    say: [
      them('automat hafen schluckt 10er und spuckt nix aus. danke für nix'),
      us(
        'mara',
        700,
        'Hi! Das tut uns leid, schicken Sie uns bitte deine Kundennummer und Ihre Bankverbindung hier in die Kommentare',
        { bad: true, raw: true },
      ),
    ],
  },
  {
    key: 'bad-blame',
    presence: 'form',
    customer: 'almeida',
    subject: 'Wrong ticket from the machine',
    topic: 'refund',
    kind: 'complaint',
    status: 'closed',
    owner: 'grace',
    ago: [309, 334],
    say: [
      them('The machine gave me a child ticket although I chose adult. I noticed too late and had to buy another.'),
      us(
        'grace',
        1_000,
        'As stated in our terms, customers have to check their tickets at the machine. A refund is not possible.',
        { bad: true, raw: true },
      ),
    ],
  },
]
