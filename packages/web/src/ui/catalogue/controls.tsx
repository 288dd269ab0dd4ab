import { AtSign, CircleCheck, Clock, Copy, Minus, Plus, Settings, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '../avatar.tsx'
import { Button, IconButton } from '../button.tsx'
import { Chip, FilterChip } from '../chip.tsx'
import { CheckField, ChoiceField, PasswordField, SwitchField, TextAreaField, TextField } from '../field.tsx'
import { SelectField } from '../select-field.tsx'
import { Kbd } from '../kbd.tsx'
import styles from './catalogue.module.css'
import { Example } from './example.tsx'

export function Buttons() {
  return (
    <>
      <Example name="Looks">
        <Button look="primary">Senden</Button>
        <Button>Zuweisen</Button>
        <Button look="quiet">Abbrechen</Button>
        <Button look="danger">Endgültig löschen</Button>
      </Example>
      <Example name="Icon and key">
        <Button look="primary" keyHint="Mod+Enter">
          Senden
        </Button>
        <Button icon={CircleCheck} keyHint="e">
          Erledigen
        </Button>
        <Button icon={Plus} keyHint="n">
          Neu
        </Button>
      </Example>
      <Example name="Small">
        <Button small look="primary">
          Übernehmen
        </Button>
        <Button small icon={Copy}>
          Kopieren
        </Button>
        <Button small look="quiet">
          Filter löschen
        </Button>
      </Example>
      <Example name="Busy, disabled">
        <Button look="primary" busy>
          Senden
        </Button>
        <Button disabled>Zuweisen</Button>
        <Button look="quiet" disabled>
          Verwerfen
        </Button>
      </Example>
      <Example name="Icon only">
        <IconButton icon={Settings} label="Einstellungen" keyHint="g e" />
        <IconButton icon={Settings} label="Einstellungen" look="default" />
        <IconButton icon={Settings} label="Einstellungen" pressed />
        <IconButton icon={Settings} label="Einstellungen" small />
        <IconButton icon={Settings} label="Einstellungen" disabled />
      </Example>
      <Example name="Long German">
        <div style={{ width: 190 }}>
          <Button look="primary">Datenschutzeinwilligung widerrufen und löschen</Button>
        </div>
      </Example>
    </>
  )
}

export function Chips() {
  const [on, setOn] = useState(true)
  return (
    <>
      <Example name="Tones">
        <Chip>wartet auf Kunde</Chip>
        <Chip tone="soon" icon={Clock}>
          noch 0:42
        </Chip>
        <Chip tone="bad" icon={TriangleAlert}>
          gestört
        </Chip>
        <Chip tone="ok" icon={CircleCheck}>
          bestätigt
        </Chip>
        <Chip tone="note">Intern</Chip>
        <Chip tone="bad" icon={Minus}>
          negativ, zunehmend
        </Chip>
        <Chip icon={AtSign}>gefunden von „Marke“</Chip>
      </Example>
      <Example name="Filters">
        <FilterChip on={on} onClick={() => setOn(!on)} aria-pressed={on}>
          Status: offen
        </FilterChip>
        <FilterChip>Kanal</FilterChip>
        <FilterChip icon={Plus}>Filter</FilterChip>
        <FilterChip on onRemove={() => undefined} removeLabel="Filter Thema entfernen">
          Thema: Lieferung
        </FilterChip>
      </Example>
      <Example name="People">
        <Avatar name="Maren Koch" size={20} />
        <Avatar name="Maren Koch" size={24} />
        <Avatar name="Maren Koch" />
        <Avatar name="Jana Berger" size={40} />
        <Avatar name="Aylin Demir" doing="viewing" />
        <Avatar name="Thomas Reinhardt" doing="writing" />
      </Example>
    </>
  )
}

export function Keys() {
  return (
    <Example name="Caps">
      <Kbd keys="Mod+k" />
      <Kbd keys="Mod+Shift+Enter" />
      <Kbd keys="e" />
      <Kbd keys="g i" />
      <Kbd keys="?" />
      <Kbd keys="ArrowDown" />
      <Kbd keys="Escape" />
      <Kbd keys="+" />
    </Example>
  )
}

export function Fields() {
  const [form, setForm] = useState<'sie' | 'du'>('sie')
  return (
    <div className={styles.fields}>
      <TextField label="Name" placeholder="Maren Koch" />
      <TextField label="Telefon" optional description="Nur für Rückrufe." />
      <TextField label="E-Mail-Adresse" defaultValue="maren@nordlicht" error="Diese Adresse ist unvollständig." />
      <PasswordField label="Passwort" defaultValue="abcdefghijkl" />
      <SelectField label="Kanal" data={['E-Mail', 'Telefon', 'Brief']} defaultValue="Telefon" />
      <TextField label="Gesperrt" value="Nordlicht GmbH" disabled />
      <TextAreaField label="Besonderheiten" placeholder="Was sollte beim nächsten Kontakt jeder wissen?" />
      <div style={{ display: 'grid', gap: 12 }}>
        <SwitchField
          label="Eingang bestätigen"
          description="Sofort nach einer Nachricht über das Webformular."
          defaultChecked
        />
        <CheckField label="Beispieldaten laden" />
        <CheckField label="Gewählt" defaultChecked />
      </div>
      <ChoiceField
        inline
        label="Anrede"
        value={form}
        onChange={setForm}
        choices={[
          { value: 'sie', label: 'Sie', help: 'Üblich bei Behörden und Versicherungen.' },
          { value: 'du', label: 'Du', help: 'Üblich in Gemeinschaften.' },
        ]}
      />
    </div>
  )
}
