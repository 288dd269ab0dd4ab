import { pdf } from '../attachments.ts'
import { hold, logged, note, spoke, them, us, type WrittenCase } from '../write.ts'

/** Rental bikes, e-bikes and cargo bikes, from stations and shops. */
export const rental: WrittenCase[] = [
  {
    key: 'rental-not-ended',
    presence: 'form',
    customer: 'harms',
    subject: 'rad steht in der station, uhr läuft weiter',
    topic: 'rental',
    kind: 'fault',
    status: 'done',
    owner: 'mara',
    priority: 'high',
    ago: [82, 110],
    say: [
      them(
        'HILFE rad 2417 steht seit einer stunde an der uni in der station und die app sagt ich fahre noch. das kostet ja jede minute',
      ),
      us(
        'mara',
        14,
        'Ihre Fahrt mit Rad 2417 habe ich eben beendet, und zwar auf den Zeitpunkt, zu dem es in der Station stand. Sie zahlen 1,00 € statt 7,50 €. Das Schloss meldet sich nicht, die Werkstatt holt das Rad heute ab. Wenn bis {w+1} doch etwas anderes abgebucht wird, antworten Sie hier.',
      ),
      them('puh danke das ging ja schnell ❤️', 6),
    ],
  },
  {
    key: 'rental-cargo-wedding',
    presence: 'mail-service',
    customer: 'johannsen',
    subject: 'Lastenrad für Hochzeit, Reservierung L-07 verschwunden',
    topic: 'rental',
    kind: 'complaint',
    status: 'open',
    owner: 'mara',
    priority: 'urgent',
    ago: [3, 6],
    due: 0.3,
    promise: 'Bestätigtes Lastenrad für Samstag, 10 Uhr',
    say: [
      them(
        'Hallo liebes Team,\n\nam Samstag heiraten wir, und das Lastenrad L-07 soll die Torte und meine Oma (in dieser Reihenfolge) zum Standesamt Ostermöhl bringen. Reserviert seit Mai. Heute ist die Reservierung in der App einfach weg!!! Bitte sagt mir, dass das ein Irrtum ist.\n\nWiebke Johannsen',
      ),
      hold(
        'mara',
        22,
        'ein Irrtum ja, aber unserer: L-07 ist gestern aus der Vermietung genommen worden, weil die Bremse getauscht wird, und die Reservierungen fielen dabei heraus. Torte und Oma kommen trotzdem an. Ich habe L-03 für Samstag, 9 bis 18 Uhr, für Sie gesperrt und kläre gerade, wer es nach Ostermöhl bringt. Bis {bis} haben Sie die Bestätigung mit Uhrzeit.',
      ),
      note(
        'mara',
        7,
        '@nadia Kann der Laden Wiekhusen L-03 am Samstag um 9 Uhr hinfahren? Ich würde die Miete (48 €) streichen.',
      ),
    ],
  },
  {
    key: 'rental-fall',
    presence: 'phone',
    customer: 'wendland',
    subject: 'Anruf: Sturz mit Leihrad, Bremse',
    topic: 'rental',
    kind: 'fault',
    status: 'waiting_internal',
    owner: 'nadia',
    priority: 'urgent',
    tags: ['unfall', 'haftpflicht'],
    wishedAnswer: 'phone',
    ago: [10, 16],
    due: -0.12,
    promise: 'Befund der Werkstatt zu Rad 1186',
    say: [
      logged(
        'nadia',
        'Frau Wendland ist gestern in Grevenau mit Rad 1186 gestürzt, die Vorderradbremse habe „ins Leere gegriffen“. Handgelenk verstaucht, Brille kaputt, im Klinikum versorgt. Sie macht keine Vorwürfe, möchte aber, dass niemand sonst damit fährt.',
      ),
      note(
        'nadia',
        5,
        'Rad 1186 sofort gesperrt, steht in der Werkstatt, bleibt unverändert für den Gutachter. @henrike Versicherung ist informiert.',
      ),
      spoke(
        'nadia',
        45,
        'Zurückgerufen, gute Besserung gewünscht. Brille und Zuzahlungen übernehmen wir, Belege kann sie in Ruhe sammeln. Zugesagt: Befund der Werkstatt bis {bis}, telefonisch.',
      ),
    ],
  },
  {
    key: 'rental-station-full',
    presence: 'found-fediverse',
    customer: 'dreyer',
    subject: 'Fediverse: Station Hafen immer voll',
    topic: 'rental',
    kind: 'complaint',
    status: 'done',
    owner: 'grace',
    du: true,
    reach: 260,
    ago: [98, 128],
    say: [
      them(
        'radstation hafen 18 uhr: 20 von 20 plätzen belegt. wieder. ich fahr also zur uni zurück, um ein rad abzugeben. genial.',
      ),
      us(
        'grace',
        70,
        'da fährst du im Kreis, das ist Unsinn. Wir leeren die Station ab {w+1} um 17:30 Uhr statt um 20 Uhr. Und: In der App heißt es „Freie Abgabe“, damit kannst du bei voller Station bis 50 m daneben abstellen. Die 2 € für die Extrafahrt sind zurück.',
      ),
      them('wusst ich nicht mit der freien abgabe. danke!', 30),
    ],
  },
  {
    key: 'rental-damage-fee',
    presence: 'mail-rechnung',
    customer: 'adomeit',
    subject: '85 € Schadenspauschale, ich war es nicht',
    topic: 'rental',
    kind: 'complaint',
    status: 'waiting_customer',
    owner: 'owen',
    ago: [56, 70],
    promise: 'Prüfung des Schadens an Rad 3320 mit Foto des Kunden',
    say: [
      them(
        'Sie buchen mir 85 € ab, weil an Rad 3320 das Schutzblech gebrochen war. Das war beim Ausleihen schon so, ich hab sogar noch gedacht „klappert aber“. Daniel Adomeit',
      ),
      us(
        'owen',
        180,
        'die 85,00 € habe ich bis zur Klärung zurückgebucht. In unserem Verlauf hat schon die Kundin vor Ihnen ein Klappern gemeldet, das spricht für Sie. Haben Sie zufällig ein Foto vom Ausleihen, etwa in der Fahrtenliste der App? Falls nicht, entscheide ich bis {w+4} nach dem, was hier steht, und schreibe Ihnen das Ergebnis.',
      ),
    ],
  },
  {
    key: 'rental-helmet-kids',
    presence: 'visit',
    customer: 'drews',
    subject: 'Kinderhelme im Laden Wiekhusen aus',
    topic: 'rental',
    kind: 'request',
    status: 'done',
    owner: 'tolga',
    ago: [200, 235],
    say: [
      logged(
        'tolga',
        'Frau Drews wollte am Wochenende mit zwei Kindern Räder leihen, der Laden Wiekhusen hat keinen Helm in XS. Fragt, ob der Laden am Bahnhof Lünholm welche schicken kann.',
      ),
      spoke(
        'tolga',
        35,
        'Zwei Helme XS fahren heute mit dem Bus 210 nach Wiekhusen mit und liegen ab 16 Uhr im Laden auf ihren Namen. Frau Drews per Telefon Bescheid gegeben, sie freut sich.',
      ),
    ],
  },
  {
    key: 'rental-ebike-range',
    presence: 'mail-service',
    customer: 'feddersen',
    subject: 'E-Bike-Akku reicht nicht bis Grevenau',
    topic: 'rental',
    kind: 'question',
    status: 'closed',
    owner: 'grace',
    ago: [270, 320],
    say: [
      them(
        'Moin, angezeigt wurden 60 km, nach 31 km war Schluss. Gegenwind hatten wir, aber die Hälfte? Arne Feddersen',
      ),
      us(
        'grace',
        240,
        'bei Gegenwind sind 60 km tatsächlich geschönt, die Anzeige rechnet mit Windstille und Stufe 1. Das habe ich der Technik gegeben, künftig zeigt sie eine Spanne an. Ihre Leihe (22 €) habe ich zur Hälfte erstattet, das Geld ist bis {w+3} da. Für die nächste Tour: In Immenrade am Mühlenteich können Sie den Akku ohne Aufpreis tauschen, der Schrank öffnet sich mit der App.',
      ),
      them('Gut zu wissen mit dem Tausch. Danke.', 1_100),
    ],
  },
  {
    key: 'rental-hotel',
    presence: 'mail-service',
    customer: 'reimers',
    subject: 'Acht Räder für Betriebsausflug',
    topic: 'rental',
    kind: 'request',
    status: 'open',
    owner: 'grace',
    ago: [20, 28],
    promise: 'Angebot für acht Räder ab Tarpsiel mit Rückgabe auf Norderhall',
    followUp: [3.5, 'Angebot der Ladenleitung Tarpsiel abholen'],
    say: [
      them(
        'Sehr geehrte Damen und Herren,\n\nwir (acht Personen, zwei davon mit E-Bike) planen einen Ausflug ab Tarpsiel, Rückgabe am liebsten auf Norderhall. Ist das möglich, und was kostet es? Wir würden gern auf Rechnung zahlen.\n\nAntje Reimers, Praxisgemeinschaft am Anleger',
        0,
        { signature: 'Praxisgemeinschaft am Anleger\nTarpsiel · Fährstraße 8' },
      ),
      hold(
        'grace',
        115,
        'das klingt nach einem schönen Tag. Acht Räder ab Tarpsiel sind an allen Wochentagen möglich, die Rückgabe auf Norderhall geht bis 17 Uhr, weil die letzte Fähre sie mitnimmt. Den Preis auf Rechnung stelle ich mit der Ladenleitung zusammen. Bis {bis} haben Sie das Angebot mit zwei Terminen zur Auswahl.',
        {
          files: () => [pdf('leihraeder-uebersicht.pdf', ['Leihraeder', 'Tourenrad 12 EUR/Tag', 'E-Bike 26 EUR/Tag'])],
        },
      ),
    ],
  },
]
