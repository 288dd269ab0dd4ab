import { pdf, png, tornParcel } from '../attachments.ts'
import { hold, logged, note, spoke, them, us, type WrittenCase } from '../write.ts'

/** The shop by post: helmets, locks, folding bikes, chip cards in the mail. */
export const delivery: WrittenCase[] = [
  {
    key: 'delivery-folding-bike-lost',
    presence: 'mail-service',
    customer: 'overbeck',
    subject: 'Bestellung U-47915: Faltrad Pendel 20 nicht angekommen',
    topic: 'delivery',
    kind: 'complaint',
    status: 'open',
    owner: 'mara',
    priority: 'high',
    tags: ['paket-verschollen'],
    ago: [62, 72],
    due: -0.8,
    promise: 'Ergebnis der Nachforschung beim Paketdienst oder Ersatzrad',
    say: [
      them(
        'Hallo,\n\nlaut Sendungsverfolgung wurde mein Faltrad (849 €) am {d-3} „an Nachbar“ übergeben. Hier wohnt im Umkreis von 200 m kein Nachbar. Ich habe bei zwei Höfen gefragt, nichts. Wo ist mein Rad?\n\nJannik Overbeck',
      ),
      hold(
        'mara',
        125,
        'ein Rad verschwindet nicht bei einem Nachbarn, den es nicht gibt, da bin ich ganz bei Ihnen. Ich habe beim Paketdienst die Unterschrift angefordert und die Nachforschung eröffnet. Bis {bis} sage ich Ihnen, was dabei herauskam. Ist das Rad dann nicht gefunden, schicke ich ein neues los, ohne dass Sie warten, bis sich der Dienst und wir einig sind.',
      ),
      them('Unterschrift bitte auch mir zeigen. Ich brauche das Rad ab Montag für die Baustelle.', 240, {
        quote: true,
      }),
      note(
        'mara',
        35,
        'Unterschrift liest sich „Kröger“. In Grevenau gibt es eine Familie Kröger, aber am anderen Ende vom Ort. @tolga Hast du da noch den Draht zum Depot?',
      ),
      note(
        'tolga',
        90,
        'Depot ruft zurück. Fahrer war eine Vertretung, hat möglicherweise Hausnummer 12 statt 21 genommen.',
      ),
    ],
  },
  {
    key: 'delivery-work-address',
    presence: 'form',
    customer: 'overbeck-work',
    subject: 'Rad U-47915 dringend',
    topic: 'delivery',
    kind: 'question',
    status: 'new',
    owner: null,
    priority: 'high',
    ago: [1.5, 3],
    promise: 'Erste Antwort, zugesagt in der Eingangsbestätigung',
    say: [
      them(
        'Nochmal wegen U-47915, hier die Firmenadresse, da bin ich tagsüber besser zu erreichen. Wenn das Rad heute noch auftaucht: bitte an die Zimmerei liefern, Tor 2. J. Overbeck',
      ),
    ],
  },
  {
    key: 'delivery-torn-parcel',
    presence: 'mail-service',
    customer: 'eggers',
    subject: 'Paket aufgerissen, Helm zerkratzt',
    topic: 'delivery',
    kind: 'complaint',
    status: 'waiting_customer',
    owner: 'tolga',
    ago: [34, 44],
    promise: 'Versand des neuen Helms, sobald die Größe klar ist',
    say: [
      them(
        'Guten Tag, das Paket kam so an wie auf dem Foto. Der Helm (Kappe, mattblau) hat einen Kratzer quer über die Stirn. Für einen Helm ist mir das zu unsicher. Charlotte Eggers',
        0,
        { files: () => [png('paket-offen.png', tornParcel)] },
      ),
      us(
        'tolga',
        70,
        'einen Helm, der etwas abbekommen hat, sollten Sie nicht tragen. Ein neuer liegt für Sie bereit. Den alten brauchen wir nicht zurück, bitte werfen Sie ihn weg, damit ihn niemand aufsetzt. Eine Frage noch: Bleibt es bei Größe M? Auf dem Lieferschein steht M, in Ihrem Konto L. Mit Ihrer Antwort geht das Paket am selben Tag raus; wenn bis {w+2} keine da ist, rufe ich kurz an.',
      ),
    ],
  },
  {
    key: 'delivery-chipcard-late',
    presence: 'mail-service',
    customer: 'bachmeier',
    subject: 'Chipkarte seit 12 Tagen unterwegs',
    topic: 'delivery',
    kind: 'complaint',
    status: 'done',
    owner: 'mara',
    ago: [100, 130],
    say: [
      them(
        'Mein Abo hat am Ersten begonnen, eine Karte habe ich nicht. Jeden Morgen Diskussion mit dem Fahrer. Das ist peinlich. L. Bachmeier',
      ),
      us(
        'mara',
        58,
        'diese Diskussion nehme ich Ihnen ab: Im Anhang ist eine vorläufige Fahrkarte bis {w+10}, ausgedruckt oder auf dem Telefon. Ihre Chipkarte kam als unzustellbar zurück, weil im Anschriftenfeld der Name Ihrer WG fehlt. Ich habe „c/o Hartmann“ ergänzt und eine neue Karte losgeschickt, sie ist bis {w+3} da. Für die Tage ohne Karte schreibe ich Ihnen 12,00 € gut.',
        {
          files: () => [
            pdf('vorlaeufige-fahrkarte.pdf', ['Vorlaeufige Fahrkarte', 'UferAbo, alle Zonen', 'Uferlinie Mobil GmbH']),
          ],
        },
      ),
      them('Karte ist heute gekommen. Gutschrift auch. Danke für das Mitdenken mit dem c/o.', 2_900, { quote: true }),
    ],
  },
  {
    key: 'delivery-failed-mailbox-full',
    presence: 'mail-service',
    customer: 'dietz',
    subject: 'Rückfrage Regencape Größe',
    topic: 'delivery',
    kind: 'question',
    status: 'open',
    owner: 'mara',
    ago: [12, 20],
    promise: 'Antwort zur Größe auf anderem Weg, da sein Postfach voll ist',
    tags: ['zustellung-fehlgeschlagen'],
    say: [
      them(
        'Hallo, ich bin 1,94 m und eher breit. Passt das Cape „Luv“ in XL oder gibt es das noch größer? Holger Dietz',
      ),
      us(
        'mara',
        66,
        'XL geht bis etwa 1,90 m, bei Ihnen würde es am Lenker spannen. Nächste Woche kommt das Cape in XXL, vorne 12 cm länger. Ich lege Ihnen eines zurück, ohne Verpflichtung, und melde mich bis {bis}, sobald es im Laden Immenrade hängt.',
        {
          delivery: {
            state: 'failed',
            status: '5.2.2',
            reason: 'Postfach des Empfängers ist voll (552 5.2.2 mailbox full)',
          },
        },
      ),
      note(
        'mara',
        9,
        'Mail kam zurück, Postfach voll. Festnetznummer steht im Kundenkonto, ich rufe ihn nach Feierabend an.',
      ),
    ],
  },
  {
    key: 'delivery-unclear-send',
    presence: 'mail-service',
    customer: 'krueger',
    subject: 'Lieferadresse ändern, U-48377',
    topic: 'delivery',
    kind: 'request',
    status: 'open',
    owner: 'henrike',
    ago: [3, 5],
    due: 2.1,
    tags: ['sendung-unklar'],
    promise: 'Bestätigung der neuen Lieferadresse',
    say: [
      them(
        'Guten Morgen, bitte schicken Sie U-48377 nicht nach Hause, sondern in den Laden Marktstraße. Ich bin die Woche über nicht da. Vanessa Krüger',
      ),
      us(
        'henrike',
        42,
        'die Adresse ist geändert, U-48377 geht an den Laden Marktstraße. Sie können das Paket dort 14 Tage lang abholen, Ihr Ausweis genügt. Sobald es dort liegt, schreibe ich Ihnen, voraussichtlich bis {bis}.',
        {
          delivery: {
            state: 'unclear',
            reason: 'Verbindung zum Mailserver brach nach der Übergabe ab, keine Bestätigung',
          },
        },
      ),
    ],
  },
  {
    key: 'delivery-wrong-colour',
    presence: 'form',
    customer: 'hagedorn',
    subject: 'rot bestellt, grün bekommen',
    topic: 'delivery',
    kind: 'complaint',
    status: 'done',
    owner: 'tolga',
    ago: [240, 280],
    say: [
      them(
        'packtasche kiste 24 in rot bestellt, grün geliefert. eigentlich ist grün auch schön 😄 aber mein rad ist lila. tauschen?',
      ),
      us(
        'tolga',
        95,
        'lila und grün, das ist mutig, aber ich verstehe Sie. Die rote Tasche geht heute raus und ist bis {w+2} bei Ihnen. Die grüne geben Sie einfach dem Boten mit, der Aufkleber dafür klebt auf dem Paket. Bezahlen müssen Sie nichts.',
      ),
      them('haha top service', 180),
    ],
  },
  {
    key: 'delivery-pickup-closed',
    presence: 'visit',
    customer: 'maric',
    subject: 'Laden Immenrade mittags zu, Paket liegt drin',
    topic: 'delivery',
    kind: 'complaint',
    status: 'done',
    owner: 'nadia',
    ago: [88, 115],
    say: [
      logged(
        'nadia',
        'Herr Maric stand dreimal vor dem Laden Immenrade, dreimal war zwischen 12 und 13 Uhr zu, obwohl an der Tür „durchgehend“ steht. Sein Paket (Schloss Anker) liegt drin. Er arbeitet Schicht und kann nur mittags.',
      ),
      spoke(
        'nadia',
        50,
        'Mit dem Laden gesprochen: Die Mittagspause gilt seit dem Personalwechsel, das Schild ist falsch. Schild wird heute getauscht. Das Schloss bringt die Kollegin Herrn Maric um 17 Uhr zur Bäckerei nebenan, die hat bis 19 Uhr offen. Mit ihm am Telefon so vereinbart.',
      ),
      note('nadia', 400, 'Paket abgeholt, hat die Bäckerei bestätigt.'),
    ],
  },
  {
    key: 'delivery-invoice-address',
    presence: 'mail-service',
    customer: 'stahmer',
    subject: 'Zwei Lieferscheine, eine Ware',
    topic: 'delivery',
    kind: 'question',
    status: 'new',
    owner: 'tolga',
    ago: [2, 5],
    promise: 'Erste Antwort, zugesagt in der Eingangsbestätigung',
    say: [
      them(
        'Sehr geehrte Damen und Herren,\n\nich erhielt heute zwei Lieferscheine (U-48301 und U-48302), jedoch nur ein Bügelschloss. Bestellt habe ich eines. Bitte prüfen Sie, ob versehentlich zwei berechnet werden.\n\nMit freundlichem Gruß\nWolfgang Stahmer',
        0,
        { signature: 'W. Stahmer, Grevenau' },
      ),
    ],
  },
  {
    key: 'delivery-return-late',
    presence: 'mail-service',
    customer: 'sander',
    subject: 'Rückgabe nach 16 Tagen',
    topic: 'delivery',
    kind: 'request',
    status: 'closed',
    owner: 'mara',
    du: false,
    ago: [250, 300],
    say: [
      them(
        'Hi, ich weiß, 14 Tage sind rum. Das Cape ist noch originalverpackt, ich lag mit Grippe flach. Geht da was? Robin Sander',
      ),
      us(
        'mara',
        120,
        'schön, dass Sie wieder auf den Beinen sind. Ja, da geht was: Schicken Sie das Cape bis {w+7} zurück, der Aufkleber hängt an. Die 39,90 € erstatte ich, sobald es hier ist. Das ist eine Ausnahme, die wir bei Krankheit gern machen.',
        {
          files: () => [
            pdf('ruecksende-aufkleber.pdf', ['Ruecksendung', 'Uferlinie Mobil GmbH', 'Am Alten Stellwerk 4']),
          ],
        },
      ),
      them('Ihr seid die Besten. Paket ist auf dem Weg.', 700),
      us(
        'mara',
        4_300,
        'das Cape ist heute angekommen, die 39,90 € sind angewiesen und bis {w+2} auf Ihrem Konto. Alles Gute weiterhin.',
      ),
    ],
  },
]
