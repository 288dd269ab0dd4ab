import type { ReplyPhrases } from '../reply-phrases.ts'

export const zh: ReplyPhrases = {
  openers: ['在', '于'],
  verbs: ['写道', '寫道'],
  fields: {
    from: ['发件人', '寄件者', '寄件人'],
    sent: ['发送时间', '日期', '寄件日期', '傳送時間', '发送日期'],
    to: ['收件人', '收件者'],
    cc: ['抄送', '副本'],
    subject: ['主题', '主旨'],
  },
  originals: ['原始邮件', '原始郵件', '转发的邮件', '轉寄郵件', '转发邮件', '原邮件'],
  mobile: [['從我的'], ['从我的'], ['发自我的'], ['發自我的'], ['来自我的'], ['傳送自']],
}

export const ja: ReplyPhrases = {
  openers: [],
  verbs: ['のメッセージ', 'wrote'],
  fields: { from: ['差出人', '送信者'], sent: ['送信日時', '日付', '日時'], to: ['宛先'], subject: ['件名'] },
  originals: ['元のメッセージ', '転送されたメッセージ', 'オリジナルメッセージ'],
  mobile: [['iphoneから送信'], ['ipadから送信']],
}

export const ko: ReplyPhrases = {
  openers: [],
  verbs: ['작성', '님이 작성'],
  fields: {
    from: ['보낸 사람', '보낸사람'],
    sent: ['보낸 날짜', '날짜'],
    to: ['받는 사람', '받는사람'],
    subject: ['제목'],
    cc: ['참조'],
  },
  originals: ['원본 메시지', '전달된 메시지', '원본 메일'],
  mobile: [['나의 iphone에서 보냄'], ['내 iphone에서 보냄']],
}

export const he: ReplyPhrases = {
  openers: ['בתאריך', 'ב-'],
  verbs: ['כתב', 'כתבה', 'מאת'],
  fields: { from: ['מאת'], sent: ['נשלח', 'תאריך'], to: ['אל'], subject: ['נושא'] },
  originals: ['הודעה מקורית', 'הודעה שהועברה'],
  mobile: [['נשלח מה'], ['נשלח מ']],
}

export const ar: ReplyPhrases = {
  openers: ['في'],
  verbs: ['كتب', 'كتبت'],
  fields: { from: ['من'], sent: ['تاريخ الإرسال', 'التاريخ'], to: ['إلى'], subject: ['الموضوع'] },
  originals: ['الرسالة الأصلية', 'رسالة معاد توجيهها'],
  mobile: [['أرسلت من ']],
}
