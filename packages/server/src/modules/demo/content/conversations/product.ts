import { faultyLight, png, text } from '../attachments.ts'
import { hold, logged, note, spoke, them, us, type WrittenCase } from '../write.ts'

/** Faults of things we sell. The light "Lumo 2" is the cluster: many customers, one cause. */
export const product: WrittenCase[] = [
  {
    key: 'lumo-first-report',
    presence: 'mail-service',
    customer: 'wulff',
    subject: 'Akkuleuchte Lumo 2 lädt nicht mehr',
    topic: 'product',
    kind: 'fault',
    status: 'done',
    owner: 'tolga',
    tags: ['lumo-2'],
    ago: [290, 310],
    say: [
      them(
        'Guten Tag, die Lumo 2 (gekauft vor sieben Wochen, Laden Tarpsiel) lädt nicht mehr. Die Kappe über der Ladebuchse schließt nicht richtig, da ist wohl Wasser reingekommen. Foto anbei. Anke Wulff',
        0,
        { files: () => [png('foto-defekt.png', faultyLight)] },
      ),
      us(
        'tolga',
        160,
        'auf dem Foto sieht man gut, dass die Kappe an einer Ecke absteht, dort ist Wasser eingedrungen. Eine neue Lumo 2 liegt ab {w+1} im Laden Tarpsiel für Sie, die alte bringen Sie bitte mit, unser Einkauf möchte sie sich ansehen.',
      ),
      them('Neue Leuchte läuft. Danke.', 3_400),
    ],
  },
  {
    key: 'lumo-cause-found',
    presence: 'mail-service',
    customer: 'hargreaves',
    subject: 'Lumo 2 rear light dead after rain',
    topic: 'product',
    kind: 'fault',
    status: 'done',
    owner: 'grace',
    tags: ['lumo-2'],
    ago: [200, 225],
    say: [
      them(
        "Hello,\n\nMy Lumo 2 light died after one rainy ride to the ferry. When I opened the little rubber cap, water dripped out. It's six weeks old. I cycle home in the dark, so this is a bit urgent.\n\nEmily Hargreaves",
        0,
        { files: () => [png('light-with-water.png', faultyLight)] },
      ),
      us(
        'grace',
        75,
        'thank you for the photo, and please do not ride home without a light. The shop at Tarpsiel pier has a different model, the Lumo 3, ready for you today until 6 pm, at no charge. Your case is the twelfth with the same cap, so we have stopped selling the Lumo 2 and asked the maker for an explanation. I will write to everybody affected by {w+5}.',
      ),
      them('Picked it up, works nicely. Thanks for the quick help!', 520),
    ],
  },
  {
    key: 'lumo-internal-cluster',
    presence: 'visit',
    customer: 'scharnberg',
    subject: 'Dritte Lumo 2 in Folge defekt',
    topic: 'product',
    kind: 'complaint',
    status: 'waiting_internal',
    owner: 'henrike',
    priority: 'high',
    tags: ['lumo-2', 'rückruf-prüfen'],
    ago: [46, 56],
    due: 7.5,
    promise: 'Entscheidung, ob die Lumo 2 zurückgerufen wird',
    followUp: [2, 'Antwort des Herstellers zur Lumo 2 prüfen'],
    say: [
      logged(
        'mara',
        'Frau Scharnberg war im Laden Wiekhusen, mit ihrer dritten Lumo 2. Alle drei waren nach Regen tot. Eine vierte will sie nicht, auch kein Geld, sondern „dass jemand einmal nachdenkt, bevor sich einer den Hals bricht“.',
      ),
      note(
        'mara',
        25,
        '@henrike Damit sind es 17 Meldungen in zwei Wochen, alle gleich: Gummikappe, Ladebuchse, Wasser. Charge überall 24-03, soweit lesbar.',
      ),
      spoke(
        'henrike',
        180,
        'Frau Scharnberg angerufen und ihr recht gegeben. Die Lumo 2 ist aus allen sechs Läden genommen. Sie bekommt eine Lumo 3. Ob wir alle verkauften Leuchten zurückrufen, entscheidet die Geschäftsführung; ich sage ihr das Ergebnis bis {bis}.',
      ),
      note(
        'henrike',
        20,
        '@falk Bitte Liste aller Käufe Lumo 2, Charge 24-03, mit Kontaktweg. Wenn der Hersteller bis morgen schweigt, rufen wir zurück.',
      ),
    ],
  },
  {
    key: 'product-lock-jammed',
    presence: 'form',
    customer: 'demirci',
    subject: 'Schloss Anker klemmt, Rad gefangen',
    topic: 'product',
    kind: 'fault',
    status: 'done',
    owner: 'mara',
    priority: 'urgent',
    ago: [105, 138],
    say: [
      them(
        'Mein Rad hängt am Bahnhof Grevenau am Geländer fest, das neue Schloss (Anker) geht nicht mehr auf. Schlüssel dreht durch. Ich muss in 2 Std zur Nachtschicht. Yusuf Demirci',
      ),
      us(
        'mara',
        11,
        'in 20 Minuten ist Herr Brandes vom Laden Grevenau mit dem Werkzeug bei Ihnen am Bahnhof. Bringen Sie bitte etwas mit, woran er sieht, dass es Ihr Rad ist, ein Foto genügt. Ein neues Schloss hat er dabei; das alte schicken wir dem Hersteller. Falls es länger als eine Stunde dauert, zahlen wir Ihnen das Taxi zur Schicht. Ich bleibe so lange dran, bis das Rad frei ist.',
      ),
      them('Er war da, Rad ist frei, bin pünktlich. Wahnsinn, danke.', 70),
      note('mara', 10, 'Schließzylinder mit Sand voll. Kein Muster bisher, zweites Schloss dieser Art.'),
    ],
  },
  {
    key: 'product-folding-hinge',
    presence: 'mail-service',
    customer: 'schlotfeldt',
    subject: 'Scharnier am Pendel 20 knackt',
    topic: 'product',
    kind: 'fault',
    status: 'waiting_customer',
    owner: 'mara',
    ago: [8, 14],
    promise: 'Werkstatttermin bestätigen',
    say: [
      them(
        'Sehr geehrte Damen und Herren, das Scharnier meines Faltrads knackt bei jeder Umdrehung, gekauft vor vier Monaten. Darf ich damit noch fahren? Uwe Schlotfeldt',
      ),
      us(
        'mara',
        85,
        'bitte fahren Sie vorerst nicht damit, ein knackendes Scharnier sehen wir uns immer sofort an. Die Werkstatt in Wiekhusen hat am {w+2} um 9 Uhr oder am {w+3} um 15 Uhr Platz, Dauer eine halbe Stunde, Kosten keine. Welcher Termin passt Ihnen? Für die Wartezeit bekommen Sie ein Leihrad. Ohne Nachricht halte ich den ersten bis {w+1} frei.',
      ),
    ],
  },
  {
    key: 'product-lumo-forum',
    presence: 'feed-forum',
    customer: 'gerdes',
    subject: 'Forum: Lumo 2 – Wasser in der Ladebuchse',
    topic: 'product',
    kind: 'complaint',
    status: 'open',
    owner: 'grace',
    tags: ['lumo-2', 'forum'],
    ago: [26, 34],
    reach: 1_120,
    promise: 'Antwort im Forum, ob die Lumo 2 zurückgerufen wird',
    link: 'https://forum-klartext.example/verkehr/18260',
    say: [
      them(
        'Wer hat noch eine Lumo 2 aus den Uferlinie-Läden? Bei mir und zwei Kollegen im Regen abgesoffen. Dichtung ist ein Witz. Tauschen sie das einfach oder muss man kämpfen?',
      ),
      hold(
        'grace',
        140,
        'kämpfen müssen Sie nicht: Jede Lumo 2 wird in unseren sechs Läden ohne Kassenbon gegen eine Lumo 3 getauscht. Aus dem Verkauf ist sie schon. Ob wir alle Käufer anschreiben, steht bis {bis} fest, ich schreibe es dann hier.',
      ),
    ],
  },
  {
    key: 'product-raincape-smell',
    presence: 'form',
    customer: 'tran',
    subject: 'Cape riecht nach Chemie',
    topic: 'product',
    kind: 'complaint',
    status: 'done',
    owner: 'tolga',
    ago: [215, 250],
    say: [
      them(
        'Das Regencape Luv stinkt auch nach drei Tagen auf dem Balkon noch furchtbar nach Plastik. Kopfschmerzen nach 10 min. Was ist da drin? Linh Tran',
      ),
      us(
        'tolga',
        260,
        'tragen Sie das Cape bitte nicht weiter. Die 39,90 € habe ich erstattet, sie sind bis {w+3} da; zurückschicken müssen Sie nichts. Im Anhang ist das Datenblatt: Die Beschichtung ist ein Polyurethan ohne Weichmacher, der Geruch soll nach einem Tag weg sein. Dass er bei Ihnen bleibt, habe ich dem Hersteller mit Ihrer Chargennummer gemeldet.',
        {
          files: () => [
            text(
              'datenblatt-luv.txt',
              'Regencape Luv\nMaterial: Polyester, PU-Beschichtung\nWassersaeule: 8000 mm\nCharge: 11-B\n',
            ),
          ],
        },
      ),
      them('Danke für die ehrliche Antwort und das Datenblatt.', 400, { quote: true }),
    ],
  },
]
