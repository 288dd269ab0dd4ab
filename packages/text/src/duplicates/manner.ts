/** How a text speaks of its concern: the same words asked, praised or complained are not the same concern. */
export type Manner = 'question' | 'praise' | 'other'

/** What the similarity of two texts is multiplied by when they speak in different manners. */
export const otherManner = 0.65

export function mannerOf(text: string): Manner {
  const start = text.slice(0, 1_500).toLowerCase()
  if (question.test(start)) return 'question'
  return praise.test(start) && !complaint.test(start) ? 'praise' : 'other'
}

// Asks for a fact or a way; "why" and "where is my" complain.
const question =
  /\b(?:wie (?:kann|komme|lange|hoch|viel|viele|oft|teuer|schwer|geht|melde|lautet|funktioniert|mache|bekomme|finde|entkalke|reserviere|eröffne|gefährlich|kommt|wird|verhalte|schütze)|wann (?:muss|kann|darf|endet|sind|ist|soll)|wo (?:kann|finde|bekomme|gibt|melde)|welche[rsnm]?|was (?:kostet|ist|sind|kosten|mache|muss|passiert|soll|bedeutet)|(?:kann|darf|muss|soll) (?:ich|man)|(?:können|dürfen|müssen|sollten|soll) wir|gibt es|bietet|ist es möglich|how (?:do|can|to|long|much|many|often|should|is|are|does|would|likely)|when (?:do|can|will|is|are|should)|where (?:do|can|is the)|what (?:is|are|do|does|should|can|temperature|if|will|would)|which|can (?:i|you|we|the|someone|people)|could i|should (?:i|we|people)|may i|do (?:i|you|we)|does|is (?:it|there|the|my)|are there|am i|is there any)\b/
const praise =
  /\b(?:lob|super|toll|toller|tolle|klasse|prima|spitze|großartig|hervorragend|begeistert|genial|bestens|einwandfrei|hilfsbereit|nett|netter|freundlich|great|awesome|excellent|fantastic|brilliant|amazing|lovely|helpful|friendly|perfect|love|wonderful|big thank)\b/
const complaint =
  /\b(?:nicht|kein|keine|nie|niemand|leider|schlecht|trotzdem|obwohl|not|never|nobody|no|but|however|unfortunately|n't|didn't|doesn't|isn't|wasn't|can't)\b/
