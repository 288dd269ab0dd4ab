import { pdf } from '../attachments.ts'
import { hold, logged, note, spoke, them, us, type WrittenCase } from '../write.ts'

/** The subscription: start, change, pause, end. */
export const subscription: WrittenCase[] = [
  {
    key: 'sub-cancel-confirmation',
    presence: 'mail-rechnung',
    customer: 'kowalczyk',
    subject: 'Kündigung UferAbo – Bestätigung fehlt',
    topic: 'subscription',
    kind: 'cancellation',
    status: 'done',
    owner: 'owen',
    ago: [140, 180],
    say: [
      them(
        'Sehr geehrte Damen und Herren,\n\nhiermit kündige ich mein UferAbo zum nächstmöglichen Termin. Die erste Kündigung habe ich vor drei Wochen über die App abgeschickt, eine Bestätigung kam nie. Bitte bestätigen Sie mir Eingang und Enddatum.\n\nSabine Kowalczyk',
      ),
      us(
        'owen',
        130,
        'Ihre Kündigung aus der App ist vor drei Wochen bei uns angekommen, nur die Bestätigung ging an Ihre alte Adresse. Deshalb zählt das frühere Datum: Ihr Abo endet zum Monatsletzten, danach wird nichts mehr abgebucht. Die Bestätigung hängt an. Falls doch noch eine Abbuchung kommt, antworten Sie hier, dann buche ich sie bis {w+3} zurück.',
        {
          files: () => [
            pdf('kuendigungsbestaetigung.pdf', ['Kuendigung bestaetigt', 'UferAbo endet zum Monatsletzten']),
          ],
        },
      ),
      them('Danke, so wünscht man sich das.', 240),
    ],
  },
  {
    key: 'sub-pause-parental',
    presence: 'mail-rechnung',
    customer: 'weiss',
    subject: 'Abo pausieren, Elternzeit',
    topic: 'subscription',
    kind: 'request',
    status: 'waiting_customer',
    owner: 'tolga',
    ago: [38, 50],
    promise: 'Pause eintragen, sobald der Zeitraum feststeht',
    say: [
      them(
        'Hallo, ich bekomme im übernächsten Monat ein Kind und brauche das Abo dann erst mal nicht. Kündigen möchte ich nicht, ich komme ja wieder. Gibt es eine Pause? Tatjana Weiß',
      ),
      us(
        'tolga',
        100,
        'alles Gute für Sie beide. Eine Pause von bis zu sechs Monaten ist möglich, Ihr Preis von 74,00 € bleibt dabei erhalten. Von wann bis wann soll sie laufen? Zwei Monatsnamen reichen mir. Wenn Sie noch überlegen, ist das auch gut: Ich frage am {w+7} noch einmal nach, damit die nächste Abbuchung nicht dazwischenkommt.',
      ),
    ],
  },
  {
    key: 'sub-student-proof',
    presence: 'form',
    customer: 'haddad',
    subject: 'Semesterbescheinigung hochladen klappt nicht',
    topic: 'subscription',
    kind: 'fault',
    status: 'open',
    owner: 'owen',
    ago: [6, 10],
    due: 3.9,
    promise: 'Studierendentarif umgestellt, Differenz erstattet',
    say: [
      them(
        'Der Upload sagt bei jeder Datei „Format nicht erlaubt“. PDF, JPG, alles probiert. Morgen ist der Stichtag und sonst zahl ich 74 statt 39 €!! Samira Haddad',
      ),
      hold(
        'owen',
        58,
        'der Stichtag ist für Sie gesichert, ich habe ihn in Ihrem Vertrag angehalten. Der Upload scheitert gerade bei allen Dateien, deren Name ein Leerzeichen enthält. Benennen Sie die Datei in „bescheinigung.pdf“ um, dann geht sie durch. Den Tarif stelle ich um, sobald sie da ist, und bestätige es bis {bis}.',
      ),
      them('ging!!! danke. ist hochgeladen', 18),
    ],
  },
  {
    key: 'sub-price-rise',
    presence: 'mail-rechnung',
    customer: 'kellermann',
    subject: 'Preiserhöhung von 69 auf 74 €',
    topic: 'subscription',
    kind: 'complaint',
    status: 'done',
    owner: 'falk',
    ago: [220, 260],
    say: [
      them(
        'Guten Tag,\n\nfünf Euro mehr im Monat, und die Linie 315 fährt abends eine Stunde kürzer. Können Sie mir das erklären, ohne „gestiegene Energiekosten“ zu schreiben? Den Satz kenne ich.\n\nUte Kellermann',
      ),
      us(
        'falk',
        190,
        'dann ohne diesen Satz: Von den 5,00 € gehen 3,10 € in den neuen Tarifvertrag der Fahrerinnen und Fahrer, 1,20 € in die zusätzlichen Züge der RB 41, der Rest in die Werkstatt. Dass die 315 abends kürzer fährt, liegt an fehlendem Personal, nicht am Geld; ab dem Fahrplanwechsel soll sie wieder bis 22:40 Uhr fahren. Sie können wegen der Erhöhung bis {w+28} ohne Frist kündigen. Ich würde mich freuen, wenn Sie bleiben.',
      ),
      them('Mit so einer Antwort kann ich etwas anfangen. Ich bleibe vorerst.', 900, { quote: true }),
    ],
  },
  {
    key: 'sub-death',
    presence: 'phone',
    customer: 'nehls',
    subject: 'Anruf: Ehemann verstorben, Abo läuft weiter',
    topic: 'subscription',
    kind: 'cancellation',
    status: 'done',
    owner: 'henrike',
    ago: [112, 145],
    wishedAnswer: 'letter',
    particulars: 'Trauerfall. Keine Werbung mehr an die Adresse, keine automatischen Schreiben.',
    say: [
      logged(
        'tolga',
        'Frau Nehls ruft an, ihr Mann ist vor vier Wochen gestorben. Sein Abo wird weiter abgebucht, und gestern kam Werbung „Lieber Herr Nehls“. Sie hat die Sterbeurkunde da, weiß aber nicht, wie sie die schicken soll.',
      ),
      note('tolga', 4, '@henrike Ich habe ihr gesagt, dass sie nichts schicken muss, wir rufen zurück. Übernimmst du?'),
      spoke(
        'henrike',
        40,
        'Zurückgerufen. Beileid ausgesprochen, zugehört. Das Abo endet rückwirkend zum Todestag, 148,00 € gehen auf ihr Konto zurück, bis {w+3}. Die Urkunde brauchen wir nicht, die Abmeldung der Gemeinde liegt vor. Adresse für alle Werbung gesperrt. Sie bekommt einen kurzen Brief von mir, von Hand.',
      ),
    ],
  },
  {
    key: 'sub-change-plus',
    presence: 'form',
    customer: 'bulut',
    subject: 'Wechsel zu UferAbo Plus',
    topic: 'subscription',
    kind: 'question',
    status: 'done',
    owner: 'tolga',
    ago: [66, 92],
    say: [
      them('Lohnt sich Plus für mich? Ich leihe so 5-6 mal im Monat ein Rad für ca 20 minuten. Emre B.'),
      us(
        'tolga',
        49,
        'ich habe es für Ihre letzten drei Monate gerechnet: Im Schnitt 17 € für Räder neben 74 € Abo, zusammen 91 €. Plus kostet 89 €, da sind die ersten 30 Minuten jeder Fahrt frei. Es lohnt sich also knapp, und im Sommer deutlich. Soll ich umstellen? Der Wechsel gilt ab dem nächsten Ersten und lässt sich jeden Monat rückgängig machen. Ein Ja bis {w+6} genügt.',
      ),
      them('ja bitte umstellen', 15),
      us(
        'tolga',
        22,
        'ich habe eben umgestellt, ab dem nächsten Ersten gilt Plus für 89,00 €. Die Bestätigung liegt in Ihrem Konto. Gute Fahrt.',
      ),
    ],
  },
  {
    key: 'sub-moved',
    presence: 'mail-rechnung',
    customer: 'claasen',
    subject: 'Umzug nach Brokdamm, neue Adresse',
    topic: 'subscription',
    kind: 'request',
    status: 'done',
    owner: 'owen',
    ago: [155, 200],
    say: [
      them(
        'Hallo zusammen, ich bin umgezogen: jetzt Brokdamm, Hafenweg 3. Bitte Abo und Rechnung ändern. Zone brauche ich nun 4 statt 3, oder? Bernd Claasen',
      ),
      us(
        'owen',
        170,
        'die neue Adresse ist eingetragen. Zone 4 stimmt, aber Sie zahlen nicht mehr: Für die Strecke Brokdamm–Wiekhusen gilt der Küstentarif, 74,00 € wie bisher. Die neue Chipkarte ist bis {w+4} da, die alte gilt bis dahin weiter.',
      ),
    ],
  },
  {
    key: 'sub-moved-duplicate',
    presence: 'form',
    customer: 'claasen-old',
    subject: 'Adresse',
    topic: 'subscription',
    kind: 'request',
    status: 'closed',
    owner: 'owen',
    tags: ['zusammengeführt'],
    ago: [150, 154],
    say: [
      them('hatte per mail geschrieben, weiß nicht ob das ankommt. neue adresse hafenweg 3 brokdamm. claassen'),
      note(
        'owen',
        140,
        'Gleiches Anliegen wie die Mail von heute Vormittag, Name mit einem s zu viel. Zusammengeführt.',
      ),
    ],
  },
  {
    key: 'sub-cancel-angry',
    presence: 'form',
    customer: 'grabowski',
    subject: 'KÜNDIGUNG!!!',
    topic: 'subscription',
    kind: 'cancellation',
    status: 'open',
    owner: 'owen',
    ago: [4, 7],
    due: 2.6,
    promise: 'Enddatum des Abos und Antwort zu den Ausfällen der letzten Woche',
    say: [
      them(
        'Ich kündige. Sofort. Letzte Woche an 3 von 5 Tagen Schienenersatzverkehr, stehend, mit Rucksack im Gesicht. Für 74 €?! Ohne mich.',
      ),
      hold(
        'owen',
        66,
        'drei Tage stehend im Ersatzbus für den vollen Preis, den Ärger kann ich nachvollziehen. Ihre Kündigung ist eingetragen und lässt sich bis zum Monatsende zurücknehmen. Ich prüfe, welcher Anteil für die drei Tage zurückkommt, und nenne Ihnen bis {bis} den Betrag und das genaue Enddatum.',
      ),
    ],
  },
  {
    key: 'sub-grandchild',
    presence: 'mail-rechnung',
    customer: 'voss',
    subject: 'Abo als Geschenk',
    topic: 'subscription',
    kind: 'question',
    status: 'new',
    owner: 'owen',
    ago: [3, 7],
    promise: 'Erste Antwort, zugesagt in der Eingangsbestätigung',
    say: [
      them(
        'Guten Tag, meine Enkelin fängt bald ihre Ausbildung an, und ich möchte ihr das Abo schenken. Kann ich bezahlen und sie hat die Karte auf ihrem Telefon? Und was passiert, wenn sie umzieht? Mit freundlichen Grüßen, Karin Voß',
      ),
    ],
  },
]
