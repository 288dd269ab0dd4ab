import styles from './catalogue.module.css'
import { Example } from './example.tsx'

const grounds: [string, string, string][] = [
  ['Background', '--bg', '--text'],
  ['Surface', '--surface', '--text'],
  ['Sunken', '--sunken', '--text'],
  ['Selected', '--selected', '--text'],
  ['Muted on surface', '--surface', '--muted'],
  ['Link on background', '--bg', '--primary'],
  ['Primary', '--primary', '--on-primary'],
  ['Danger', '--danger', '--on-danger'],
  ['Overdue', '--chip-bad', '--chip-bad-text'],
  ['Soon', '--chip-soon', '--chip-soon-text'],
  ['Good', '--chip-ok', '--chip-ok-text'],
  ['Neutral', '--chip-neutral', '--chip-neutral-text'],
  ['Internal note', '--note', '--note-text'],
]

export function Colours() {
  return (
    <div className={styles.swatches}>
      {grounds.map(([name, ground, text]) => (
        <div key={name} className={styles.swatch} style={{ background: `var(${ground})`, color: `var(${text})` }}>
          {name}
        </div>
      ))}
    </div>
  )
}

export function Type() {
  return (
    <>
      <Example name="Page heading 20/28">
        <h1>Kanäle und System</h1>
      </Example>
      <Example name="Section 16/24">
        <h2>Erstattung seit drei Wochen offen</h2>
      </Example>
      <Example name="Interface 14/20">
        <p>Letzte Nachricht an Kunde: vor 3 Std. · versprochen: Fr 14:00</p>
      </Example>
      <Example name="Reading 16/24">
        <p style={{ fontSize: 16, lineHeight: '24px', maxWidth: '75ch' }}>
          Ich habe am 3. November eine Gutschrift zugesagt bekommen. Bis heute ist nichts angekommen, und am Telefon
          weiß niemand Bescheid. Können Sie bitte nachsehen?
        </p>
      </Example>
      <Example name="Caption 12/16">
        <p style={{ fontSize: 12, lineHeight: '16px', color: 'var(--muted)' }}>Heute, 14:02</p>
      </Example>
    </>
  )
}
