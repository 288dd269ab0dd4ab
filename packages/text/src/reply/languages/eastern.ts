import type { ReplyPhrases } from '../reply-phrases.ts'

export const pl: ReplyPhrases = {
  openers: ['dnia', 'w dniu', 'w dn.'],
  verbs: ['napisał(a)', 'napisał', 'napisała', 'pisze'],
  fields: {
    from: ['od', 'nadawca'],
    sent: ['wysłano', 'wysłane', 'data'],
    to: ['do', 'adresat'],
    cc: ['dw'],
    subject: ['temat'],
  },
  originals: ['wiadomość oryginalna', 'oryginalna wiadomość', 'wiadomość przekazana', 'przekazana wiadomość'],
  forwards: ['początek przekazanej wiadomości'],
  mobile: [['wysłane z '], ['wysłano z '], ['wysłane przy ']],
}

export const cs: ReplyPhrases = {
  openers: ['dne', 'v', 'po', 'út', 'st', 'čt', 'pá', 'so', 'ne'],
  verbs: ['napsal(a)', 'napsal', 'napsala'],
  fields: { from: ['od'], sent: ['odesláno', 'datum'], to: ['komu'], cc: ['kopie'], subject: ['předmět'] },
  originals: ['původní zpráva', 'původní e-mail', 'přeposlaná zpráva'],
  forwards: ['přeposlaná zpráva'],
  mobile: [['odesláno z '], ['odesláno ze '], ['posláno z '], ['získat outlook pro ']],
}

export const sk: ReplyPhrases = {
  openers: ['dňa', 'dna'],
  verbs: ['napísal(a)', 'napísal', 'napísala'],
  fields: { from: ['od'], sent: ['odoslané', 'dátum'], to: ['komu'], subject: ['predmet'] },
  originals: ['pôvodná správa', 'preposlaná správa'],
  mobile: [['odoslané z ']],
}

export const ru: ReplyPhrases = {
  openers: [],
  verbs: ['написал(а)', 'написал', 'написала', 'написали', 'пишет', 'писал', 'писал(а)'],
  fields: {
    from: ['от', 'от кого', 'отправитель'],
    sent: ['отправлено', 'дата'],
    to: ['кому'],
    cc: ['копия'],
    subject: ['тема'],
  },
  originals: ['исходное сообщение', 'пересылаемое сообщение', 'пересланное сообщение', 'оригинальное сообщение'],
  forwards: ['начало переадресованного сообщения', 'начало пересылаемого сообщения'],
  mobile: [['отправлено с '], ['отправлено из '], ['отправлено от ']],
}

export const uk: ReplyPhrases = {
  openers: [],
  verbs: ['пише', 'написав', 'написала', 'написав(ла)', 'писав'],
  fields: { from: ['від'], sent: ['надіслано', 'відправлено'], subject: ['тема'] },
  originals: ['початкове повідомлення', 'переслане повідомлення', 'оригінальне повідомлення'],
  mobile: [['надіслано з '], ['відправлено з ']],
}

export const hu: ReplyPhrases = {
  openers: [],
  verbs: ['írta', 'ezt írta', 'írta (időpont'],
  fields: { from: ['feladó'], sent: ['elküldve', 'dátum', 'küldve'], to: ['címzett'], subject: ['tárgy'] },
  originals: ['eredeti üzenet', 'továbbított üzenet', 'továbbított levél'],
  mobile: [['elküldve az én '], ['elküldve a '], ['küldve a ']],
}

export const tr: ReplyPhrases = {
  openers: [],
  verbs: ['yazdı', 'şunları yazdı', 'şunu yazdı'],
  fields: {
    from: ['kimden', 'gönderen'],
    sent: ['gönderildi', 'gönderme tarihi', 'tarih'],
    to: ['kime'],
    subject: ['konu'],
  },
  originals: ['orijinal mesaj', 'özgün ileti', 'iletilen mesaj', 'yönlendirilen mesaj'],
  mobile: [['iphone’umdan gönderildi'], ["iphone'umdan gönderildi"]],
}

export const fi: ReplyPhrases = {
  openers: ['ma', 'ti', 'ke', 'to', 'pe', 'la', 'su'],
  verbs: ['kirjoitti'],
  fields: {
    from: ['lähettäjä'],
    sent: ['lähetetty', 'päivämäärä'],
    to: ['vastaanottaja'],
    subject: ['aihe'],
    cc: ['kopio'],
  },
  originals: ['alkuperäinen viesti', 'välitetty viesti', 'edelleenlähetetty viesti'],
  mobile: [['lähetetty '], ['hanki outlook ']],
}
