/** Who spoke, as far as typed words say: a name, and a way to reach them. Pure. */
export type Contact = { name?: string; email?: string; phone?: string; handle?: string }

const MAIL = /^[^\s@<>,;]{1,64}@[^\s@<>,;]{1,190}\.[^\s@<>,;.]{2,63}$/

/** `Jana Berger, 0151 2345678` → name and phone; `@jana` → handle; what is neither is the name. */
export function contactOf(who: string, reach: string): Contact {
  const contact: Contact = {}
  for (const part of [...who.split(/[,;<>]/), ...reach.split(/[,;<>]/)].map((one) => one.trim())) {
    if (!part) continue
    if (MAIL.test(part)) contact.email ??= part
    else if (isPhone(part)) contact.phone ??= part
    else if (part.startsWith('@') && !part.includes(' ')) contact.handle ??= part
    else contact.name = contact.name ? `${contact.name}, ${part}` : part
  }
  return contact
}

export function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  return digits.length >= 5 && digits.length <= 17 && /^[+()\d\s/.-]+$/.test(text)
}
