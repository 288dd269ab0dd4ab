import type { Random } from './prng.ts'

/** The values a case's slots are filled with, chosen once per case so that question and answer agree. */
export type Slots = Record<string, string>

export function drawSlots(random: Random, own: Record<string, string[]> = {}): Slots {
  const train = random.pick(['RB 41', 'RB 42'] as const)
  const [from, to] = random.shuffle(stationsOf[train])
  const slots: Slots = {
    line: random.pick(['3', '7', '12', '210', '315', '18', '24']),
    train,
    stop: random.pick(stops),
    from: from as string,
    to: to as string,
    shop: random.pick(['Bahnhof', 'Marktstraße', 'Wiekhusen', 'Tarpsiel', 'Immenrade', 'Grevenau']),
    station: random.pick(['Hafen', 'Uni', 'Mühlenteich', 'Bahnhof Süd', 'Klinikum', 'Marktplatz', 'Anleger']),
    time: `${Math.floor(random.between(5, 23))}:${String(Math.floor(random.between(0, 60))).padStart(2, '0')}`,
    min: String(Math.floor(random.between(9, 48))),
    days: random.pick(['drei', 'vier', 'fünf', 'sechs', 'acht', 'zehn']),
    daysEn: random.pick(['three', 'four', 'five', 'six', 'eight', 'ten']),
    order: `U-${number(random, 46_100, 48_900)}`,
    invoice: `R-${number(random, 86_100, 88_900)}`,
    fine: `FN-${number(random, 20_100, 20_990)}`,
    bike: number(random, 1_002, 3_998),
    phoneModel: random.pick(['Android 13', 'Android 14', 'Android 15', 'iOS 17', 'iOS 18']),
    seat: random.pick(['hinten links', 'vorne rechts', 'in der Mitte', 'im Gelenk', 'ganz hinten']),
  }
  for (const [name, values] of Object.entries(own)) slots[name] = random.pick(values)
  return slots
}

const stationsOf = {
  'RB 41': ['Lünholm', 'Ostermöhl', 'Wiekhusen', 'Tarpsiel'],
  'RB 42': ['Lünholm', 'Immenrade', 'Grevenau'],
}
// All of them go with "am".
const stops = [
  'Mühlenteich',
  'Hafen',
  'Klinikum',
  'Marktplatz',
  'Deichtor',
  'Schulzentrum',
  'Wasserturm',
  'Birkenweg',
  'Stadtpark',
  'Leuchtturm',
  'Kornspeicher',
  'Bootshaus',
]

function number(random: Random, from: number, to: number): string {
  return String(Math.floor(random.between(from, to)))
}
