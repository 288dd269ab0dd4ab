import { useMantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { changeLanguage, currentLanguage } from '#lib/i18n.ts'
import { setPreferences, usePreferences } from '#lib/preferences.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '../button.tsx'
import { Logo } from '../logo.tsx'
import styles from './catalogue.module.css'
import { Colours, Type } from './foundations.tsx'
import { Buttons, Chips, Fields, Keys } from './controls.tsx'
import { Cases, Layout, Overlays, States } from './pieces.tsx'

const parts: [string, () => ReactNode][] = [
  ['Colours', Colours],
  ['Type', Type],
  ['Buttons', Buttons],
  ['Chips', Chips],
  ['Keys', Keys],
  ['Fields', Fields],
  ['Case pieces', Cases],
  ['States', States],
  ['Overlays', Overlays],
  ['Layout', Layout],
]

/** Every component in every state, for both themes, languages and densities. A tool for us: its own words are English. */
export function Catalogue() {
  useDocumentTitle('Catalogue')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { density } = usePreferences()
  useLanguage()
  return (
    <div className={styles.catalogue}>
      <header className={styles.head}>
        <Logo size={24} />
        <h1>Catalogue</h1>
        <Button small onClick={() => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark')}>
          {colorScheme === 'dark' ? 'Light' : 'Dark'}
        </Button>
        <Button small onClick={() => void changeLanguage(currentLanguage() === 'de' ? 'en' : 'de')}>
          {currentLanguage() === 'de' ? 'English' : 'Deutsch'}
        </Button>
        {(['compact', 'normal', 'relaxed'] as const).map((one) => (
          <Button
            small
            key={one}
            look={one === density ? 'primary' : 'default'}
            onClick={() => setPreferences({ density: one })}
          >
            {one}
          </Button>
        ))}
      </header>
      <main>
        {parts.map(([title, Part]) => (
          <section key={title} className={styles.part} aria-label={title} id={title.toLowerCase().replace(' ', '-')}>
            <h2>{title}</h2>
            <Part />
          </section>
        ))}
      </main>
    </div>
  )
}
