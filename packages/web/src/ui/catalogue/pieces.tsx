import type { ChannelKind } from '@resonanz/contracts'
import { Archive, Flag, Inbox, MoreHorizontal, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Problem } from '#lib/problem.ts'
import { showNotice } from '#lib/undo.ts'
import { AttachmentCard } from '../attachment-card.tsx'
import { Button, IconButton } from '../button.tsx'
import { ChannelGlyph, channelIcons } from '../channel-glyph.tsx'
import { ConfirmDialog, Sheet } from '../dialog.tsx'
import { Chip } from '../chip.tsx'
import { DueChip } from '../due-chip.tsx'
import { Menu } from '../menu.tsx'
import { OfflineChip } from '../offline-pill.tsx'
import { Panes } from '../panes.tsx'
import { ListTime, Moment, RelativeTime } from '../relative-time.tsx'
import { sentimentIcons, sentimentTones } from '../sentiment.tsx'
import { SkeletonRows } from '../skeleton.tsx'
import { Banner, DeniedState, EmptyState, ErrorState } from '../states.tsx'
import { Tabs } from '../tabs.tsx'
import styles from './catalogue.module.css'
import { Example } from './example.tsx'

const minutes = (count: number) => new Date(Date.now() + count * 60_000 + 5_000)

export function Cases() {
  return (
    <>
      <Example name="Due">
        <DueChip kind="answer" dueAt={minutes(-18)} />
        <DueChip kind="answer" dueAt={minutes(42)} />
        <DueChip kind="answer" dueAt={minutes(185)} />
        <DueChip kind="next_update" dueAt={minutes(3000)} />
        <DueChip kind="next_update" dueAt={minutes(50)} />
        <DueChip kind="next_update" dueAt={minutes(-3200)} />
        <DueChip kind="follow_up" dueAt={minutes(1500)} />
        <DueChip kind="answer" dueAt={minutes(-18)} long />
      </Example>
      <Example name="Times">
        <RelativeTime at={minutes(-3)} />
        <RelativeTime at={minutes(-60 * 30)} />
        <RelativeTime at={minutes(-60 * 24 * 6)} days />
        <Moment at={minutes(-60 * 30)} />
        <ListTime at={minutes(-5)} />
        <ListTime at={minutes(-60 * 24)} />
        <ListTime at={minutes(-60 * 24 * 400)} />
      </Example>
      <Example name="Channels">
        {(Object.keys(channelIcons) as ChannelKind[]).map((kind) => (
          <ChannelGlyph key={kind} kind={kind} named />
        ))}
      </Example>
      <Example name="Tonality">
        {(['positive', 'neutral', 'negative'] as const).map((sentiment) => (
          <Chip key={sentiment} tone={sentimentTones[sentiment]} icon={sentimentIcons[sentiment]}>
            {sentiment}
          </Chip>
        ))}
      </Example>
      <Example name="Attachments">
        <AttachmentCard name="Rechnung 88123.pdf" type="application/pdf" size={48_213} href="#" />
        <AttachmentCard
          name="Foto vom defekten Gerät mit sehr langem Namen.jpeg"
          type="image/jpeg"
          size={2_340_000}
          href="#"
        />
        <AttachmentCard name="bestellungen.csv" type="text/csv" size={912} href="#" />
      </Example>
    </>
  )
}

export function States() {
  return (
    <div className={styles.fields}>
      <div className={styles.box}>
        <SkeletonRows rows={3} />
      </div>
      <div className={styles.box}>
        <EmptyState
          icon={Inbox}
          title="Noch kein Kanal verbunden"
          actions={<Button look="primary">E-Mail verbinden</Button>}
        >
          Sobald ein Postfach verbunden ist, stehen neue Anliegen hier.
        </EmptyState>
      </div>
      <div className={styles.box}>
        <ErrorState error={new Problem({ status: 503, code: 'unavailable' }, '0192f3a1')} onRetry={() => undefined} />
      </div>
      <div className={styles.box}>
        <DeniedState />
      </div>
      <div style={{ display: 'grid', gap: 10 }}>
        <Banner tone="soon" actions={<Button small>Prüfen</Button>}>
          In 30 min läuft Ihre Zusage ab. Zwischenbescheid vorschlagen?
        </Banner>
        <Banner tone="bad">Das Postfach „Service“ meldet sich seit 09:12 nicht. Neue Nachrichten warten dort.</Banner>
        <Banner>Neue Version der Liste.</Banner>
        <Banner tone="note">Interne Notiz – geht nie an den Kunden.</Banner>
        <div>
          <OfflineChip since={minutes(-4)} />
        </div>
      </div>
    </div>
  )
}

export function Overlays() {
  const [open, setOpen] = useState<'confirm' | 'sheet' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Example name="Menu">
        <Menu
          target={<IconButton icon={MoreHorizontal} label="Mehr" look="default" />}
          entries={[
            { section: 'Fall' },
            { label: 'Mir zuweisen', icon: UserPlus, keyHint: 'i', run: () => undefined },
            { label: 'Priorität', icon: Flag, keyHint: 'p', run: () => undefined },
            'line',
            { label: 'Irrelevant', icon: Archive, keyHint: '#', danger: true, run: () => undefined },
            { label: 'Zusammenführen', disabled: true, run: () => undefined },
          ]}
        />
      </Example>
      <Example name="Dialog, sheet">
        <Button onClick={() => setOpen('confirm')}>Fragen</Button>
        <Button onClick={() => setOpen('sheet')}>Seitenfeld</Button>
      </Example>
      <Example name="Notices">
        <Button onClick={() => showNotice({ text: 'Fall 4711 ist erledigt', undo: () => undefined })}>
          Mit Rückgängig
        </Button>
        <Button onClick={() => showNotice({ text: 'Gespeichert', tone: 'ok' })}>Erledigt</Button>
        <Button
          onClick={() =>
            showNotice({ text: 'Nicht gesendet: Anna hat um 14:02 geantwortet. Bitte prüfen.', tone: 'bad' })
          }
        >
          Fehler
        </Button>
      </Example>
      <ConfirmDialog
        open={open === 'confirm'}
        title="Postfach trennen?"
        confirmLabel="Postfach trennen"
        danger
        onConfirm={() => undefined}
        onClose={close}
      >
        Neue Nachrichten an service@nordlicht.example werden nicht mehr abgeholt. Vorhandene Fälle bleiben.
      </ConfirmDialog>
      <Sheet open={open === 'sheet'} title="Kunde" onClose={close}>
        <div className={styles.pad}>Jana Berger</div>
      </Sheet>
    </>
  )
}

export function Layout() {
  const [tab, setTab] = useState<'customer' | 'case' | 'activity'>('customer')
  return (
    <>
      <Example name="Tabs" wide>
        <Tabs
          label="Seitenfeld"
          value={tab}
          onChange={setTab}
          tabs={[
            { id: 'customer', label: 'Kunde', content: <div className={styles.pad}>Jana Berger</div> },
            { id: 'case', label: 'Fall', content: <div className={styles.pad}>Thema: Erstattung</div> },
            { id: 'activity', label: 'Aktivität', count: 12, content: <div className={styles.pad}>3 Ereignisse</div> },
          ]}
        />
      </Example>
      <Example name="Panes" wide>
        <div className={`${styles.box} ${styles.tall}`}>
          <Panes
            storageKey="catalogue"
            panes={[
              {
                id: 'list',
                label: 'Liste',
                width: { start: 200, min: 120, max: 320 },
                content: <div className={styles.pad}>Liste</div>,
              },
              { id: 'case', label: 'Fall', content: <div className={styles.pad}>Fall</div> },
              {
                id: 'side',
                label: 'Seitenfeld',
                width: { start: 180, min: 120, max: 300 },
                content: <div className={styles.pad}>Kunde</div>,
              },
            ]}
          />
        </div>
      </Example>
    </>
  )
}
