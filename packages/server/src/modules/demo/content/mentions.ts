import type { Random } from './prng.ts'
import { writingWeight } from './calendar.ts'
import type { DemoMention, Language } from './types.ts'

type Written = [feed: 'forum' | 'blog' | 'news', author: string, title: string, text: string, language?: Language]

const links = {
  forum: 'https://forum-klartext.example/verkehr/',
  blog: 'https://kueste-per-rad.example/eintrag/',
  news: 'https://luenholmer-tagblatt.example/artikel/',
}

/** What the region says about the company without talking to it: triage decides what becomes a case. */
export function buildMentions(now: Date, random: Random): DemoMention[] {
  const mentions = written.map(([feed, author, title, text, language = 'de'], index): DemoMention => {
    const publishedAt = someTime(now, random, 336)
    const isOld = now.getTime() - publishedAt.getTime() > 2 * 86_400_000
    const state = !isOld || random.chance(0.35) ? 'new' : random.chance(0.3) ? 'watched' : 'dismissed'
    const link = `${links[feed]}${18_100 + index * 3}`
    return {
      key: `mention-${index + 1}`,
      presence: `feed-${feed}`,
      language,
      title,
      author,
      text,
      link,
      publishedAt,
      state,
    }
  })
  return mentions.toSorted((one, other) => one.publishedAt.getTime() - other.publishedAt.getTime())
}

function someTime(now: Date, random: Random, hours: number): Date {
  for (let attempt = 0; ; attempt++) {
    const at = new Date(now.getTime() - random.between(0.3, hours) * 3_600_000)
    if (attempt > 40 || random.chance(writingWeight(at))) return at
  }
}

const written: Written[] = [
  [
    'forum',
    'deichgraf77',
    'RB 41 morgens',
    'Fährt von euch noch jemand mit der 7:14 ab Ostermöhl? Seit Montag kommt die gefühlt pünktlich, ich trau dem Frieden nicht.',
  ],
  [
    'forum',
    'moewenschiet',
    'Uferlinie-App nach dem Update',
    'Bei mir läuft 5.2 problemlos. Bin ich der Einzige? Alle schimpfen, ich hab einfach nur mein Ticket.',
  ],
  [
    'forum',
    'Sandra_K',
    'Lumo 2 vs. Lumo 3',
    'Lohnt der Tausch? Meine Lumo 2 lebt noch, aber die Gummikappe sieht schon traurig aus.',
  ],
  [
    'forum',
    'ebbeundfut',
    'Monatskarte oder Abo?',
    'Rechne gerade: 92 gegen 74 Euro. Kommt man aus dem Abo vor einem Jahr wieder raus, oder sitzt man dann fest?',
  ],
  [
    'forum',
    'kruemelmonster',
    'Kontrolle in der 7',
    'Heute zweimal kontrolliert, zweimal freundlich. Wollte ich auch mal schreiben, sonst liest man ja nur das Gegenteil.',
  ],
  [
    'forum',
    'tidenhub',
    'Preiserhöhung',
    'Fünf Euro mehr und trotzdem kein Spätbus nach Brokdamm. Wer denkt sich das aus? Uferlinie, Landkreis, beide?',
  ],
  [
    'forum',
    'Frau.Holle',
    'Heizung in der RB 42',
    'Im vorderen Wagen Sauna, im hinteren Eisfach. Ich sitze jetzt immer genau an der Tür dazwischen.',
  ],
  [
    'forum',
    'radlerin_im_wind',
    'Leihräder Hafen',
    'Tipp: Um 17:45 kommt der Transporter und bringt leere Plätze. Davor ist die Station Hafen hoffnungslos.',
  ],
  [
    'forum',
    'bahnsteigphilosoph',
    'Durchsagen',
    '„Wegen Personen im Gleis“ – es waren Schafe. Warum sagt man nicht einfach Schafe? Alle hätten gelächelt.',
  ],
  [
    'forum',
    'pendlerin_87',
    'Erstattung hat geklappt',
    'Für alle, die zweifeln: 72 Minuten Verspätung gemeldet, nach drei Tagen Geld. Ohne Formular, einfach geschrieben.',
  ],
  [
    'forum',
    'hafenkante',
    'Nachtbus N2',
    'Fährt der N2 am Wochenende noch um 1:40? Im Aushang ja, in der App nein, am Telefon Musik.',
  ],
  [
    'forum',
    'kuestenkind',
    'Faltrad Pendel 20',
    'Hat jemand das Pendel 20 seit mehr als einem Jahr? Scharnier okay? Für 849 Euro will ich keine Überraschung.',
  ],
  [
    'forum',
    'jensderbus',
    'Neue Gelenkbusse',
    'Drei neue Gelenkbusse auf dem Betriebshof Wiekhusen gesichtet! Kommt jetzt endlich Luft in die 315?',
  ],
  [
    'forum',
    'nordlichtine',
    'Chipkarte im Portemonnaie',
    'Seit der neuen Chipkarte piept mein Büroausweis nicht mehr. Zufall oder stören die sich?',
  ],
  [
    'forum',
    'GrevenauGert',
    'Haltestelle Sparkasse',
    'Die heißt immer noch so, obwohl da Blumen verkauft werden. Meine Schwiegermutter ist neulich bis Immenrade durchgefahren.',
  ],
  [
    'forum',
    'stillesWasser',
    'Ruhewagen',
    'Angeblich kommt ein Ruhebereich in der RB 41. Wetten werden angenommen, wie lange er ruhig bleibt.',
  ],
  [
    'forum',
    'mathelehrer_a_d',
    'Tarifrätsel',
    'Von Zone 2 nach 4 über 3 kostet mehr als von 2 nach 4 über 5. Ich habe es dreimal nachgerechnet. Uferlinie, erklär dich.',
  ],
  [
    'forum',
    'windstaerke5',
    'Regencape',
    'Das Luv ist dicht, aber der Geruch! Nach einer Woche auf dem Dachboden geht es jetzt.',
  ],
  [
    'forum',
    'olaf_aus_o',
    'Automat Ostermöhl',
    'Wieder schwarz, der Bildschirm. Der Strom fällt da öfter aus, als der Zug fährt.',
  ],
  [
    'forum',
    'studi_luen',
    'Semesterticket',
    'Gilt das Semesterticket jetzt auf der Fähre oder nicht? Im Heft steht ja, auf der Website „in der Regel“.',
  ],
  [
    'forum',
    'anna.b',
    'Fundbüro',
    'Mein Schal war nach zwei Tagen wieder da, in einem Beutel mit Namen dran. Danke an wen auch immer.',
  ],
  [
    'forum',
    'kritischerfahrgast',
    'Social Media der Uferlinie',
    'Antworten seit ein paar Wochen tatsächlich Menschen. Mit Namen. Was ist denn da passiert?',
  ],
  [
    'forum',
    'islander',
    'English at the ticket machine',
    'The machine in Grevenau now has an English button, hidden behind the tariff page. Progress, I suppose.',
    'en',
  ],
  [
    'forum',
    'newinluenholm',
    'Which pass for a PhD student?',
    'Is the student tariff valid for PhD candidates at the marine institute? Their site says “students” and nothing else.',
    'en',
  ],
  [
    'forum',
    'bikeandbeer',
    'E-bike range',
    'Got 31 km out of a “60 km” battery against the wind to Grevenau. Swap cabinet in Immenrade saved my day.',
    'en',
  ],
  [
    'forum',
    'wartehaeuschen',
    'Bank an der Haltestelle',
    'Am Birkenweg steht seit gestern eine Bank. Nach vier Jahren. Ich habe eine Kerze angezündet.',
  ],
  [
    'forum',
    'vaterdreier',
    'Schülerkarte auf dem Handy',
    'Akku leer heißt kein Ticket. Wie macht ihr das mit den Kindern? Powerbank? Ausdruck?',
  ],
  [
    'forum',
    'quengelware',
    'Werbung in der App',
    'Ich will ein Ticket, nicht drei Kacheln für Lastenräder. Wer hat 5.2 eigentlich getestet?',
  ],
  [
    'blog',
    'Maren Dahlke',
    'Sieben Tage, sieben Deiche',
    'Von Tarpsiel aus ging es mit zwei Leihrädern der Uferlinie los. Das eine surrte, das andere sang. Angekommen sind wir trotzdem, und der Akkutausch in Immenrade war die beste Erfindung der Tour.',
  ],
  [
    'blog',
    'Maren Dahlke',
    'Die Uferlinie-App im Test',
    'Ich habe die App zwei Wochen lang benutzt: Ausstiegswecker großartig, Startseite überladen, Ticketkauf nach dem Update wacklig. Note: zwei minus, mit Luft nach oben.',
  ],
  [
    'blog',
    'Maren Dahlke',
    'Licht am Rad: drei Leuchten im Regen',
    'Im Vergleich war auch die Lumo 2 aus den Uferlinie-Läden. Sie hielt zwölf Minuten. Bei der dritten Leuchte stand der Hersteller wenigstens am Telefon Rede und Antwort.',
  ],
  [
    'blog',
    'Kommentar von Piet',
    'Zu: Licht am Rad',
    'Meine Lumo 2 ist auch hin. Im Laden Tarpsiel wurde sie sofort getauscht, ohne Diskussion.',
  ],
  [
    'blog',
    'Kommentar von Gesa',
    'Zu: Sieben Tage, sieben Deiche',
    'Schöner Bericht! Wie voll war die Fähre mit den Rädern? Wir wollen mit vieren hin.',
  ],
  [
    'blog',
    'Kommentar von Bo',
    'Zu: Die Uferlinie-App im Test',
    'Den Ausstiegswecker gibt es schon ewig, man muss ihn nur finden. Drittes Menü, zweite Seite, links.',
  ],
  [
    'blog',
    'Maren Dahlke',
    'Mit Kind und Anhänger nach Norderhall',
    'Der Anhänger darf mit, sagt die Website. Der Matrose sagt: „Wenn Platz ist.“ Es war Platz, und es gab einen Keks für das Kind.',
  ],
  [
    'blog',
    'Kommentar von Hanno',
    'Zu: Mit Kind und Anhänger',
    'Am Sonntag lieber die frühe Fähre nehmen, nachmittags bleiben Anhänger gern stehen.',
  ],
  [
    'blog',
    'Maren Dahlke',
    'Warum ich kein Auto mehr habe',
    'Ein Jahr ohne: 888 Euro Abo, 140 Euro Leihräder, zwei Taxis, null Strafzettel. Und dreimal sehr schlechte Laune am Bahnsteig Ostermöhl.',
  ],
  [
    'blog',
    'Kommentar von Tessa',
    'Zu: Warum ich kein Auto mehr habe',
    'Bei uns auf dem Dorf fährt der letzte Bus um 18:20. Da hilft auch kein Abo.',
  ],
  [
    'blog',
    'Guest post: Ruth Salter',
    'A slow weekend on Norderhall',
    'Ferry at 9:40, bikes at the pier, seals by noon. The return trip was late, and nobody minded except one man with a very important telephone.',
    'en',
  ],
  [
    'blog',
    'Kommentar von Knut',
    'Zu: Die Uferlinie-App im Test',
    'Ich fahre schwarz-weiß: Papierfahrkarte, Kugelschreiber, fertig.',
  ],
  [
    'blog',
    'Maren Dahlke',
    'Radstationen: voll, leer, voll',
    'Ich habe eine Woche lang um 18 Uhr an der Station Hafen gezählt. Montag bis Donnerstag war kein Platz frei. Die Uferlinie verspricht Besserung, ich zähle weiter.',
  ],
  ['blog', 'Kommentar von Femke', 'Zu: Radstationen', 'Seit dem Transporter um halb sechs ist es spürbar besser.'],
  [
    'news',
    'Lünholmer Tagblatt',
    'Uferlinie sucht 40 Fahrerinnen und Fahrer',
    'Mit einem Tag der offenen Tür am Betriebshof Wiekhusen wirbt die Uferlinie um Personal. Wer mag, darf auf dem Hof selbst eine Runde im Gelenkbus drehen.',
  ],
  [
    'news',
    'Lünholmer Tagblatt',
    'Stellwerk Ostermöhl: Störung legt RB 41 lahm',
    'Eine defekte Weiche hat den Verkehr zwischen Lünholm und Wiekhusen für mehrere Stunden unterbrochen. Rund 900 Fahrgäste waren betroffen.',
  ],
  [
    'news',
    'Lünholmer Tagblatt',
    'Kommentar: Wer am Bahnsteig sitzt, hat keine Geduld',
    'Eine angemeldete Fahrt im Rollstuhl, eine klemmende Rampe und niemand, der ein Taxi ruft. Es fehlt nicht an Regeln, es fehlt an Leuten, die sie kennen.',
  ],
  [
    'news',
    'Lünholmer Tagblatt',
    'Neuer Fahrplan: mehr Züge, weniger Nacht',
    'Die RB 41 fährt künftig alle 30 Minuten, dafür entfällt der N2 unter der Woche. Der Kreistag spricht von einem Kompromiss.',
  ],
  [
    'news',
    'Lünholmer Tagblatt',
    'Fähre nach Norderhall bleibt bei Sturm im Hafen',
    'Die Uferlinie hat die Verbindung am Abend eingestellt. Etwa sechzig Tagesgäste mussten auf der Insel übernachten.',
  ],
  [
    'news',
    'Lünholmer Tagblatt',
    'Grundschule Immenrade lobt Busfahrer',
    'Jörn Petzold fährt seit 22 Jahren die 315. Zum Geburtstag bekam er von der 4b ein Lied und einen Kuchen in Busform.',
  ],
  [
    'news',
    'Leserbrief: H. Stolte',
    'Zu „Neuer Fahrplan“',
    'Ein Takt, den man einhält, wäre mir lieber als ein Takt, den man druckt.',
  ],
  [
    'news',
    'Lünholmer Tagblatt',
    'Leihräder: Kreis prüft Ausbau',
    'Zwölf weitere Stationen könnten bis zum Sommer entstehen, acht davon in den Dörfern. Die Uferlinie zeigt sich bereit, verlangt aber einen Zuschuss.',
  ],
  [
    'news',
    'Lünholmer Tagblatt',
    'Aufzug Wiekhusen: Warten auf ein Steuergerät',
    'Seit bald zwei Wochen kommen Reisende nur über die Treppe auf Gleis 2. Die Uferlinie setzt nun Helfer ein.',
  ],
  [
    'news',
    'Leserbrief: M. Ipsen',
    'Zu „Aufzug Wiekhusen“',
    'Die Helfer sind freundlich und kräftig. Ein Aufzug wäre mir trotzdem lieber, ich bin kein Klavier.',
  ],
  [
    'news',
    'Lünholmer Tagblatt',
    'Verkehrsbetriebe im Vergleich: Nordküste vor Uferlinie',
    'Im Pünktlichkeitsvergleich landet die Uferlinie auf dem vierten von sieben Plätzen, bei der Freundlichkeit auf dem ersten.',
  ],
  [
    'news',
    'Lünholmer Tagblatt',
    'Polizei warnt vor falschen Kontrolleuren',
    'Zwei Männer haben in Bussen der Linie 3 Bargeld verlangt. Echte Prüfer der Uferlinie tragen einen Ausweis mit Foto und nehmen kein Bargeld.',
  ],
  [
    'news',
    'Lünholmer Tagblatt',
    'Stadtfest: Busse fahren bis 2 Uhr',
    'Zum Hafenfest gelten Tageskarten für zwei Tage. Die Haltestelle Marktplatz wird verlegt.',
  ],
  [
    'news',
    'Tagblatt in English',
    'Ferry crew turns back for a toy seal',
    'A five-year-old passenger, a forgotten seal and a captain with a heart: the story of the week from Tarpsiel.',
    'en',
  ],
  [
    'news',
    'Leserbrief: Familie Ott',
    'Danke an die Uferlinie',
    'Unsere Tochter hatte sich verfahren. Der Busfahrer hat gewartet, bis wir da waren, nach Dienstschluss. So etwas steht in keinem Fahrplan.',
  ],
  [
    'news',
    'Lünholmer Tagblatt',
    'Tarifrunde: Warnstreik im Nahverkehr möglich',
    'Die Gewerkschaft schließt Ausstände in der kommenden Woche nicht aus. Die Uferlinie bereitet einen Notfahrplan vor.',
  ],
  [
    'forum',
    'alterSchwede',
    'Fähre bei Nebel',
    'Seit Neuestem kommt die Meldung wirklich um halb sechs. Ich hätte nie gedacht, dass ich das mal schreibe.',
  ],
  [
    'forum',
    'linkshaender',
    'Stempelkasten Bus 84',
    'Der stempelt noch gestern. Also wirklich das Datum von gestern. Passt auf bei Kontrollen.',
  ],
]
