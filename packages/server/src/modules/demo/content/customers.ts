import type { DemoCustomer, DemoIdentity, Language } from './types.ts'

let count = 0
let mobiles = 0
const mailDomains = [
  'postkasten.example',
  'kurier-mail.example',
  'meermail.test',
  'luenholm-netz.example',
  'mailhaus.test',
  'sendlet.example',
]
const landlines = ['+49 30 23125 ', '+49 40 66969 ', '+49 221 4710 ', '+49 69 90009 ']

/**
 * The cast of customers. Invented people; addresses end in .example or .test (RFC 2606), German phone numbers come from
 * the ranges the Bundesnetzagentur keeps free for films and books (Mitteilung 148/2021), British ones from Ofcom's.
 */
export const customers: DemoCustomer[] = cast()

function cast(): DemoCustomer[] {
  return [
    person(
      'Ilka Brandhorst',
      'f',
      'de',
      'Wiekhusen',
      'e p n',
      'Schreibt parallel über mehrere Kanäle, immer alles lesen',
    ),
    person(
      'Gerda Petersohn',
      'f',
      'de',
      'Immenrade',
      'l n',
      '84 Jahre, schreibt Briefe, kein Internet. Antwort in großer Schrift',
    ),
    person('Mirja Hagenow', 'f', 'de', 'Lünholm', 'e m', 'Nutzt einen Elektrorollstuhl, 41.200 Menschen folgen ihr'),
    person('Carolin Wenzel', 'f', 'de', 'Lünholm', 'e l', 'Redakteurin, Lünholmer Tagblatt'),
    person('Rüdiger Thomsen', 'm', 'de', 'Lünholm', 'e n'),
    person('Aylin Karaca', 'f', 'de', 'Lünholm', 'e p n'),
    person('Jannik Overbeck', 'm', 'de', 'Grevenau', 'e p n'),
    person('Sabine Kowalczyk', 'f', 'de', 'Tarpsiel', 'e n'),
    person('Matthias Rehbein', 'm', 'de', 'Wiekhusen', 'e l n'),
    person('Linh Tran', 'f', 'de', 'Lünholm', 'e b n'),
    person('Dariusz Wolny', 'm', 'de', 'Immenrade', 'e p'),
    person('Friederike von Appen', 'f', 'de', 'Grevenau', 'e l n', 'Möchte mit „Frau von Appen“ angesprochen werden'),
    person('Yannick Ndiaye', 'm', 'de', 'Lünholm', 'e m'),
    person('Hannelore Stüwe', 'f', 'de', 'Tarpsiel', 'l n', 'Hört schwer, langsam sprechen'),
    person('Bernd Claasen', 'm', 'de', 'Brokdamm', 'e p n'),
    person('Mareike Tietjen', 'f', 'de', 'Wiekhusen', 'e p n'),
    person('Samira Haddad', 'f', 'de', 'Lünholm', 'e n'),
    person('Oliver Pansegrau', 'm', 'de', 'Grevenau', 'e n'),
    person('Katja Lindqvist', 'f', 'de', 'Lünholm', 'e b'),
    person('Emre Bulut', 'm', 'de', 'Lünholm', 'e p n'),
    person('Wiebke Johannsen', 'f', 'de', 'Ostermöhl', 'e n'),
    person('Holger Dietz', 'm', 'de', 'Immenrade', 'e l'),
    person('Noor Rahimi', 'x', 'de', 'Lünholm', 'e m n'),
    person('Kim Albers', 'x', 'de', 'Wiekhusen', 'e p n', 'Anrede ohne Frau oder Herr'),
    person('Uwe Schlotfeldt', 'm', 'de', 'Brokdamm', 'e l n'),
    person('Svenja Marquardt', 'f', 'de', 'Lünholm', 'e n'),
    person('Paolo Berardi', 'm', 'de', 'Lünholm', 'e p n'),
    person('Anke Wulff', 'f', 'de', 'Tarpsiel', 'e n'),
    person('Torben Hinrichs', 'm', 'de', 'Wiekhusen', 'e m'),
    person('Marisol Quiroga', 'f', 'de', 'Lünholm', 'e n'),
    person('Lennart Vogelsang', 'm', 'de', 'Grevenau', 'e p'),
    person('Iryna Kovalenko', 'f', 'de', 'Immenrade', 'e p n'),
    person('Heinz-Georg Bruns', 'm', 'de', 'Tarpsiel', 'l n', 'Ruft meist kurz nach acht Uhr an'),
    person('Tugba Aksoy', 'f', 'de', 'Lünholm', 'e n'),
    person('Philipp Zeidler', 'm', 'de', 'Lünholm', 'e b n'),
    person('Christa Nehls', 'f', 'de', 'Ostermöhl', 'l n'),
    person('Daniel Adomeit', 'm', 'de', 'Wiekhusen', 'e n'),
    person('Vanessa Krüger', 'f', 'de', 'Lünholm', 'e p n'),
    person('Minh Pham', 'm', 'de', 'Grevenau', 'e n'),
    person('Stefan Grabowski', 'm', 'de', 'Lünholm', 'e p n'),
    person('Renate Ohlsen', 'f', 'de', 'Immenrade', 'e l n'),
    person('Kofi Boateng', 'm', 'de', 'Lünholm', 'e m n'),
    person('Antje Reimers', 'f', 'de', 'Tarpsiel', 'e n'),
    person('Levin Fuchs', 'm', 'de', 'Lünholm', 'e m'),
    person('Elif Sahin', 'f', 'de', 'Wiekhusen', 'e n'),
    person('Jürgen Matthiesen', 'm', 'de', 'Brokdamm', 'e l n'),
    person('Charlotte Eggers', 'f', 'de', 'Lünholm', 'e n'),
    person('Milan Petrovic', 'm', 'de', 'Lünholm', 'e p n'),
    person('Birgit Hoffstädt', 'f', 'de', 'Grevenau', 'e n'),
    person('Sönke Carstens', 'm', 'de', 'Tarpsiel', 'e p n', 'Fährt täglich mit der Fähre zur Arbeit'),
    person('Nele Brüggemann', 'f', 'de', 'Lünholm', 'e p b n'),
    person('Ahmad Nouri', 'm', 'de', 'Lünholm', 'e n'),
    person('Ute Kellermann', 'f', 'de', 'Immenrade', 'e l n'),
    person('Robin Sander', 'x', 'de', 'Lünholm', 'e m'),
    person('Gisela Wendland', 'f', 'de', 'Grevenau', 'l n'),
    person('Finn Lorenzen', 'm', 'de', 'Lünholm', 'e n'),
    person('Tatjana Weiß', 'f', 'de', 'Wiekhusen', 'e p n'),
    person('Harald Pohlmann', 'm', 'de', 'Ostermöhl', 'e l n', 'Sehr sachlich, möchte Paragrafen und Beträge genau'),
    person('Joana Ferreira', 'f', 'de', 'Lünholm', 'e n'),
    person('Thies Andresen', 'm', 'de', 'Tarpsiel', 'e m n'),
    person('Manuela Drews', 'f', 'de', 'Wiekhusen', 'e n'),
    person('Cem Özkan', 'm', 'de', 'Lünholm', 'e p n'),
    person('Ingrid Scharnberg', 'f', 'de', 'Brokdamm', 'e l n'),
    person('Moritz Ahlers', 'm', 'de', 'Lünholm', 'e b n'),
    person('Leonie Bachmeier', 'f', 'de', 'Lünholm', 'e n'),
    person('Volker Rautenberg', 'm', 'de', 'Grevenau', 'e l n'),
    person('Zeynep Arslan', 'f', 'de', 'Lünholm', 'e p n'),
    person('Klaus-Peter Timm', 'm', 'de', 'Immenrade', 'l n'),
    person('Jasmin El-Sayed', 'f', 'de', 'Lünholm', 'e m n'),
    person('Arne Feddersen', 'm', 'de', 'Tarpsiel', 'e n'),
    person('Dorothea Kühnast', 'f', 'de', 'Ostermöhl', 'e l n'),
    person('Tim Wesemann', 'm', 'de', 'Lünholm', 'e n'),
    person('Agnieszka Zielinska', 'f', 'de', 'Wiekhusen', 'e p n'),
    person('Hauke Nissen', 'm', 'de', 'Tarpsiel', 'e n'),
    person('Ronja Dreyer', 'f', 'de', 'Lünholm', 'e m'),
    person('Wolfgang Stahmer', 'm', 'de', 'Grevenau', 'e l n'),
    person('Lea Hagedorn', 'f', 'de', 'Lünholm', 'e b n'),
    person('Goran Maric', 'm', 'de', 'Immenrade', 'e p n'),
    person('Monika Tesch', 'f', 'de', 'Brokdamm', 'e n'),
    person('Simon Ebeling', 'm', 'de', 'Lünholm', 'e n'),
    person('Fatima Benali', 'f', 'de', 'Lünholm', 'e p n'),
    person('Ernst Lübbers', 'm', 'de', 'Tarpsiel', 'l n', 'Zahlt alles bar im Laden Tarpsiel'),
    person('Pia Rosenthal', 'f', 'de', 'Lünholm', 'e m n'),
    person('Marco Stellmacher', 'm', 'de', 'Wiekhusen', 'e n'),
    person('Yusuf Demirci', 'm', 'de', 'Grevenau', 'e p n'),
    person('Karin Voß', 'f', 'de', 'Immenrade', 'e l n'),
    person('Jule Harms', 'f', 'de', 'Lünholm', 'e b'),
    person('Detlef Quast', 'm', 'de', 'Wiekhusen', 'e n', 'Droht oft mit Anwalt, beruhigt sich durch Fakten'),
    person('Sarah Osei', 'f', 'de', 'Lünholm', 'e n'),
    person('Malte Gerdes', 'm', 'de', 'Tarpsiel', 'e m n'),
    person('Rosemarie Plath', 'f', 'de', 'Grevenau', 'l n'),
    person('Tom Richter-Kaya', 'm', 'de', 'Lünholm', 'e p n'),
    person('Dirk Eckhoff', 'm', 'de', 'Immenrade', 'e l', 'Lehrer, bucht Klassenfahrten'),
    person('Priya Raman', 'f', 'en', 'Lünholm', 'e p n', 'PhD student, monthly pass until summer'),
    person('Callum Fraser', 'm', 'en', 'Lünholm', 'e m n'),
    person('Hye-jin Seo', 'f', 'en', 'Lünholm', 'e n'),
    person('Oluwaseun Adeyemi', 'm', 'en', 'Wiekhusen', 'e u n'),
    person('Rebecca Stone', 'f', 'en', 'Tarpsiel', 'e u'),
    person('Lucas Almeida', 'm', 'en', 'Lünholm', 'e p n'),
    person('Mette Skovgaard', 'f', 'en', 'Tarpsiel', 'e n'),
    person('Daniel Whitcombe', 'm', 'en', 'Lünholm', 'e u n'),
    person('Aoife Brennan', 'f', 'en', 'Lünholm', 'e b n'),
    person('Jakub Novak', 'm', 'en', 'Grevenau', 'e n'),
    person('Katharina Merz', 'f', 'en', 'Lünholm', 'e n', 'Writes English, reads German'),
    person('Rahul Deshpande', 'm', 'en', 'Lünholm', 'e p n'),
    person('Sofia Lindgren', 'f', 'en', 'Wiekhusen', 'e m n'),
    person('Wei Zhang', 'x', 'en', 'Lünholm', 'e n'),
    person('Emily Hargreaves', 'f', 'en', 'Tarpsiel', 'e u'),
    person('Mateo Vargas', 'm', 'en', 'Lünholm', 'e n'),
    person('Freya Ostergaard', 'f', 'en', 'Lünholm', 'e m n'),
    person('Samuel Tesfaye', 'm', 'en', 'Lünholm', 'e p n'),
    person('Nadine Baumgart', 'f', 'en', 'Grevenau', 'e n'),
    person('Ben Lockwood', 'm', 'en', 'Lünholm', 'e u b'),
    person('Chiara Moretti', 'f', 'en', 'Lünholm', 'e n'),
    person('Anders Holm', 'm', 'en', 'Tarpsiel', 'e n'),
    person('Joyce Wanjiru', 'f', 'en', 'Lünholm', 'e p n'),
    person('Patrick Dunne', 'm', 'en', 'Wiekhusen', 'e u'),
    person('Leila Farahani', 'f', 'en', 'Lünholm', 'e m n'),
    person('Ethan Caldwell', 'm', 'en', 'Lünholm', 'e n'),
    person('Marta Kowalska', 'f', 'en', 'Lünholm', 'e n'),
    person('Hiroshi Tanabe', 'm', 'en', 'Lünholm', 'e n', 'Hotel concierge, asks for guests'),
    person('Zoe Armitage', 'f', 'en', 'Lünholm', 'e b n'),
    person('Viktor Hellström', 'm', 'en', 'Tarpsiel', 'e n'),
    // Second records of people above, for the proposals to link and the merge.
    {
      key: 'brandhorst-fediverse',
      name: 'Ilka B.',
      language: 'de',
      salutation: 'f',
      town: 'Wiekhusen',
      identities: [
        { kind: 'fediverse', value: '@ilka_unterwegs@social.example', confirmed: true },
        { kind: 'name', value: 'Ilka B.', confirmed: false },
      ],
    },
    {
      key: 'overbeck-work',
      name: 'J. Overbeck',
      language: 'de',
      salutation: 'm',
      town: 'Grevenau',
      identities: [
        { kind: 'email', value: 'overbeck@zimmerei-grevenau.example', confirmed: true },
        { kind: 'name', value: 'Jannik Overbeck', confirmed: false },
      ],
    },
    {
      key: 'claasen-old',
      name: 'Bernd Claassen',
      language: 'de',
      salutation: 'm',
      town: 'Brokdamm',
      identities: [{ kind: 'email', value: 'b.claassen@brokdamm-online.test', confirmed: true }],
    },
  ]
}

/** Marks: e mail, p mobile, l landline, u British number, n customer number, m fediverse, b Bluesky. */
function person(
  name: string,
  salutation: DemoCustomer['salutation'],
  language: Language,
  town: string,
  marks: string,
  particulars?: string,
): DemoCustomer {
  const index = count++
  const words = slug(name).split(' ')
  const first = words[0] as string
  const last = words.slice(1).join('-')
  const handle =
    index % 3 === 0 ? `${first}.${last}` : index % 3 === 1 ? `${first}_${last.slice(0, 4)}` : `${last}${first[0]}`
  const all: Record<string, DemoIdentity> = {
    e: identity('email', mailAddress(first, last, index)),
    p: identity('phone', `+49 171 39200 ${String(marks.includes('p') ? mobiles++ : 0).padStart(2, '0')}`),
    l: identity('phone', `${landlines[index % 4]}${200 + index}`),
    u: identity('phone', `+44 7700 900${String(100 + index)}`),
    n: identity('customer_number', `K-${204_100 + ((index * 7919) % 9_000)}`),
    m: identity('fediverse', `@${handle}@social.example`),
    b: identity('bluesky', `@${handle.replaceAll('_', '-')}.example`),
  }
  const identities = marks.split(' ').map((mark) => all[mark] as DemoIdentity)
  const key = last.replace(/^von-/, '')
  return { key, name, language, salutation, identities, town, ...(particulars ? { particulars } : {}) }
}

function mailAddress(first: string, last: string, index: number): string {
  const domain = mailDomains[(index * 5) % mailDomains.length] as string
  const shapes = [`${first}.${last}`, `${first[0]}.${last}`, `${last}.${first}`, `${first}${70 + (index % 29)}`]
  return `${shapes[index % shapes.length]}@${domain}`
}

function identity(kind: DemoIdentity['kind'], value: string): DemoIdentity {
  return { kind, value, confirmed: true }
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[^a-z -]/g, '')
}
