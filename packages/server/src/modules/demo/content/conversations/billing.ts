import { pdf } from '../attachments.ts'
import { hold, logged, note, spoke, them, us, type WrittenCase } from '../write.ts'

/** Invoices, reminders, and what follows a ticket inspection. */
export const billing: WrittenCase[] = [
  {
    key: 'billing-invoice-88123',
    presence: 'mail-rechnung',
    customer: 'appen',
    subject: 'Rechnung R-88123 auf falsche Firma',
    topic: 'invoice',
    kind: 'request',
    status: 'open',
    owner: 'falk',
    ago: [8, 14],
    due: 1.9,
    promise: 'Berichtigte Rechnung R-88123',
    say: [
      them(
        'Sehr geehrter Herr Osterkamp,\n\ndie Rechnung R-88123 über die zehn Jobtickets ist auf „von Appen Gartenbau GbR“ ausgestellt. Wir sind seit Januar eine GmbH. Unsere Steuerberaterin nimmt sie so nicht an. Bitte um Berichtigung bis zum Monatsende.\n\nMit freundlichen Grüßen\nFriederike von Appen',
        0,
        {
          files: () => [
            pdf('rechnung-88123.pdf', ['Rechnung R-88123', 'von Appen Gartenbau GbR', '10 Jobtickets  690,00 EUR']),
          ],
          html: true,
        },
      ),
      hold(
        'falk',
        85,
        'danke für den Hinweis. Ich habe R-88123 storniert und die Gesellschaftsform in Ihren Stammdaten geändert, damit es bei den nächsten Rechnungen stimmt. Die berichtigte Rechnung läuft heute Nachmittag durch die Buchhaltung; Sie haben sie bis {bis}.',
      ),
    ],
  },
  {
    key: 'billing-reminder-paid',
    presence: 'mail-rechnung',
    customer: 'pohlmann',
    subject: 'Mahnung trotz Zahlung, R-87540',
    topic: 'invoice',
    kind: 'complaint',
    status: 'waiting_internal',
    owner: 'owen',
    ago: [45, 54],
    promise: 'Rücknahme der Mahngebühr und Stand des Kontos',
    particulars: 'Überweist immer mit Kundennummer statt Rechnungsnummer im Verwendungszweck.',
    say: [
      them(
        'Sehr geehrte Damen und Herren,\n\nIhre Mahnung vom {d-2} ist gegenstandslos. Ich habe 92,00 € am 3. des Monats überwiesen, Verwendungszweck meine Kundennummer. Für die Mahngebühr von 5,00 € fehlt damit die Grundlage (§ 286 BGB setzt Verzug voraus). Ich bitte um schriftliche Bestätigung, dass die Forderung erledigt ist.\n\nHarald Pohlmann',
      ),
      hold(
        'owen',
        160,
        'Ihre Zahlung vom 3. ist da, 92,00 €, sie lag bei uns auf einem Sammelkonto, weil die Rechnungsnummer fehlte. Verzug bestand also nicht, die 5,00 € Mahngebühr nehme ich zurück. Die Buchhaltung ordnet den Betrag gerade zu. Die schriftliche Bestätigung mit dem Kontostand null schicke ich Ihnen bis {bis}.',
      ),
      note(
        'owen',
        12,
        '@falk Können wir Überweisungen mit Kundennummer automatisch zuordnen? Das ist diese Woche der vierte Fall.',
      ),
    ],
  },
  {
    key: 'billing-inspection-pass-forgotten',
    presence: 'visit',
    customer: 'aksoy',
    subject: 'Abo-Karte vergessen, Vorgang FN-20655',
    topic: 'inspection',
    kind: 'request',
    status: 'done',
    owner: 'mara',
    ago: [75, 100],
    say: [
      logged(
        'mara',
        'Frau Aksoy kam mit ihrem Abo in den Laden Bahnhof. Gestern hatte sie die Karte in der anderen Jacke, Vorgang FN-20655, 60 €. Die Karte war gültig. Sie fragt, ob es bei 60 € bleibt.',
      ),
      spoke(
        'mara',
        6,
        'Karte geprüft, gültig seit März. Aus 60 € werden 7 € Bearbeitung, gleich im Laden bezahlt, Quittung mitgegeben. Vorgang ist damit erledigt, es kommt kein Brief mehr. Habe ihr gezeigt, wie sie das Abo zusätzlich in die App lädt.',
      ),
    ],
  },
  {
    key: 'billing-inspection-child',
    presence: 'mail-rechnung',
    customer: 'zielinska',
    subject: 'Mein Sohn ist 13 und soll 60 € zahlen',
    topic: 'inspection',
    kind: 'complaint',
    status: 'open',
    owner: 'tolga',
    priority: 'high',
    ago: [15, 22],
    due: 3.4,
    promise: 'Entscheidung über den Vorgang FN-20844',
    say: [
      them(
        'Guten Tag,\n\nmein Sohn (13) ist in der 3 kontrolliert worden. Sein Schülerticket ist auf dem Handy, der Akku war leer. Er hat geweint, als er nach Hause kam, weil der Kontrolleur gesagt hat, „das wird richtig teuer“. Das Ticket gibt es seit August, das können Sie doch sehen!\n\nAgnieszka Zielinska',
      ),
      hold(
        'tolga',
        105,
        'ja, das kann ich sehen: Das Schülerticket Ihres Sohnes war gültig. Richten Sie ihm bitte aus, dass er nichts falsch gemacht hat außer einem leeren Akku. Der Vorgang FN-20844 ist angehalten. Bis {bis} bekommen Sie die Rücknahme. Über den Ton bei der Kontrolle spreche ich mit dem Teamleiter der Prüfer und sage Ihnen, was dabei herauskam.',
      ),
      note('tolga', 5, '@falk Bitte Rücknahme ohne die 7 €, er ist minderjährig und das Ticket lag vor.'),
    ],
  },
  {
    key: 'billing-installments',
    presence: 'phone',
    customer: 'wolny',
    subject: 'Anruf: Ratenzahlung für Nachforderung',
    topic: 'invoice',
    kind: 'request',
    status: 'waiting_customer',
    owner: 'owen',
    ago: [50, 64],
    promise: 'Ratenplan beginnt, sobald die Unterschrift da ist',
    say: [
      logged(
        'owen',
        'Herr Wolny soll 276 € nachzahlen, weil drei Monate lang die Abbuchung nicht ging (Kontowechsel nach Trennung). Auf einmal kann er das nicht. Sehr offen und höflich, ihm ist es unangenehm.',
      ),
      spoke(
        'owen',
        25,
        'Mit Falk abgestimmt: sechs Raten zu 46 €, ohne Gebühr, erste zum nächsten Ersten. Vereinbarung liegt zur Unterschrift in seinem Kundenkonto. Er will es am Wochenende machen. Ich rufe ihn am {w+5} an, falls nichts da ist.',
      ),
    ],
  },
  {
    key: 'billing-vat',
    presence: 'mail-rechnung',
    customer: 'thomsen',
    subject: 'Rechnung mit ausgewiesener Umsatzsteuer',
    topic: 'invoice',
    kind: 'request',
    status: 'done',
    owner: 'falk',
    ago: [170, 220],
    say: [
      them(
        'Guten Tag, für die Wochenkarte (34 €, U-47188) brauche ich für das Finanzamt eine Rechnung mit ausgewiesener Umsatzsteuer. Auf der App-Quittung fehlt sie. Rüdiger Thomsen',
      ),
      us(
        'falk',
        140,
        'die Rechnung hängt an, 34,00 € mit 7 % Umsatzsteuer (2,22 €). Solche Rechnungen können Sie ab {w+1} auch selbst abrufen, ich habe die Funktion in Ihrem Kundenkonto unter „Belege“ freigeschaltet.',
        {
          files: () => [
            pdf('rechnung-87961.pdf', ['Rechnung R-87961', 'Wochenkarte 34,00 EUR', 'enthaltene USt 7 %: 2,22 EUR']),
          ],
        },
      ),
    ],
  },
  {
    key: 'billing-jobticket-list',
    presence: 'mail-rechnung',
    customer: 'andresen',
    subject: 'Jobticket: Mitarbeiter ausgeschieden',
    topic: 'invoice',
    kind: 'request',
    status: 'done',
    owner: 'owen',
    ago: [190, 240],
    say: [
      them(
        'Moin, zwei Leute sind zum Monatsende weg (Liste anbei), bitte deren Jobtickets abmelden. Was passiert mit den Karten? Thies Andresen, Bootswerft Tarpsiel',
      ),
      us(
        'owen',
        210,
        'beide Jobtickets enden zum Monatsletzten, die nächste Rechnung fällt damit um 138,00 € niedriger aus. Die Karten werden gesperrt und dürfen in den Müll, bitte einmal durchschneiden. Die neue Rechnung sehen Sie am {w+6} in Ihrem Firmenkonto.',
      ),
      them('Passt. Dank dir.', 70),
    ],
  },
  {
    key: 'billing-double-debit-bank',
    presence: 'mail-rechnung',
    customer: 'boateng',
    subject: 'Lastschrift 74 € am 1. und am 2.',
    topic: 'invoice',
    kind: 'complaint',
    status: 'new',
    owner: null,
    priority: 'high',
    ago: [0.6, 2],
    promise: 'Erste Antwort, zugesagt in der Eingangsbestätigung',
    say: [
      them(
        'Hallo,\n\nam 1. 74 €, am 2. nochmal 74 €. Mein Konto ist jetzt im Minus und die Kita wird morgen abgebucht. Bitte HEUTE klären.\n\nKofi Boateng',
      ),
    ],
  },
  {
    key: 'billing-inspection-machine',
    presence: 'form',
    customer: 'ferreira',
    subject: 'Automat defekt, trotzdem Bußgeld',
    topic: 'inspection',
    kind: 'complaint',
    status: 'done',
    owner: 'falk',
    ago: [125, 165],
    promise: 'Ergebnis der Automatenprüfung',
    say: [
      them(
        'In Ostermöhl ging der Automat nicht, ich habe ein Foto vom schwarzen Bildschirm (11:52 Uhr). Im Zug sofort beim Personal gemeldet. Trotzdem 60 €, FN-20701. Das kann nicht Ihr Ernst sein. Joana Ferreira',
      ),
      hold(
        'falk',
        130,
        'FN-20701 ist angehalten, Sie müssen vorerst nichts zahlen. Ich habe das Störungsprotokoll des Automaten in Ostermöhl angefordert und sage Ihnen bis {bis}, was darin steht.',
      ),
      us(
        'falk',
        1_200,
        'das Protokoll zeigt einen Stromausfall von 11:31 bis 12:20 Uhr. Sie konnten keine Karte kaufen und haben sich sofort gemeldet, also alles richtig gemacht. FN-20701 ist gelöscht, die Bestätigung hängt an. Der Kollege im Zug hat den Stromausfall nicht gesehen; ab {w+5} werden solche Störungen auf den Geräten der Prüfer angezeigt.',
        { files: () => [pdf('bestaetigung-fn-20701.pdf', ['Vorgang FN-20701', 'Forderung aufgehoben'])] },
      ),
      them('Danke. Hätte nicht gedacht, dass das so klar ausgeht.', 60, { quote: true }),
    ],
  },
  {
    key: 'billing-dunning-agency',
    presence: 'letter',
    customer: 'timm',
    subject: 'Brief: Inkasso wegen 7,00 €',
    topic: 'inspection',
    kind: 'complaint',
    status: 'open',
    owner: 'henrike',
    priority: 'high',
    wishedAnswer: 'phone',
    ago: [30, 40],
    due: 6.5,
    promise: 'Anruf: Inkasso ist zurückgezogen',
    say: [
      logged(
        'brigitte',
        'Brief mit Kopien. Herr Timm hat im Mai 7,00 € bar im Laden Grevenau bezahlt (Quittung liegt bei). Nun fordert ein Inkassobüro 84,20 €. Er schreibt: „Ich habe in 71 Jahren nie Schulden gehabt.“ Bittet um Anruf, vormittags.',
        0,
        { files: () => [pdf('quittung-grevenau.pdf', ['Quittung', 'Laden Grevenau', '7,00 EUR bar'])] },
      ),
      note(
        'henrike',
        60,
        '@falk Die Quittung ist echt, der Laden hat sie nicht verbucht. Bitte heute beim Inkasso zurückziehen, schriftlich, Kopie an mich.',
      ),
      spoke(
        'henrike',
        150,
        'Herrn Timm angerufen und um Entschuldigung gebeten. Er muss nichts zahlen und nichts schreiben. Zugesagt: Bis {bis} rufe ich ihn noch einmal an und bestätige, dass das Inkasso zurückgezogen ist; der Brief dazu folgt.',
      ),
    ],
  },
]
