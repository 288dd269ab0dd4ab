import type { CaseTemplate } from './template.ts'

/** Buses, trains, crew and what people leave behind in them. */
export const journey: CaseTemplate[] = [
  {
    key: 'bus-late',
    language: 'de',
    presences: ['form', 'mail-service', 'form'],
    topic: 'delay',
    kind: 'complaint',
    subjects: [
      'Linie {line} [schon wieder|ständig|erneut] zu spät',
      'Verspätung Linie {line} am {d-1}',
      '{min} Minuten Warten an der Haltestelle {stop}',
    ],
    texts: [
      'die {line} kam heute um {time} [gar nicht|mit {min} Minuten Verspätung|erst, als ich schon halb zu Hause war]. [Das ist diese Woche das dritte Mal.|Auf der Anzeige stand die ganze Zeit „sofort“.|Neben mir stand eine Frau mit zwei kleinen Kindern.] [Was ist da los?|Ich hätte gern eine Erklärung.|Muss das sein?]',
      'ich stand {min} Minuten an der Haltestelle {stop}, [im Regen|ohne Dach|mit schwerem Einkauf], und kein Bus der Linie {line} weit und breit. [In der App war alles grün.|Niemand sagt einem etwas.|Der nächste fuhr dann auch noch durch.] Ich [muss pünktlich zur Arbeit|habe meinen Arzttermin verpasst|bin zu spät zur Prüfung gekommen].',
      'können Sie mir sagen, warum die Linie {line} ab {stop} [morgens|nachmittags|abends] so gut wie nie pünktlich ist? Ich habe [zwei Wochen|zehn Tage|den ganzen Monat] mitgeschrieben: [neun von zehn|acht von zehn|elf von zwölf] Fahrten zu spät, im Schnitt {min} Minuten.',
    ],
    answers: [
      'ich habe mir die Fahrten der Linie {line} angesehen: Am {d-1} stand der Bus in der Baustelle am {stop}, dadurch kamen die {min} Minuten zusammen. Ab {w+3} fährt er eine Umleitung, die diese Stelle meidet. [Für den Ärger liegt eine Tageskarte in Ihrem Konto.|Die Fahrt habe ich Ihnen gutgeschrieben.]',
      'Ihre Beobachtung stimmt mit unseren Daten überein. Die Wendezeit der {line} ist zu knapp, der Fahrplan hält den Berufsverkehr nicht aus. Zum {w+14} bekommt die Linie sechs Minuten mehr Luft und einen zusätzlichen Wagen. [Ich sehe mir die Pünktlichkeit danach selbst an.|Danke, dass Sie so genau mitgeschrieben haben.]',
      'um {time} ist der Wagen mit einem Schaden an der Tür liegen geblieben, der Ersatz brauchte {min} Minuten. Dass die App weiter „pünktlich“ zeigte, lag an einer alten Meldung; sie wird seit heute nach zwei Minuten gelöscht. Ihre Fahrt ist erstattet, das Geld ist bis {w+3} da.',
    ],
    holds: [
      'ich frage gerade bei der Leitstelle nach, was auf der Linie {line} um {time} geschehen ist, und habe den Fahrtverlauf angefordert. Bis {bis} schreibe ich Ihnen den Grund.',
      'die Aufzeichnung der Linie {line} liegt mir vor, die Erklärung der Disposition noch nicht. Sie bekommen sie von mir bis {bis}, zusammen mit dem, was wir ändern.',
    ],
    asks: [
      'um {time} waren zwei Wagen der {line} unterwegs. In welche Richtung wollten Sie fahren? Dann kann ich den richtigen Verlauf ansehen. Ich schaue am {w+3} auf jeden Fall wieder in Ihren Fall.',
      'welche Fahrt war es genau, die um {time} oder die danach? Wenn Sie es nicht mehr wissen, genügt auch die ungefähre Zeit. Am {w+4} werte ich sonst beide aus und schreibe Ihnen.',
    ],
    promise: 'Grund der Verspätung auf der Linie {line}',
    weight: 1.5,
  },
  {
    key: 'train-cancelled',
    language: 'de',
    presences: ['mail-service', 'form'],
    topic: 'delay',
    kind: 'complaint',
    subjects: ['{train} {time} ausgefallen', 'Zugausfall {from} – {to}', 'Ausfall der {train} ohne Ansage'],
    texts: [
      'am {d-1} ist die {train} um {time} ab {from} [ersatzlos ausgefallen|einfach gestrichen worden|nicht gefahren]. [Keine Ansage, kein Ersatzbus.|Die Ansage kam, als der Bahnsteig schon leer war.|Der Ersatzbus fuhr vom anderen Ende der Stadt.] Ich bin [eine Stunde später|mit dem Taxi|per Anhalter, kein Witz,] in {to} angekommen.',
      'bitte teilen Sie mir mit, [warum|aus welchem Grund] die {train} von {from} nach {to} in den letzten Wochen so oft ausfällt. [Mein Arbeitgeber glaubt mir langsam nicht mehr.|Ich habe vier Ausfälle notiert.|Meine Kinder kommen regelmäßig zu spät zur Schule.]',
      'Zugausfall {time} Uhr, {from}. [Auf Gleis 1 etwa 40 Leute.|Alle standen ratlos herum.|Ein Herr vom Bahnhof wusste auch nichts.] Warum kann man bei so etwas nicht [wenigstens eine Durchsage machen|eine Nachricht in die App schreiben|einen Bus schicken, der auch kommt]?',
    ],
    answers: [
      'die {train} um {time} fiel aus, weil sich die Lokführerin kurz vor der Abfahrt krankmelden musste und die Reserve in {to} stand. Ab {w+7} steht werktags eine zweite Reserve in {from} bereit. Den Fahrpreis erstatte ich Ihnen ganz, er ist bis {w+3} auf Ihrem Konto.',
      'Sie haben recht mit den vier Ausfällen, ich zähle sogar fünf. Zwei Triebwagen sind in der Werkstatt, der erste kommt am {w+4} zurück. Für die betroffenen Tage habe ich [9,80 €|12,40 €|14,70 €] gutgeschrieben. [Eine Bescheinigung für den Arbeitgeber hängt in Ihrem Konto unter „Belege“.|Falls Sie eine Bescheinigung brauchen: Sie liegt in Ihrem Konto.]',
      'die Störung am Stellwerk dauerte von {time} Uhr an fast eine Stunde. Der Ersatzbus war bestellt, aber an der falschen Seite des Bahnhofs {from} angekündigt. Der Aushang ist seit heute berichtigt, und die Ansage läuft künftig aus der Leitstelle. Ihre Kosten übernehmen wir, das Geld kommt bis {w+3}.',
    ],
    holds: [
      'den Ausfall der {train} um {time} habe ich in der Liste gefunden, der Grund ist noch als „offen“ vermerkt. Die Betriebsleitung trägt ihn heute nach. Bis {bis} schreibe ich Ihnen, was war und was Sie erstattet bekommen.',
    ],
    asks: [
      'für die Erstattung brauche ich nur noch eines: Sind Sie mit Abo oder mit Einzelfahrschein gefahren? Ein Wort genügt. Am {w+4} prüfe ich sonst, was in Ihrem Konto steht, und melde mich.',
    ],
    promise: 'Grund des Ausfalls und Erstattung',
    weight: 1.3,
  },
  {
    key: 'crowded',
    language: 'de',
    presences: ['form'],
    topic: 'delay',
    kind: 'complaint',
    subjects: ['Überfüllung Linie {line}', 'kein Platz in der {train}', 'stehend von {from} bis {to}'],
    texts: [
      'in der {train} um {time} ist es [unerträglich|jeden Tag|seit Wochen] voll. [Heute passte eine Frau mit Kinderwagen nicht mehr hinein.|Ich stehe von {from} bis {to}, jeden Tag.|Die Tür ging erst beim dritten Versuch zu.] Hängen Sie doch bitte einen Wagen an.',
      'linie {line} ab {stop}: [sardinenbüchse|gequetscht wie noch nie|drei busse voll, im vierten durfte ich stehen]. [geht das nicht anders?|wozu zahl ich eigentlich den vollen preis?|bei schulbeginn war das doch absehbar]',
      'ich bin [im sechsten Monat schwanger|67 Jahre alt|auf Krücken unterwegs] und bekomme in der Linie {line} so gut wie nie einen Platz, [weil alles voller Rucksäcke ist|weil der Bus schon ab {stop} überfüllt ist]. Können die Fahrer da nicht einmal etwas sagen?',
    ],
    answers: [
      'die Zählung bestätigt es: Um {time} sind im Schnitt 40 Leute mehr an Bord, als Sitze da sind. Ab {w+8} fährt die {train} in dieser Stunde mit einem dritten Wagen. Bis dahin ist die Fahrt davor deutlich leerer, falls Sie ausweichen können.',
      'Ihre Schilderung habe ich mit den Zahlen der Linie {line} verglichen, sie passt genau. Ab {w+5} fährt morgens ein zusätzlicher Bus fünf Minuten vorher ab {stop}. Die Fahrerinnen und Fahrer sagen ab sofort durch, dass Plätze frei zu machen sind.',
    ],
    holds: [
      'ich lasse die Linie {line} in dieser Woche zählen, damit wir nicht über Gefühle reden. Bis {bis} haben Sie das Ergebnis und meine Antwort, ob ein zusätzlicher Wagen kommt.',
    ],
    promise: 'Ergebnis der Zählung',
  },
  {
    key: 'driver-complaint',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'staff',
    kind: 'complaint',
    subjects: ['Fahrweise Linie {line}', 'Verhalten des Fahrers, Linie {line}', 'Fahrer fährt los, obwohl ich winke'],
    texts: [
      'der Fahrer der {line} hat mich heute um {time} an der Haltestelle {stop} [genau gesehen und ist losgefahren|vor der Nase stehen lassen|angelächelt und die Tür zugemacht]. [Ich war noch zwei Meter weg.|Ich habe sogar geklopft.|Hinter mir kam noch eine alte Dame.] [So was macht man nicht.|Menschlich ist das nicht.]',
      'die Fahrweise auf der Linie {line} ist [haarsträubend|beängstigend|eine Zumutung]: [Handy in der einen Hand, Lenkrad in der anderen|in den Kreisverkehr am {stop} mit Schwung, dass die Leute fliegen|Vollbremsung an jeder Ampel]. Wagen [fuhr|war] um {time} ab {stop}.',
      'auf meine Frage nach dem Anschluss kam vom Fahrer der {line} nur „steht alles im Internet“. [Meine Mutter hat kein Internet.|Ich wollte nur wissen, ob der Bus nach {to} wartet.|Freundlich geht anders.]',
    ],
    answers: [
      'ich habe heute mit dem Kollegen gesprochen, der die {line} um {time} gefahren hat. Er hat Sie im Spiegel zu spät gesehen und bittet um Entschuldigung; für Abfahrten an dieser engen Haltestelle gilt ab {w+1} eine halbe Minute Puffer. [Als kleine Wiedergutmachung liegt eine Tageskarte in Ihrem Konto.|Danke, dass Sie geschrieben haben, statt es hinunterzuschlucken.]',
      'Ihre Beschreibung nehme ich ernst: Der Fahrtschreiber zeigt auf der {line} tatsächlich drei harte Bremsungen am {stop}. Die Teamleitung hat mit dem Fahrer geredet, am {w+6} fährt eine Trainerin mit. Wenn es Ihnen noch einmal auffällt, genügt die Uhrzeit.',
    ],
    holds: [
      'zu der Fahrt der {line} um {time} habe ich den Dienstplan herausgesucht. Der Kollege ist morgen wieder im Dienst, dann spreche ich mit ihm. Bis {bis} schreibe ich Ihnen, was dabei herauskam.',
    ],
    asks: [
      'damit ich mit dem Richtigen spreche: Können Sie die Richtung nennen, oder stand vorn am Bus eine Wagennummer? Wenn nicht, sehe ich bis {w+3} die Fahrten um {time} der Reihe nach durch.',
    ],
    promise: 'Ergebnis des Gesprächs mit dem Fahrer',
    weight: 1.2,
  },
  {
    key: 'driver-praise',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'staff',
    kind: 'praise',
    subjects: [
      '[Dickes|Großes|Ein] Lob für Linie {line}',
      'Danke an das Personal der {train}',
      'Endlich mal etwas Positives',
    ],
    texts: [
      'heute muss ich mal loben: Die Fahrerin der {line} hat [auf einen Jungen mit Gipsbein gewartet|einer Touristin in drei Sprachen den Weg erklärt|im ganzen Bus für einen Rollator Platz geschafft]. [So soll es sein.|Davon darf es mehr geben.|Bitte weitersagen.]',
      'die Ansage in der {train} um {time} war [großartig|herrlich|zum Lachen]: „Wir haben Verspätung, aber einen schönen Blick aufs Wasser.“ [Der ganze Wagen hat gelacht.|Da war mir die Verspätung egal.|Bitte Gehaltserhöhung.]',
      'mir ist gestern am {stop} schlecht geworden, und der Busfahrer der {line} [hat angehalten und mir Wasser gebracht|ist ruhig geblieben und hat meine Tochter angerufen|hat gewartet, bis ich wieder stehen konnte]. [Ich weiß leider seinen Namen nicht.|Vielen, vielen Dank an ihn.|Das vergesse ich nicht.]',
    ],
    answers: [
      'so eine Nachricht macht den Tag besser, auch meinen. Ich habe herausgefunden, wer es war, und Ihre Worte heute persönlich weitergegeben. Am {w+2} hängen sie im Betriebshof, gleich neben dem Kaffeeautomaten.',
      'danke, dass Sie sich die Zeit nehmen. Wer die {line} um {time} gefahren hat, weiß nun, wie es bei Ihnen ankam, und hat sich sehr gefreut. Beim Teamtreffen am {w+4} lesen wir Ihre Nachricht vor.',
    ],
    holds: [
      'ich suche gerade heraus, wer um {time} Dienst hatte, damit Ihr Dank an die richtige Stelle kommt. Bis {bis} wissen Sie, wer es war.',
    ],
    promise: 'Sagen, wen das Lob erreicht hat',
    priority: 'low',
    weight: 1.1,
  },
  {
    key: 'lost-form',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'lost',
    kind: 'request',
    subjects: ['{thing} verloren', 'Verloren in Linie {line}: {thing}', 'Fundsache {thing}?'],
    slots: { thing: ['Brille', 'Rucksack', 'Trinkflasche', 'Sporttasche', 'Schal', 'Mütze', 'Regenjacke'] },
    texts: [
      'ich habe am {d-1} gegen {time} in der Linie {line} [etwas liegen lassen|was vergessen|meine Sachen nicht alle mitgenommen]: {thing}. Ich saß {seat}. [Ist bei Ihnen etwas abgegeben worden?|Hängt leider Erinnerung dran.|Wäre toll, wenn es auftaucht.]',
      'gesucht: {thing}. Verloren in der {train} von {from} nach {to}, [gestern|heute|vermutlich gestern] um {time}. [Kann man im Depot nachsehen lassen?|Wo ist denn das Fundbüro, auf der Seite finde ich es nicht.|Ich komme es gern abholen.]',
      'oh je, ich war mit dem Kopf woanders und bin am {stop} ohne alles ausgestiegen. Es fehlt: {thing}. Linie {line}, {time} Uhr, {seat}. [Finderlohn gebe ich gern.|Bitte bitte.]',
    ],
    answers: [
      'gute Nachricht: {thing}, gefunden in der Linie {line}, liegt im Laden {shop} für Sie bereit, beschriftet mit Ihrem Namen. Abholen können Sie es bis {w+14} während der Öffnungszeiten, ein Ausweis genügt.',
      'im Fundbüro ist bis heute nichts angekommen, das passt. Ich habe den Fahrer und die Reinigung gefragt und den Verlust eingetragen (gesucht: {thing}). Taucht es auf, rufen wir Sie an; nach meiner Erfahrung geschieht das bis {w+7} oder gar nicht. Es tut mir leid, dass ich heute nicht mehr sagen kann.',
      'die Zugbegleiterin der {train} hat es eingepackt: {thing} liegt jetzt im Laden {shop}. Wenn Ihnen der Weg zu weit ist, schicken wir es Ihnen bis {w+3} kostenlos zu, schreiben Sie mir einfach die Adresse.',
    ],
    holds: [
      'der Bus von {time} kommt heute Abend in die Halle, dann wird gründlich nachgesehen (gesucht: {thing}). Bis {bis} sage ich Ihnen, ob es da ist.',
    ],
    asks: [
      'es sind gleich drei Fundstücke da, die passen könnten (gesucht: {thing}). Welche Farbe, und gibt es ein Merkmal, das nur Sie kennen? Ich lege sie bis {w+5} zur Seite.',
    ],
    promise: 'Ergebnis der Suche ({thing})',
    weight: 1.4,
  },
  {
    key: 'lost-call',
    language: 'de',
    presences: ['phone'],
    topic: 'lost',
    kind: 'request',
    subjects: ['Anruf: {thing} in der Linie {line}'],
    slots: { thing: ['Gehstock', 'Einkaufstasche', 'Schirm', 'Portemonnaie', 'Lesebrille', 'Handy'] },
    texts: [
      '{kunde} ruft an: {thing} in der Linie {line} vergessen, etwa {time} Uhr, Platz {seat}. Ausgestiegen am {stop}. [Klingt ruhig, hätte aber gern heute noch Bescheid.|Braucht die Sachen dringend.|Hat schon im Laden {shop} gefragt.]',
      '{kunde} vermisst seit der Fahrt von {from} nach {to} etwas: {thing}. [Meint, es könnte auch im Wartehäuschen liegen.|Ist sich sicher, dass es im Zug war.|Kommt sonst morgen selbst vorbei.] Zug {train}, Ankunft {time} Uhr.',
    ],
    answers: [
      'Zurückgerufen. Gefunden ({thing}), der Fahrer hat es am {stop} abgegeben. {kunde} holt es bis {w+3} im Laden {shop} ab.',
      'Mit Leitstelle und Reinigung gesprochen, bisher nichts gefunden ({thing}). {kunde} weiß Bescheid, der Verlust ist eingetragen; ich frage bis {w+4} noch zweimal nach.',
    ],
    holds: [
      'Zurückgerufen: Der Wagen ist noch unterwegs und wird heute Abend durchgesehen. {kunde} bekommt bis {bis} einen Anruf, auch wenn nichts gefunden wird.',
    ],
    promise: 'Rückruf zur Suche ({thing})',
    weight: 0.8,
  },
  {
    key: 'access-broken',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'access',
    kind: 'fault',
    subjects: ['Aufzug {from} defekt', 'Rampe im Bus {line} klemmt', 'Blindenleitsystem zugestellt, Halt {stop}'],
    texts: [
      'der Aufzug am Bahnhof {from} steht seit {days} Tagen. [Mit Kinderwagen bin ich über die Gleise geschickt worden.|Mein Mann sitzt im Rollstuhl und kommt so nicht zum Zug.|Der Zettel mit der Telefonnummer ist unleserlich.] Wann [geht er wieder|kommt jemand|ist mit einer Reparatur zu rechnen]?',
      'in der Linie {line} ließ sich heute um {time} die Rampe nicht ausklappen. [Zwei Schüler haben mich hochgehoben, das ist nicht lustig.|Der Fahrer hat sich redlich bemüht, trotzdem.|Ich musste auf den nächsten Bus warten.] Bitte prüfen Sie den Wagen.',
      'am {stop} stehen Leihräder quer über dem Leitstreifen für Blinde. Ich bin heute [dagegengelaufen|mit dem Stock hängen geblieben|fast gestürzt]. Es war {time} Uhr, und es ist nicht das erste Mal.',
    ],
    answers: [
      'die Störung ist behoben, ich habe es heute mit der Technik am Bahnhof {from} geprüft. Damit so etwas nicht wieder tagelang unbemerkt bleibt, meldet sich die Anlage ab {w+5} selbst bei der Leitstelle. Danke für Ihre Geduld und den klaren Hinweis.',
      'der Wagen der {line} ist aus dem Verkehr, die Rampe wird bis {w+2} getauscht. Für Fahrten in den nächsten Tagen melden Sie sich bitte einfach hier: Ich sorge dafür, dass ein geprüfter Bus kommt. Ihre Fahrt habe ich erstattet.',
      'die Räder am {stop} sind seit heute Mittag weg, und die Abstellfläche ist in der App gesperrt. Am {w+4} wird der Leitstreifen mit Pollern geschützt. Es tut mir leid, dass Ihnen das passiert ist.',
    ],
    holds: [
      'Ihre Meldung liegt bei der Technik, ich habe sie als dringend eingestuft und eine Hilfe vor Ort angefordert. Den Termin der Reparatur nenne ich Ihnen bis {bis}.',
    ],
    promise: 'Termin der Reparatur',
    priority: 'high',
    tags: ['barrierefreiheit'],
    weight: 0.9,
  },
  {
    key: 'post-bus',
    language: 'de',
    presences: ['found-fediverse', 'found-bluesky'],
    topic: 'delay',
    kind: 'complaint',
    du: true,
    subjects: ['Beitrag: Linie {line} [kommt nicht|fehlt|ausgefallen]'],
    texts: [
      'die {line} ist [ein Mythos|eine Legende|reine Theorie]. {min} minuten am {stop}, nichts. [danke @uferlinie|ihr könnt das echt gut, @uferlinie|so wird das nix mit der verkehrswende]',
      'Wette mit meinem Mitbewohner, ob die {train} um {time} kommt. Ich schulde ihm jetzt [einen Döner|ein Eis|die Hälfte der Miete]. #uferlinie',
      'Liebe @uferlinie, „wegen Störungen im Betriebsablauf“ heißt bei der {line} inzwischen [Dienstag|Alltag|Mittwoch bis Freitag], oder?',
    ],
    answers: [
      'der Wagen um {time} ist mit Motorschaden liegen geblieben, der nächste fuhr {min} Minuten später. Die Meldung in der App kam zu spät, das ändern wir bis {w+7}. Eine Tageskarte als Entschuldigung: Schick mir deine Kundennummer privat.',
      'verdient. Auf der {line} fehlen gerade zwei Leute im Dienst, deshalb die Lücken. Ab {w+5} fährt sie wieder nach Plan, bis dahin stehen Ausfälle eine Stunde vorher in der App.',
    ],
    holds: ['ich sehe gerade nach, was um {time} mit der {line} war, und schreibe dir hier bis {bis}, was los ist.'],
    promise: 'Öffentliche Antwort zur Linie {line}',
    weight: 1.2,
  },
  {
    key: 'dirty',
    language: 'de',
    presences: ['form', 'mail-service'],
    topic: 'delay',
    kind: 'fault',
    subjects: ['Zustand der {train}', 'WC in der {train} gesperrt', 'Sitze in der Linie {line}'],
    texts: [
      'in der {train} um {time} [war die Toilette gesperrt, in beiden Wagen|lag Müll vom Vortag|war die Heizung auf gefühlt 35 Grad]. [Mit Kind ist das eine Stunde lang kein Spaß.|Von {from} bis {to} sind das 50 Minuten.|Bitte kümmern Sie sich.]',
      'Sitz {seat} in der Linie {line}: [nass|aufgeschlitzt|klebrig von irgendwas]. Ich hatte eine helle Hose an. [Die Reinigung kostet 12 €.|Wer zahlt mir das?|Das muss doch jemand sehen.]',
    ],
    answers: [
      'der Wagen ist heute gereinigt und geprüft worden, die Mängel waren so, wie Sie sie beschrieben haben. Ab {w+1} geht in {to} zusätzlich mittags eine Reinigung durch den Zug. [Die Kosten für Ihre Kleidung übernehmen wir, ein Foto der Quittung genügt.|Danke für die genaue Angabe, so war der Wagen schnell gefunden.]',
      'danke für den Hinweis mit Uhrzeit, damit war der Wagen in zehn Minuten gefunden. Er steht in der Werkstatt und kommt am {w+2} zurück. Eine Freifahrt liegt in Ihrem Konto.',
    ],
    holds: [
      'der Wagen ist gefunden und für heute Abend in der Halle angemeldet. Bis {bis} schreibe ich Ihnen, was gemacht wurde und wie wir Ihre Kosten ersetzen.',
    ],
    promise: 'Bescheid über Reinigung und Kosten',
    priority: 'low',
    weight: 0.9,
  },
]
