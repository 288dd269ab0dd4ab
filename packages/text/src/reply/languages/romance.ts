import type { ReplyPhrases } from '../reply-phrases.ts'

export const fr: ReplyPhrases = {
  openers: ['le'],
  verbs: ['a écrit', 'nous a dit', 'a ecrit', 'écrivait', 'a envoyé'],
  fields: {
    from: ['de', 'expéditeur'],
    sent: ['envoyé', 'envoyé le', 'date', 'le', 'message du', "date d'envoi"],
    to: ['à', 'destinataire', 'pour'],
    cc: ['copie à', 'copie'],
    subject: ['objet', 'sujet'],
    other: ['répondre à'],
  },
  originals: [
    "message d'origine",
    'message original',
    'message transféré',
    'message d’origine',
    'courriel original',
    'mail original',
  ],
  forwards: ['début du message transféré', 'début du message réexpédié', 'transféré par'],
  mobile: [
    ['envoyé depuis mon '],
    ['envoyé depuis '],
    ['envoyé de mon '],
    ['envoyé à partir d'],
    ['envoyé via '],
    ['envoyé avec '],
    ['télécharger outlook pour '],
    ['obtenir outlook pour '],
  ],
}

export const es: ReplyPhrases = {
  openers: ['el'],
  verbs: ['escribió', 'ha escrito', 'escribio'],
  fields: {
    from: ['de', 'remitente'],
    sent: ['enviado', 'enviado el', 'fecha'],
    to: ['para'],
    subject: ['asunto'],
    other: ['responder a'],
  },
  originals: ['mensaje original', 'mensaje reenviado', 'mensaje de respuesta', 'forwarded message'],
  forwards: ['inicio del mensaje reenviado'],
  mobile: [
    ['enviado desde mi '],
    ['enviado desde '],
    ['enviado con '],
    ['obtener outlook para '],
    ['descargar outlook para '],
  ],
}

export const it: ReplyPhrases = {
  openers: ['il', 'in data', 'il giorno'],
  verbs: ['ha scritto', 'hai scritto', 'scrive'],
  fields: {
    from: ['da', 'mittente'],
    sent: ['inviato', 'data', 'inviata'],
    to: ['a', 'destinatario'],
    subject: ['oggetto'],
    other: ['risposta', 'rispondi a'],
  },
  originals: ['messaggio originale', 'messaggio inoltrato', 'messaggio originario'],
  forwards: ['inizio messaggio inoltrato'],
  mobile: [['inviato da '], ['inviato dal '], ['inviato con '], ['scarica outlook per '], ['ottieni outlook per ']],
}

export const pt: ReplyPhrases = {
  openers: ['em', 'no dia', 'a'],
  verbs: ['escreveu'],
  fields: {
    from: ['de', 'remetente'],
    sent: ['enviada em', 'enviado em', 'enviada', 'data'],
    to: ['para'],
    subject: ['assunto'],
  },
  originals: ['mensagem original', 'mensagem encaminhada', 'mensagem reencaminhada'],
  forwards: ['início da mensagem encaminhada', 'início da mensagem reencaminhada'],
  mobile: [['enviado do meu '], ['enviado do '], ['enviado de '], ['enviado via '], ['obter o outlook para ']],
}

export const ro: ReplyPhrases = {
  openers: ['în data de', 'la', 'pe', 'in data de'],
  verbs: ['a scris'],
  fields: { from: ['de la'], sent: ['trimis', 'dată'], to: ['către'], subject: ['subiect'] },
  originals: ['mesaj original', 'mesaj redirecționat'],
  mobile: [['trimis de pe '], ['trimis din ']],
}

export const ca: ReplyPhrases = {
  openers: ['el', 'en'],
  verbs: ['ha escrit', 'va escriure'],
  fields: { sent: ['data'], to: ['per a'], subject: ['assumpte'] },
  originals: ['missatge original', 'missatge reenviat'],
  mobile: [['enviat des de ']],
}
