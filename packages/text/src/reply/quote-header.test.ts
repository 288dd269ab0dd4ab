import { describe, expect, it } from 'vitest'
import { trimReply } from './trim-reply.ts'

/** Shapes mail programs write, with invented people. */
const headers = [
  'On Wed, Sep 25, 2024, at 03:57 PM, jonas_w wrote:',
  'On Thursday, June 27, 2024, mara via Lampenforum wrote:',
  'On Wed, 2024-12-02 at 13:58 +0000, Mara Schulz wrote:',
  'On 10/12/24 12:30, Mara Schulz wrote:',
  'On 11-Apr-2024, at 6:54 PM, Mara Schulz <mara@a.example> wrote:',
  'On 11-Apr-2024, at 6:54 PM, Mara Schulz <mara@a.example> sent:',
  '---- On Tue, 22 Dec 2024 14:17:36 +0530 Mara Schulz <mara@a.example> wrote ----',
  '------On 12/29/2024 17:32 PM, Mara Schulz wrote-----',
  ' On Mar 8, 2024 9:59 AM, "a.example" <\nr+7f1b094ceb90e18cca93d53d3703feae@a.example> wrote:',
  'On Nov 30, 2024, at 12:47 PM, Somebody <\n416ffd3258d4d2fa4c85cfa4c44e1721d66e3e8f4@b.a.example>\nwrote:',
  'On Fri, May 6, 2024 at 6:03 PM, Mara Schulz from the forum\n<mara@a.example> wrote:',
  'At 6/16/2024 08:32 PM, you wrote:',
  'In message <20240101.a@b.example> Mara Schulz writes:',
  'Op 24 aug. 2024 om 16:48 heeft mara via Forum <mara@a.example> het volgende geschreven:',
  'Op 17-feb.-2024, om 13:18 heeft Mara Schulz <mara@a.example> het volgende geschreven:',
  'Op ma 4 mrt. 2024 om 09:12 schreef Mara Schulz <mara@a.example>:',
  'Le 4 janv. 2024 19:03, "Mara Schulz" <mara@a.example> a écrit :',
  'Le lun. 4 mars 2024 à 09:12, Mara Schulz <mara@a.example> a écrit :',
  'Dnia 14 lip 2024 o godz. 00:25 Mara Schulz <mara@a.example> napisał(a):',
  'pon., 4 mar 2024 o 09:12 Mara Schulz <mara@a.example> napisał(a):',
  'Em seg, 27 de jul de 2024 17:13, Mara Schulz <mara@a.example> escreveu:',
  'El jueves, 21 de noviembre de 2024, mara escribió:',
  'El lun, 4 mar 2024 a las 9:12, Mara Schulz (<mara@a.example>) escribió:',
  'Il giorno lun 4 mar 2024 alle ore 09:12 Mara Schulz <mara@a.example> ha scritto:',
  'Am 4. März 2024 09:12:33 MEZ schrieb Mara Schulz <mara@a.example>:',
  'Am Mo., 4. März 2024 um 09:12 Uhr schrieb Mara Schulz <mara@a.example>:',
  'Am 04.03.24 um 09:12 schrieb Mara Schulz:',
  'Am 04.03.2024 um 09:12 hat Mara Schulz <mara@a.example> geschrieben:',
  'Mara Schulz <mara@a.example> schrieb am Mo., 4. März 2024, 09:12:',
  'Mara Schulz wrote on 04.03.2024 09:12:',
  'Den 15. jun. 2024 kl. 20.42 skrev Mara Schulz <mara@a.example>:',
  'man. 4. mar. 2024 kl. 09:12 skrev Mara Schulz <mara@a.example>:',
  'Den mån 4 mars 2024 kl 09:12 skrev Mara Schulz <mara@a.example>:',
  'På 14 september 2024 på 02:23:18, Mara Schulz (mara@a.example) skrev:',
  'ma 4. maalisk. 2024 klo 9.12 Mara Schulz (mara@a.example) kirjoitti:',
  'po 4. 3. 2024 v 9:12 odesílatel Mara Schulz <mara@a.example> napsal:',
  'суббота, 14 марта 2024 г. пользователь mara написал:',
  'вт, 5 янв. 2024 г. в 23:39, Mara Schulz <mara@a.example>:',
  '4 марта 2024 г., в 09:12, Mara Schulz <mara@a.example> написал(а):',
  'пн, 4 бер. 2024 р. о 09:12 Mara Schulz <mara@a.example> пише:',
  'Mara Schulz <mara@a.example>, 4 Mar 2024 Pzt, 09:12 tarihinde şunu yazdı:',
  'Mara Schulz <mara@a.example> ezt írta (időpont: 2024. márc. 4., H, 9:12):',
  '于2024年3月4日周一 09:12写道：',
  '2024年3月4日(月) 9:12 Mara Schulz <mara@a.example>:',
  '2024년 3월 4일 (월) 오전 9:12, Mara Schulz <mara@a.example>님이 작성:',
  '2024-10-18 0:17 GMT+03:00 Mara Schulz <mara@a.example>:',
  '2024-10-17 11:28 GMT+03:00 Postmaster <\npostmaster@sandboxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.a.example>:',
  '2024/10/2 mara <mara@a.example>',
  '2024-03-03 17:21 GMT+01:00 Mara Schulz',
  'mara via Lampenforum wrote:',
  'mara via Lampenforum <mara@a.example> schrieb:',
  'Mara Schulz <mara@a.example> wrote:',
  'Mara Schulz (mara@a.example) wrote:',
  'Sent from Samsung MobileMara <mara@a.example> wrote:',
  'Posted by mara on 01/21/2024',
  'Begin forwarded message:',
  'Anfang der weitergeleiteten Nachricht:',
  'Début du message transféré :',
  '----- Forwarded Message -----',
  '-------- Original-Nachricht --------',
  '-------- Weitergeleitete Nachricht --------',
  '---------- Forwarded message ---------',
  '*----- Original Message -----*',
  '-----Mensaje original-----',
  '----Messaggio originale----',
  '-----Oprindelig meddelelse-----',
  '-------- Message transféré --------',
  '------------------ 原始邮件 ------------------',
]

const prose = [
  'On the whole I am happy with what you wrote:',
  'Am Ende schrieb ich Ihnen noch:',
  'Am 5. Mai schrieb mir Ihre Kollegin:',
  'Le vendeur m’a dit que vous aviez écrit :',
  'Bestellung vom 04.03.2024, Kundennummer 4711:',
  'Meine Adresse: mara@a.example',
  'I wrote to service@a.example on 3 March 2024.',
  'El pedido 4711 no ha llegado:',
  'In a message your shop writes 20 % off.',
]

describe('lines above a quoted mail', () => {
  it.each(headers)('cuts at %j', (header) => {
    expect(trimReply(`Danke, passt.\n\n${header}\n\nDer alte Text.\nNoch eine Zeile.\n`).reply).toBe('Danke, passt.')
    expect(trimReply(`Danke, passt.\n\n${header}\n\n> Der alte Text.\n`).reply).toBe('Danke, passt.')
  })

  it.each(prose)('keeps %j', (line) => {
    const mail = `Guten Tag,\n\n${line}\n\nUnd so geht es weiter.`
    expect(trimReply(mail).reply).toBe(mail)
  })
})

const blocks = [
  'From: Mara Schulz <mara@a.example>\nSent: Thursday, 28 January 2024 8:16 p.m.\nTo: Jonas\nSubject: Lampe',
  '*From:* Mara Schulz [mailto:\nmara@a.example]\n*Sent:* Wednesday, June 27, 2024 3:05 PM\n*To:* jonas@a.example\n*Subject:* Lampe',
  'Von: mara@a.example\nGesendet: Dienstag, 25. November 2024 14:59\nAn: Jonas\nBetreff: Lampe',
  'Von: Mara Schulz\nDatum: Dienstag, 25. November 2024 um 14:59\nAn: Jonas Weber <jonas@a.example>\nBetreff: Lampe',
  'Gesendet: Montag, 04. März 2024 um 09:12 Uhr\nVon: "Mara Schulz" <mara@a.example>\nAn: jonas@a.example\nBetreff: Lampe',
  'De : Mara [mailto:mara@a.example]\nEnvoyé : vendredi 23 janvier 2024 16:39\nÀ : Jonas\nObjet : Lampe',
  'Fra: mara@a.example\nSendt: 19. march 2024 12:10\nTil: Jonas\nEmne: Lampe',
  'Från: Mara [mailto:mara@a.example]\nSkickat: den 26 augusti 2024 14:45\nTill: Jonas\nÄmne: Lampe',
  'Van: Mara\nVerzonden: maandag 5 december 2024 17:00\nAan: jonas@a.example\nOnderwerp: Lampe',
  'Da: Mara<mailto:mara@a.example>\nInviato: martedì 3 gennaio 2024 10:35\nA: Jonas\nOggetto: Lampe',
  'De: Mara\nEnviado el: lunes, 4 de marzo de 2024 9:12\nPara: Jonas\nAsunto: Lampe',
  'De: Mara\nEnviada em: segunda-feira, 4 de março de 2024 09:12\nPara: Jonas\nAssunto: Lampe',
  'Od: Mara\nWysłano: 4 marca 2024 09:12\nDo: Jonas\nTemat: Lampe',
  'От: Mara\nОтправлено: 4 марта 2024 г. 9:12\nКому: Jonas\nТема: Lampe',
  '发件人: Mara <mara@a.example>\n发送时间: 2024年8月2日 15:37\n收件人: Jonas\n主题: Lampe',
  '差出人: Mara\n送信日時: 2024年3月4日 9:12\n宛先: Jonas\n件名: Lampe',
  'Date: Wed, 16 May 2024 00:15:02 -0600\nTo: jonas@a.example',
  'Date: Fri=2C 28 Sep 2024 10:55:48 +0000\nFrom: mara@a.example\nTo: jonas@a.example\nSubject: Lampe',
]

describe('header blocks', () => {
  it.each(blocks)('cuts at %j', (block) => {
    expect(trimReply(`Danke, passt.\n\n${block}\n\nDer alte Text.\n`).reply).toBe('Danke, passt.')
    expect(trimReply(`Danke, passt.\n________________________________\n${block}\n\nDer alte Text.\n`).reply).toBe(
      'Danke, passt.',
    )
  })
})

describe('lines of devices', () => {
  it.each([
    'Von meinem iPhone gesendet',
    'Gesendet von Mail für Windows',
    'Gesendet mit der GMX Mail App',
    'Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.',
    'Sent from my iPhone',
    'Sent from Yahoo Mail on Android',
    'Sent via the Samsung Galaxy S24, please excuse typos',
    'Get Outlook for iOS<https://aka.ms/x>',
    '[Outlook für Android](https://aka.ms/x) herunterladen',
    'Holen Sie sich Outlook für Android',
    'Envoyé depuis mon téléphone',
    'Inviato da iPhone',
    'Enviado desde mi iPad',
    'Verstuurd vanaf mijn iPhone',
    'Sendt fra min iPhone',
    'Wysłane z iPhone',
    'Отправлено с iPhone',
    'iPhoneから送信',
    '发自我的 iPhone',
  ])('drops %j', (line) => {
    expect(trimReply(`Danke, passt.\n\n${line}\n`).reply).toBe('Danke, passt.')
  })
})
