import type { DemoTopic } from './types.ts'

export const topics: DemoTopic[] = [
  topic('journey', null, 'Fahrt und Betrieb', 'Journeys and operations'),
  topic('delay', 'journey', 'Verspätung und Ausfall', 'Delays and cancellations'),
  topic('access', 'journey', 'Barrierefreiheit', 'Accessibility'),
  topic('staff', 'journey', 'Fahrpersonal', 'Drivers and crew'),
  topic('lost', 'journey', 'Fundsachen', 'Lost property'),
  topic('tickets', null, 'Tickets und Abo', 'Tickets and passes'),
  topic('app', 'tickets', 'App', 'App'),
  topic('refund', 'tickets', 'Erstattung', 'Refunds'),
  topic('subscription', 'tickets', 'Abo und Kündigung', 'Subscriptions'),
  topic('invoice', 'tickets', 'Rechnung und Zahlung', 'Invoices and payment'),
  topic('inspection', 'tickets', 'Fahrkartenkontrolle', 'Ticket inspection'),
  topic('bikes', null, 'Rad und Laden', 'Bikes and shops'),
  topic('rental', 'bikes', 'Leihrad', 'Bike rental'),
  topic('delivery', 'bikes', 'Bestellung und Lieferung', 'Orders and delivery'),
  topic('product', 'bikes', 'Produktfehler', 'Product faults'),
  topic('ideas', null, 'Vorschläge und Angebot', 'Ideas and services'),
  topic('privacy', null, 'Datenschutz', 'Data protection'),
  topic('press', null, 'Presse', 'Press'),
]

function topic(key: string, parent: string | null, de: string, en: string): DemoTopic {
  return { key, parent, name: { de, en } }
}
